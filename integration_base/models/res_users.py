from odoo import api, models

# Writes that can give or take a group; also bringing back whoever had one.
GROUP_FIELDS = {"active", "group_ids", "role"}
# With these somebody else could log in in a user's name.
# The e-mail, to which a new password is sent, is the contact's.
LOGIN_FIELDS = {"login", "new_password", "password", "totp_secret"}


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.model_create_multi
    def create(self, vals_list):
        users = super().create(vals_list)
        users._note_groups({})
        return users

    def write(self, vals):
        if LOGIN_FIELDS & vals.keys():
            self._note_login_change(LOGIN_FIELDS & vals.keys())
        if not GROUP_FIELDS & vals.keys() or not self.env.registry.ready:
            return super().write(vals)
        before = self._get_integration_groups_by_user()
        result = super().write(vals)
        self._note_groups(before)
        return result

    def _note_login_change(self, names):
        """Record that somebody changes how another one with our rights logs in.

        :param names: names of the fields that are changed
        """
        if self.env.su or not self.env.registry.ready:
            return
        for uid, groups in self._get_integration_groups_by_user().items():
            if groups and uid != self.env.uid:
                self.env["integration.rights.watch"]._note_change(
                    self.browse(uid),
                    f"log-in of another user: {', '.join(sorted(names))}",
                )

    def _get_integration_groups_by_user(self):
        ours = self.env["res.groups"]._get_integration_groups()
        # sudo: which of our groups the users have
        return {
            user.id: user.all_group_ids & ours if user.active else ours.browse()
            for user in self.sudo()
        }

    def _note_groups(self, before):
        """Record who gained or lost one of our groups (see rights watch)."""
        if not self.env.registry.ready:
            return
        none = self.env["res.groups"]
        for uid, groups in self._get_integration_groups_by_user().items():
            gained = groups - before.get(uid, none)
            lost = before.get(uid, none) - groups
            if gained or lost:
                # sudo: technical names of groups
                names = (gained | lost).sudo()._get_external_ids()
                parts = [f"+{names[group.id][0]}" for group in gained]
                parts += [f"-{names[group.id][0]}" for group in lost]
                self.env["integration.rights.watch"]._note_change(
                    self.browse(uid), " ".join(parts)
                )
