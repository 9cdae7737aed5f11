from odoo import api, fields, models
from odoo.exceptions import UserError


class IntegrationVolunteerRequestSuggestLine(models.TransientModel):
    """A volunteer suggested for a request: points, and why."""

    _name = "integration.volunteer.request.suggest.line"
    _description = "Volunteer suggested"
    _order = "position, id"
    _rec_name = "volunteer_id"

    suggest_id = fields.Many2one(
        "integration.volunteer.request.suggest",
        required=True,
        index=True,
        ondelete="cascade",
    )
    position = fields.Integer(readonly=True, export_string_translation=False)
    chosen = fields.Boolean("Ask")
    volunteer_id = fields.Many2one(
        "integration.volunteer", required=True, readonly=True, ondelete="cascade"
    )
    score = fields.Integer("Points", readonly=True)
    passed = fields.Text("Fits because", readonly=True)
    counted = fields.Text("Points for", readonly=True)
    state = fields.Selection(
        selection="_selection_state", string="Asked already", readonly=True
    )

    @api.model
    def _selection_state(self):
        asks = self.env["integration.volunteer.request.ask"]
        return asks._fields["state"]._description_selection(self.env)

    def action_ask(self):
        """Ask this one, and stay in the dialog.

        :return: the dialog anew
        """
        self.ensure_one()
        request = self.suggest_id.request_id
        reasons = {self.volunteer_id.id: (self.score, self.counted)}
        if not request._ask(self.volunteer_id, reasons):
            raise UserError(
                self.env._("%(name)s was asked already.", name=self.volunteer_id.name)
            )
        self.state = "asked"
        return self.suggest_id._reopen()
