from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class IntegrationVolunteerRequestSuggest(models.TransientModel):
    """Suggestions for a request, each with its reasons; people choose (V18)."""

    _name = "integration.volunteer.request.suggest"
    _description = "Suggestions for a request"

    request_id = fields.Many2one(
        "integration.volunteer.request", required=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="request_id.company_id")
    line_ids = fields.One2many(
        "integration.volunteer.request.suggest.line", "suggest_id", "Suggestions"
    )
    # somebody chosen by hand
    volunteer_id = fields.Many2one(
        "integration.volunteer", "Somebody else", ondelete="cascade"
    )
    warning = fields.Text("What speaks against", compute="_compute_warning")
    blocked = fields.Boolean(compute="_compute_warning")

    @api.depends("volunteer_id", "request_id")
    def _compute_warning(self):
        for suggest in self:
            request, volunteer = suggest.request_id, suggest.volunteer_id
            suggest.blocked = False
            suggest.warning = False
            if volunteer and request:
                suggest.blocked = bool(request._get_hindrances(volunteer))
                suggest.warning = "\n".join(request._explain_not(volunteer))

    @api.model
    def _open_for(self, request):
        """Open the dialog.

        :param request: open ``integration.volunteer.request``
        :return: action
        :raise UserError: if the request is not open or not complete
        """
        request._check_complete()
        if request.state != "open":
            raise UserError(
                self.env._(
                    "%(name)s: send it to the coordination first.",
                    name=request.display_name,
                )
            )
        suggest = self.create({"request_id": request.id})
        suggest._fill_lines()
        return suggest._reopen()

    def _reopen(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._(
                "Suggestions for %(name)s", name=self.request_id.display_name
            ),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    def _fill_lines(self):
        self.ensure_one()
        request = self.request_id
        asked = request.ask_ids
        states = {ask.volunteer_id: ask.state for ask in asked.sorted("id")}
        found = self.env["integration.volunteer.match"]._find(**request._get_wishes())
        self.line_ids = [
            Command.create(
                {
                    "position": position,
                    "volunteer_id": row["volunteer"].id,
                    "score": row["score"],
                    "state": states.get(row["volunteer"]),
                    "passed": ", ".join(
                        words for kind, words in row["reasons"] if kind == "passed"
                    ),
                    "counted": "\n".join(
                        words for kind, words in row["reasons"] if kind == "score"
                    ),
                }
            )
            for position, row in enumerate(found, 1)
        ]

    def action_ask(self):
        """Ask those who are ticked, and the one chosen by hand."""
        self.ensure_one()
        chosen = self.line_ids.filtered("chosen")
        volunteers = chosen.volunteer_id | self.volunteer_id
        if not volunteers:
            raise UserError(self.env._("Please tick whom to ask."))
        reasons = {line.volunteer_id.id: (line.score, line.counted) for line in chosen}
        asks = self.request_id._ask(volunteers, reasons)
        if not asks:
            raise UserError(self.env._("They have been asked already."))
        return {"type": "ir.actions.act_window_close"}
