from odoo import api, models

# Not ours, but with them one can give oneself everything, or read in sudo.
POWERFUL_GROUPS = (
    "base.group_erp_manager",
    "base.group_system",
    "mail.group_mail_template_editor",
)


class ResGroups(models.Model):
    _name = "res.groups"
    _inherit = ["res.groups", "integration.rights.watch"]

    @api.model
    def _get_integration_groups(self):
        """:return: the groups that our addons brought, and those above all rights"""
        # sudo: which groups are ours
        data = self.env["ir.model.data"].sudo()
        ours = data.search(
            [("model", "=", "res.groups"), ("module", "=like", "integration%")]
        )
        powerful = [self.env.ref(xmlid).id for xmlid in POWERFUL_GROUPS]
        return self.browse(ours.mapped("res_id") + powerful)

    def _filter_watched(self):
        ours = self._get_integration_groups()
        return self.filtered(lambda group: (group | group.all_implied_ids) & ours)
