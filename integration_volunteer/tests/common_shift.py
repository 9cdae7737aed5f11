from odoo import fields
from odoo.fields import Command

from .common import IntegrationVolunteerCommon


class ShiftCase(IntegrationVolunteerCommon):
    """Shifts of the coordinator, and a third volunteer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.volunteer3 = cls._new_volunteer("Clara Kommt")
        cls.vulnerable = cls.env.ref(
            "integration_volunteer.integration_volunteer_task_childcare"
        )

    @classmethod
    def _new_shift(cls, hours=72, places=1, least=1, publish=True, **vals):
        """:return: a shift in the coordinator's rights, ``hours`` from now"""
        start, stop = cls._hours_ahead(hours)
        shift = (
            cls.env["integration.volunteer.shift"]
            .with_user(cls.coordinator)
            .create(
                {
                    "name": "Frauencafé",
                    "task_id": cls.task.id,
                    "start": start,
                    "stop": stop,
                    "place": "Rathaus",
                    "role_ids": [
                        Command.create(
                            {
                                "name": "Hilfe",
                                "min_count": least,
                                "max_count": places,
                            }
                        )
                    ],
                    **vals,
                }
            )
        )
        if publish:
            shift.action_publish()
        return shift

    def sign_up(self, shift, volunteer, role=None, **kwargs):
        """Sign up as the portal does; :return: the sign-up, for the coordinator"""
        signup = shift._sign_up(volunteer, role or shift.role_ids[:1], **kwargs)
        return signup.sudo(False).with_user(self.coordinator)

    def bookings(self, signup):
        return signup._get_bookings().filtered(lambda row: row.state == "booked")

    def steps(self, signup):
        """:return: steps of a sign-up, in order"""
        signup.invalidate_recordset()
        return signup.step_ids.sorted("id").mapped("step")

    def mails(self, volunteer):
        return self.env["mail.mail"].search([("email_to", "=", volunteer.email)])

    def run_job(self, name):
        with self.enter_registry_test_mode():
            self.env.ref(f"integration_volunteer.ir_cron_shift_{name}").with_user(
                self.env.ref("base.user_root")
            ).method_direct_trigger()
        self.env.invalidate_all()

    def later(self, **delta):
        """:return: UTC time from now"""
        return fields.Datetime.add(fields.Datetime.now(), **delta)
