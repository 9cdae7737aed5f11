from odoo.addons.integration_case.tests.common_consent import agree

from .common import IntegrationVolunteerCommon


class TandemCase(IntegrationVolunteerCommon):
    """A client of manager1 who is asked whether volunteers may know something."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person.sudo().write(
            {"first_name": "Amina", "phone": "0171 4711", "city": "Musterstadt"}
        )
        cls.mentoring = cls.env.ref(
            "integration_volunteer.integration_volunteer_task_mentoring"
        )
        cls.end_reason = cls.env.ref(
            "integration_volunteer.integration_tandem_end_reason_reached"
        )

    def tandem(self, **vals):
        """:return: a tandem of volunteer1, in the coordinator's rights"""
        return (
            self.env["integration.volunteer.tandem"]
            .with_user(self.coordinator)
            .create(
                {
                    "volunteer_id": self.volunteer1.id,
                    "task_id": self.mentoring.id,
                    **vals,
                }
            )
        )

    def consent(self, case=None):
        """Let the client agree that volunteers know something."""
        return agree((case or self.case1).sudo().person_id, "volunteers")

    def ask(self, case=None, user=None, **vals):
        """:return: the help that a manager asks for in the dialog"""
        case = (case or self.case1).with_user(user or self.manager1)
        action = case.action_ask_volunteers()
        dialog = (
            case.env[action["res_model"]]
            .with_context(**action["context"])
            .create({"kind": "tandem", "task_id": self.mentoring.id, **vals})
        )
        return case.env["integration.engagement"].browse(dialog.action_ask()["res_id"])

    def wanted(self, **vals):
        """:return: help by a tandem for which volunteer1 is proposed"""
        one = self.ask(**vals)
        tandem = one.sudo().tandem_id.with_user(self.coordinator)
        tandem.volunteer_id = self.volunteer1
        return one

    def release(self, one):
        """Look at the preview and release."""
        action = one.action_release()
        dialog = one.env[action["res_model"]].browse(action["res_id"])
        return dialog.action_release()

    def released(self, **vals):
        """:return: help by a tandem, released with the client's consent"""
        self.given = self.consent(vals.get("case"))
        one = self.wanted(**vals)
        self.release(one)
        return one

    def running(self, **vals):
        """:return: help by a tandem on trial"""
        one = self.released(**vals)
        self.get_tandem(one).action_trial()
        return one

    def get_tandem(self, one):
        return one.sudo().tandem_id.with_user(self.coordinator)

    def get_mails(self):
        email = self.volunteer1.sudo().partner_id.email
        return self.env["mail.mail"].search([("email_to", "=", email)])

    def read_values(self, one):
        return [value for _label, value in self.get_tandem(one)._get_released()]

    def assert_gone(self, one, how):
        """Nothing is left, in the same transaction; all concerned are told."""
        self.assertEqual(self.read_values(one), [])
        self.assertEqual(one.release_ids[0].ended_how, how)
        rows = self.env["integration.disclosure"].with_user(self.coordinator)
        tandem = self.get_tandem(one)
        self.assertFalse(rows.search([("tandem_id", "=", tandem.id)]))
        self.assertFalse(tandem.disclosure_ids)
        letter = one.sudo().release_ids[0].letter_id
        self.assertTrue(letter.closed_on)
        self.assertTrue(all(letter.disclosure_ids.mapped("revoked_on")))
