from odoo import models
from odoo.tools import SQL

BLANK = "–"
#: texts that say nothing about the person
KEPT = {"type", "lang", "tz"}
#: rows of core that hang on a contact by name of model and number
OF_CONTACT = {
    "ir.attachment": ("res_model", "res_id"),
    "mail.activity": ("res_model", "res_id"),
    "mail.followers": ("res_model", "res_id"),
    "mail.message": ("model", "res_id"),
}


class ResPartner(models.Model):
    """Contacts that were kept only because somebody volunteered (V28)."""

    _inherit = "res.partner"

    def _is_used_otherwise(self):
        """Say whether a contact has to stay for others.

        :return: whether a colleague or an organisation has the contact, or somebody
            still volunteers with it elsewhere

        Clients' files do not count: they hold their own data, and whether a contact
        is blanked must not tell that there is one.
        """
        self.ensure_one()
        users = self.with_context(active_test=False).user_ids
        if any(not user.share for user in users):
            return True
        engine = self.env["integration.record.merge"]
        protected = self.env["integration.protected"]
        links = [
            link
            for link in engine._get_links(self._name)
            if not protected._is_protected_model(link.model)
            and link.model.startswith("integration.")
            and not link.model.startswith("integration.volunteer.")
        ]
        counts = engine._count(links, self.ids, self._name)
        return any(counts.values())

    def _blank_contact(self, engine, words):
        """Empty a contact, archive it and its account for good.

        The row stays: messages written elsewhere name it as their author.

        :param engine: ``integration.record.erase``
        :param words: texts to be looked for where no link leads
        """
        self.ensure_one()
        contacts = self.with_context(active_test=False).search(
            [("id", "child_of", self.id)]
        )
        for user in contacts.with_context(active_test=False).user_ids:
            user.write(
                {
                    "active": False,
                    "login": f"anonymised-{user.id}",
                    "signature": False,
                }
            )
        tree = {}
        for name, (model_field, id_field) in OF_CONTACT.items():
            # every row, whatever hides some kinds of them on screen
            rows = self.env.execute_query(
                SQL(
                    "SELECT id FROM %s WHERE %s = 'res.partner' AND %s = ANY(%s)",
                    SQL.identifier(self.env[name]._table),
                    SQL.identifier(model_field),
                    SQL.identifier(id_field),
                    contacts.ids,
                )
            )
            if rows:
                tree[name, "contact"] = {row[0] for row in rows}
        contacts.write({"active": False, "category_id": False, "parent_id": False})
        self.env.flush_all()
        engine._erase(tree, {"contact"}, words)
        self._blank_columns(engine, contacts.ids)

    def _blank_columns(self, engine, ids):
        """Empty all texts of contacts, and their address in messages elsewhere."""
        texts = engine._get_erased_fields("res.partner")
        values = {f.name: engine._get_empty(f) for f in texts if f.name not in KEPT}
        values.update({name: SQL("%s", BLANK) for name in ("name", "complete_name")})
        self.env.execute_query(
            SQL(
                "UPDATE res_partner SET %s WHERE id = ANY(%s) RETURNING 1",
                SQL(", ").join(
                    SQL("%s = %s", SQL.identifier(name), value)
                    for name, value in values.items()
                ),
                list(ids),
            )
        )
        self.env.execute_query(
            SQL(
                "UPDATE mail_message SET email_from = NULL WHERE author_id = ANY(%s)"
                " RETURNING 1",
                list(ids),
            )
        )
        self.env.invalidate_all(flush=False)
