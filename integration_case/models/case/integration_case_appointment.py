from odoo import api, fields, models

from odoo.addons.integration_base.tools.days import to_german_day


class IntegrationCase(models.Model):
    """Appointments of a case in the Odoo calendar."""

    _inherit = "integration.case"

    event_ids = fields.One2many("calendar.event", "case_id", "Appointments")
    event_count = fields.Integer(
        "Appointments to come", compute="_compute_next_appointment"
    )
    date_next_appointment = fields.Datetime(
        "Next appointment", compute="_compute_next_appointment"
    )

    @api.depends("event_ids.start")
    def _compute_next_appointment(self):
        found = {
            case: (start, count)
            for case, start, count in self.env["calendar.event"]._read_group(
                [("case_id", "in", self.ids), ("start", ">=", fields.Datetime.now())],
                ["case_id"],
                ["start:min", "__count"],
            )
        }
        for case in self:
            start, count = found.get(case, (False, 0))
            case.date_next_appointment = start
            case.event_count = count

    def action_open_appointments(self):
        """:return: action of the case's appointments, ready to plan one."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "integration_case.calendar_event_action_case"
        )
        action["domain"] = [("case_id", "=", self.id)]
        action["context"] = self._prepare_appointment_context()
        return action

    def action_plan_appointment(self):
        """:return: dialog for one new appointment."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Plan appointment"),
            "res_model": "calendar.event",
            "view_mode": "form",
            "views": [
                (
                    self.env.ref("integration_case.calendar_event_view_form_case").id,
                    "form",
                )
            ],
            "target": "new",
            "context": self._prepare_appointment_context(),
        }

    def _prepare_appointment_context(self):
        return {
            "default_case_id": self.id,
            "default_name": self.env._(
                "Appointment %(reference)s", reference=self.reference
            ),
            "default_partner_ids": self.env.user.partner_id.ids,
            "default_privacy": "public",
        }

    def _get_quick_contact_action(self, event=None):
        """:return: client action of the one-screen entry of a counselling contact."""
        return {
            "type": "ir.actions.client",
            "tag": "integration_case.quick_contact",
            "name": self.env._("Record contact"),
            "params": {"case_id": self.id, "event_id": event.id if event else False},
            "context": {"active_id": self.id},
        }

    def action_record_contact(self):
        self.ensure_one()
        return self._get_quick_contact_action()

    def _get_usual_place(self):
        """:return: where the user's last appointment took place, or False."""
        return (
            self.env["calendar.event"]
            .search(
                [
                    ("user_id", "=", self.env.uid),
                    ("case_id", "!=", False),
                    ("location", "!=", False),
                ],
                order="id desc",
                limit=1,
            )
            .location
        )

    def _prepare_quick_entry(self):
        """:return: what the entry screen shows of a case."""
        self.ensure_one()
        return {
            "id": self.id,
            "name": self.client_name,
            "reference": self.reference,
            "interpreter_need": self.person_id.interpreter_need,
            "date_last_contact": self.date_last_contact
            and fields.Datetime.to_string(self.date_last_contact),
        }

    def _update_from_contacts(self):
        """Keep last contact and first talk of cases, in one grouped read."""
        # sudo: writes two dates of cases whose contacts the user just changed
        cases = self.sudo()
        found = {
            case: (first, last)
            for case, first, last in self.env["integration.counselling"]
            .sudo()
            ._read_group(
                [
                    ("case_id", "in", self.ids),
                    ("outcome", "=", "kept"),
                    ("kind", "!=", "collateral"),
                ],
                ["case_id"],
                ["date:min", "date:max"],
            )
        }
        for case in cases:
            first, last = found.get(case, (False, False))
            if case.date_last_contact != last:
                case.date_last_contact = last
            day = first and to_german_day(first)
            if day and (not case.date_first_talk or day < case.date_first_talk):
                case.date_first_talk = day
