from odoo import api, fields, models


class IntegrationCase(models.Model):
    """The client's own access to her file, and what is released for it."""

    _inherit = "integration.case"

    door_ids = fields.One2many("integration.door", "case_id", "Client's access")
    door_state = fields.Selection(
        lambda self: (
            self.env["integration.door"]
            ._fields["state"]
            ._description_selection(self.env)
        ),
        "State of the client's access",
        compute="_compute_door_state",
    )
    document_ids = fields.Many2many(
        "ir.attachment", string="Documents", compute="_compute_document_ids"
    )

    @api.depends("door_ids.state")
    def _compute_door_state(self):
        for case in self:
            case.door_state = case.door_ids.state or "none"

    def _compute_document_ids(self):
        attachments = self.env["ir.attachment"]
        for case in self:
            case.document_ids = attachments.search(case._get_document_domain())

    def _get_document_domain(self):
        """:return: domain of the files added to these cases by people"""
        return [
            ("res_model", "=", self._name),
            ("res_id", "in", self.ids),
            ("res_field", "=", False),
            ("type", "=", "binary"),
        ]

    def action_open_door(self):
        """:return: form of the client's access, to hand over, renew or revoke it"""
        self.ensure_one()
        door = self.env["integration.door"]._get_or_make(self)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Client's access"),
            "res_model": "integration.door",
            "res_id": door.id,
            "views": [(False, "form")],
        }
