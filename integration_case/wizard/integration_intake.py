from odoo import api, fields, models
from odoo.exceptions import UserError

STEPS = ["who", "situation", "appointment"]


class IntegrationIntake(models.TransientModel):
    """Intake of a client in three short steps that can be left and resumed.

    The first step creates person, case and access row; from then on all is kept in
    the file itself, and this form holds only the values of the step on screen.
    """

    _name = "integration.intake"
    _inherit = ["integration.duplicate.hint"]
    _description = "Intake"

    step = fields.Selection(
        [
            ("who", "Who"),
            ("situation", "Situation"),
            ("appointment", "First appointment"),
        ],
        default="who",
        required=True,
        readonly=True,
    )
    case_id = fields.Many2one("integration.case", readonly=True)
    client_name = fields.Char(related="case_id.client_name", related_sudo=False)

    # who
    partner_id = fields.Many2one("res.partner", "From contact", readonly=True)
    last_name = fields.Char()
    first_name = fields.Char()
    name_native = fields.Char("Name in own script")
    birth_date = fields.Date("Date of birth")
    nationality_id = fields.Many2one("res.country")
    phone = fields.Char()
    email = fields.Char()
    street = fields.Char()
    zip = fields.Char()
    city = fields.Char()
    interpreter_need = fields.Selection(
        lambda self: self._get_labels("integration.person", "interpreter_need")
    )
    interpreter_language_id = fields.Many2one(
        "integration.language", "Interpreter language"
    )

    # situation
    mode = fields.Selection(
        lambda self: self._get_labels("integration.case", "mode"),
        "Kind of support",
        default="advice",
    )
    team_id = fields.Many2one("integration.team")
    status_id = fields.Many2one("integration.residence.status", "Residence status")
    title_until = fields.Date("Title until")
    is_fictional = fields.Boolean("Fictional permit (§ 81 AufenthG)")
    date_entry = fields.Date("Entry into the country")
    date_allocation = fields.Date("Allocated to the town on")
    benefit_kind_id = fields.Many2one("integration.benefit.kind", "Benefit")
    accommodation_kind_id = fields.Many2one("integration.accommodation.kind", "Housing")
    concern = fields.Text("What it is about")

    # first appointment
    appointment_start = fields.Datetime("Appointment")
    appointment_hours = fields.Float("Duration", default=1.0)
    appointment_location = fields.Char("Place")

    @api.model
    def _get_labels(self, model, name):
        """:return: choices of another model's field, in the reader's language."""
        return self.env[model]._fields[name]._description_selection(self.env)

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_next(self):
        """Save the step on screen and show the next one, or the case at the end."""
        self.ensure_one()
        self._save_step()
        position = STEPS.index(self.step)
        if position == len(STEPS) - 1:
            return self._finish()
        self._show_step(STEPS[position + 1])
        return self._get_action()

    def action_back(self):
        """Save the step on screen and show the one before."""
        self.ensure_one()
        self._save_step()
        self._show_step(STEPS[max(STEPS.index(self.step) - 1, 0)])
        return self._get_action()

    def action_skip_appointment(self):
        """Finish without a first appointment."""
        self.ensure_one()
        self.appointment_start = False
        return self._finish()

    def action_finish_with_consents(self):
        """Finish, and go on with the client's consents."""
        self.ensure_one()
        case = self.case_id
        self._finish()
        return case.action_take_consents()

    @api.model
    def action_resume(self, case):
        """Go on with an intake that was left.

        :param case: case whose intake waits
        :return: action of the step it waits at
        """
        intake = self.create({"case_id": case.id, "step": "situation"})
        intake._show_step(case.intake_step or "situation")
        return intake._get_action()

    def _get_own_persons(self):
        return self.case_id.person_id

    # ------------------------------------------------------------------
    # Steps
    # ------------------------------------------------------------------

    def _save_step(self):
        getattr(self, f"_save_{self.step}")()

    def _show_step(self, step):
        """Fill the form with the file's values of a step; forget all others."""
        self.write(
            dict.fromkeys(self._get_person_names() + self._get_situation_names(), False)
            | getattr(self, f"_load_{step}")()
            | {"step": step}
        )
        if step != "who":
            self.case_id.intake_step = step

    @api.model
    def _get_person_names(self):
        return [
            "last_name",
            "first_name",
            "name_native",
            "birth_date",
            "nationality_id",
            "phone",
            "email",
            "street",
            "zip",
            "city",
            "interpreter_need",
            "interpreter_language_id",
            "partner_id",
        ]

    @api.model
    def _get_situation_names(self):
        return [
            "status_id",
            "title_until",
            "is_fictional",
            "date_entry",
            "date_allocation",
            "benefit_kind_id",
            "accommodation_kind_id",
            "concern",
        ]

    def _read_names(self, record, names):
        """:return: values of a record as they are written to another."""
        return {
            name: record[name].id if record._fields[name].relational else record[name]
            for name in names
        }

    def _save_who(self):
        if not (self.last_name or "").strip():
            raise UserError(self.env._("Intake, last name: please enter it."))
        values = self._read_names(self, self._get_person_names())
        if self.case_id:
            self.case_id.person_id.write(values)
        else:
            self.case_id = self.env["integration.case"].open_file(
                values, {"intake_step": "situation"}
            )

    def _load_who(self):
        return self._read_names(self.case_id.person_id, self._get_person_names())

    def _save_situation(self):
        case = self.case_id
        case.write(
            {
                "mode": self.mode or case.mode,
                "date_entry": self.date_entry,
                "date_allocation": self.date_allocation,
                "concern": self.concern,
            }
        )
        person = case.person_id
        title = person.current_title_id
        values = {
            "status_id": self.status_id.id,
            "date_until": self.title_until,
            "is_fictional": self.is_fictional,
        }
        if self.status_id and title:
            title.write(values)
        elif self.status_id:
            person.title_ids = [fields.Command.create(values)]
        self._save_kind(person.benefit_ids, self.benefit_kind_id)
        self._save_kind(person.accommodation_ids, self.accommodation_kind_id)

    def _save_kind(self, rows, kind):
        """Correct the row entered before, or enter the first one."""
        newest = rows._get_newest()
        if not kind or newest.kind_id == kind:
            return
        if newest:
            newest.kind_id = kind
        else:
            rows.create({"person_id": self.case_id.person_id.id, "kind_id": kind.id})

    def _load_situation(self):
        case = self.case_id
        person = case.person_id
        return {
            "mode": case.mode,
            "date_entry": case.date_entry,
            "date_allocation": case.date_allocation,
            "concern": case.concern,
            "status_id": person.status_id.id,
            "title_until": person.title_until,
            "is_fictional": person.current_title_id.is_fictional,
            "benefit_kind_id": person.benefit_kind_id.id,
            "accommodation_kind_id": person.accommodation_kind_id.id,
        }

    def _save_appointment(self):
        """The appointment is written when the intake is finished."""

    def _load_appointment(self):
        return {"appointment_location": self.case_id._get_usual_place()}

    def _finish(self):
        case = self.case_id
        if self.appointment_start:
            if self.appointment_hours <= 0:
                raise UserError(
                    self.env._("Intake, duration: it must be longer than nothing.")
                )
            context = case._prepare_appointment_context()
            self.env["calendar.event"].with_context(**context).create(
                {
                    "start": self.appointment_start,
                    "stop": fields.Datetime.add(
                        self.appointment_start,
                        minutes=round(self.appointment_hours * 60),
                    ),
                    "location": self.appointment_location,
                }
            )
        case.intake_step = False
        self._show_empty()
        return case._get_form_action()

    def _show_empty(self):
        self.write(
            dict.fromkeys(
                [
                    *self._get_person_names(),
                    *self._get_situation_names(),
                    "appointment_start",
                    "appointment_location",
                ],
                False,
            )
        )

    def _get_action(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "integration_case.integration_intake_action"
        )
        action.update(res_id=self.id, context={})
        return action
