import re

from odoo import api, fields, models
from odoo.exceptions import UserError


class IntegrationEngagementAsk(models.TransientModel):
    """Asks the volunteers for help for a client; nothing of the client leaves (C13)."""

    _name = "integration.engagement.ask"
    _description = "Ask for help"

    case_id = fields.Many2one(
        "integration.case", required=True, readonly=True, ondelete="cascade"
    )
    client_name = fields.Char(related="case_id.client_name", related_sudo=False)
    measure_id = fields.Many2one(
        "integration.measure",
        ondelete="cascade",
        domain="[('case_id', '=', case_id), ('responsible', '=', 'volunteer')]",
    )
    kind = fields.Selection(
        [("request", "Once: request"), ("tandem", "For a longer time: tandem")],
        "What is needed",
        required=True,
        default="request",
    )
    task_id = fields.Many2one("integration.volunteer.task", required=True)
    language_id = fields.Many2one("integration.language")
    interprets = fields.Boolean(
        related="task_id.interprets", export_string_translation=False
    )
    start = fields.Datetime("From")
    stop = fields.Datetime("To")
    rhythm = fields.Selection(
        lambda self: (
            self.env["integration.volunteer.tandem"]
            ._fields["rhythm"]
            ._description_selection(self.env)
        ),
        default="weekly",
    )
    hours = fields.Float("Hours each time", default=2)
    words = fields.Text(
        "What is needed, in neutral words",
        help="Read by the coordination and by volunteers who are asked. "
        "No name, no address, nothing by which somebody knows the client.",
    )
    meeting_point = fields.Char(help="Goes to the volunteer once you release it.")

    @api.model
    def _open(self, case, measure=None):
        """:return: action of the dialog

        :param case: ``integration.case`` the user may write
        :param measure: ``integration.measure`` that is asked for
        :raise UserError: for a closed case
        """
        case.check_access("write")
        case._check_not_closed()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Ask for help"),
            "res_model": self._name,
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_case_id": case.id,
                "default_measure_id": measure.id if measure else False,
            },
        }

    def action_ask(self):
        """Make the request or the tandem, and what joins it to the case.

        :return: form of the help
        :raise UserError: if the client is named, or a time is missing
        """
        self.ensure_one()
        case = self.case_id
        case.check_access("write")
        case._check_not_closed()
        case.person_id._check_not_restricted()
        self._check_neutral()
        engagements = self.env["integration.engagement"]
        # sudo: the manager asks, the coordination keeps it; her right to the case was
        # checked, and what is written here names no client
        if self.kind == "tandem":
            about = self.env["integration.volunteer.tandem"].sudo()
            about = about.create(self._prepare_tandem_vals())
        else:
            about = self.env["integration.volunteer.request"].sudo()
            about = about.create(self._prepare_request_vals())
        vals = {
            "case_id": case.id,
            "measure_id": self.measure_id.id,
            "goal_id": self.measure_id.goal_id.id,
            "meeting_point": self.meeting_point,
            f"{self.kind}_id": about.id,
        }
        # sudo: joins the case, which may be written, to what was made just now
        engagement = engagements.sudo().create(vals).with_env(self.env)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Help by volunteers"),
            "res_model": engagements._name,
            "res_id": engagement.id,
            "views": [(False, "form")],
        }

    def _check_neutral(self):
        """:raise UserError: if the text for others has names or numbers of the case"""
        found = set()
        for person in self.case_id.person_ids:
            found |= {person.first_name, person.last_name, person.phone}
            found |= {person.email, person.street, person.reference}
        found = sorted(re.escape(text.strip()) for text in found if text)
        pattern = rf"(?<!\w)({'|'.join(filter(None, found))})(?!\w)"
        if re.search(pattern, self.words or "", re.IGNORECASE):
            raise UserError(
                self.env._(
                    "%(reference)s: please take name, address and number of the client "
                    "out of the text. The coordination and volunteers read it.",
                    reference=self.case_id.reference,
                )
            )
        if self.kind == "request" and not (self.start and self.stop):
            raise UserError(
                self.env._(
                    "%(reference)s: please say from when to when help is needed.",
                    reference=self.case_id.reference,
                )
            )

    def _prepare_tandem_vals(self):
        return {
            "company_id": self.case_id.company_id.id,
            "task_id": self.task_id.id,
            "language_id": self.language_id.id,
            "purpose": self.words,
            "rhythm": self.rhythm,
            "hours": self.hours,
        }

    def _prepare_request_vals(self):
        return {
            "company_id": self.case_id.company_id.id,
            "task_id": self.task_id.id,
            "language_id": self.language_id.id,
            "start": self.start,
            "stop": self.stop,
            "note": self.words,
        }
