from odoo import api, fields, models
from odoo.fields import Domain


class IntegrationDataClass(models.Model):
    """A kind of personal data, as purposes name them and consents cover them (C46)."""

    _name = "integration.data.class"
    _inherit = ["integration.code"]
    _description = "Data class"

    is_special = fields.Boolean(
        "Special category (Art. 9)",
        help="Data that tell about health, origin, faith or opinion need an express "
        "consent (Art. 9 GDPR).",
    )
    purpose_ids = fields.Many2many(
        "integration.purpose",
        "integration_purpose_data_class_rel",
        "data_class_id",
        "purpose_id",
        "Named by purposes",
    )

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    @api.model
    def _get_basis_domain(self, code, path="person_id."):
        """Give the rows of a class of data that may be read in the file now.

        The basis is a public task of the advice service that names the class, or a
        consent of the client in force. Rules keep this domain in their cache: which
        tasks there are is looked up here and dropped when a purpose changes, what
        clients have answered is asked by the database each time.

        :param str code: class of data
        :param str path: from a row to its client; empty for the clients themselves
        :return: domain for rows with ``person_id`` and ``company_id``
        """
        # sudo: purposes are no secret; the answer must not depend on who asks
        tasks = (
            self.env["integration.purpose"]
            .sudo()
            .search(
                [
                    ("legal_basis", "=", "public_task"),
                    ("recipient_kind", "=", "team"),
                    ("data_class_ids.code", "=", code),
                ]
            )
        )
        if any(not task.company_id for task in tasks):
            return []
        consents = self.env["integration.consent"]._get_valid_domain() & Domain(
            "purpose_id",
            "any",
            [
                ("active", "=", True),
                ("recipient_kind", "=", "team"),
                ("data_class_ids.code", "=", code),
            ],
        )
        domain = Domain(f"{path}consent_ids", "any", consents)
        if tasks:
            domain |= Domain("company_id", "in", tasks.company_id.ids)
        return list(domain)
