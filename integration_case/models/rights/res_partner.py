from odoo import models

from odoo.addons.integration_base.models.integration_record_erase import DELETED_MODELS

#: what every contact has, or what only tells of itself
OWN_LINKS = DELETED_MODELS | {"res.partner", "integration.person"}


class ResPartner(models.Model):
    """Contacts from which a client's file was opened."""

    _inherit = "res.partner"

    def _get_uses_beside_client(self):
        """:return: sorted names of the kinds of records that use the contact"""
        self.ensure_one()
        engine = self.env["integration.record.merge"]
        name = self._name
        links = [
            link
            for link in engine._get_links(name)
            if link.model not in OWN_LINKS
            # tags of the contact itself
            and not (link.kind == "many2many" and link.model == "res.partner.category")
        ]
        counts = engine._count(links, self.ids, name)
        used = {link.model for link, count in counts.items() if count}
        if self.env["res.partner"].search_count([("parent_id", "=", self.id)]):
            used.add(name)
        # sudo: names of models are no secret
        models_ = self.env["ir.model"].sudo()
        return sorted(models_._get(model).name for model in used)

    def _erase_client_contacts(self):
        """Remove contacts that nothing but a client's file has used."""
        engine = self.env["integration.record.erase"]
        for partner in self:
            if partner._get_uses_beside_client():
                continue
            tree = engine._collect([(partner, "contact")])
            tree.pop(("res.partner", "contact"))
            tree = {
                (model, code): ids
                for (model, code), ids in tree.items()
                if model in DELETED_MODELS
            }
            words = [
                partner[name] for name in ("name", "email", "phone") if partner[name]
            ]
            engine._erase(tree, {"contact"}, words)
            partner.unlink()
