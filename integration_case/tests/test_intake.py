from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common_roles import RolesCase


@tagged("post_install", "-at_install")
class TestIntake(RolesCase):
    """Intake in three steps that can be left and resumed."""

    def start(self, user=None, **vals):
        return (
            self.env["integration.intake"]
            .with_user(user or self.manager1)
            .create({"last_name": "Neuling", "first_name": "Nora", **vals})
        )

    def follow(self, action):
        return (
            self.env[action["res_model"]]
            .with_user(self.manager1)
            .browse(action["res_id"])
        )

    @property
    def status(self):
        return self.env["integration.residence.status"].search([], limit=1)

    def test_three_steps(self):
        intake = self.start(phone="0171 1", birth_date="1990-02-03")
        intake.action_next()
        case = intake.case_id
        self.assertEqual(intake.step, "situation")
        self.assertEqual(case.person_id.name, "Neuling, Nora")
        self.assertEqual(case.user_id, self.manager1)
        self.assertTrue(self.may_read(self.manager1, case))
        self.assertFalse(self.may_read(self.colleague, case))
        kind = self.env["integration.benefit.kind"].search([], limit=1)
        intake.write(
            {
                "status_id": self.status.id,
                "title_until": "2031-01-01",
                "date_entry": "2024-01-01",
                "date_allocation": "2024-02-01",
                "benefit_kind_id": kind.id,
                "mode": "case_management",
                "concern": "Wohnung",
            }
        )
        intake.action_next()
        self.assertEqual(intake.step, "appointment")
        self.assertEqual(case.intake_step, "appointment")
        self.assertEqual(case.person_id.status_id, self.status)
        self.assertEqual(case.person_id.benefit_kind_id, kind)
        self.assertEqual(str(case.clock_start), "2024-02-01")
        self.assertEqual(case.mode, "case_management")
        intake.write(
            {"appointment_start": "2031-05-06 08:00", "appointment_location": "Rathaus"}
        )
        action = intake.action_next()
        self.assertEqual(self.follow(action), case)
        self.assertFalse(case.intake_step)
        self.assertEqual(case.event_ids.location, "Rathaus")
        self.assertTrue(case.event_ids.is_confidential)

    def test_consents_follow(self):
        """The consents are an optional last step (C45)."""
        intake = self.start()
        intake.action_next()
        intake.action_next()
        intake.appointment_start = "2031-05-06 08:00"
        case = intake.case_id
        take = self.follow(intake.action_finish_with_consents())
        self.assertEqual(take._name, "integration.consent.take")
        self.assertEqual(take.person_id, case.person_id)
        self.assertFalse(case.intake_step)
        self.assertTrue(case.event_ids)

    def test_nothing_before_the_first_step(self):
        count = self.env["integration.person"].search_count([])
        for name in (False, "", "   "):
            with self.assertRaises(UserError):
                self.start(last_name=name).action_next()
        self.assertEqual(self.env["integration.person"].search_count([]), count)

    def test_bad_input_is_named(self):
        for vals, word in (
            ({"email": "keine adresse"}, "mail"),
            ({"birth_date": "2999-01-01"}, "birth"),
        ):
            with self.assertRaises(ValidationError) as caught, self.cr.savepoint():
                self.start(**vals).action_next()
            self.assertIn(word, str(caught.exception))
            self.assertNotIn("Neuling", str(caught.exception))
        intake = self.start()
        intake.action_next()
        intake.write({"date_entry": "2024-02-01", "date_allocation": "2024-01-01"})
        with self.assertRaises(ValidationError), self.cr.savepoint():
            intake.action_next()
        intake.date_allocation = False
        intake.action_next()
        intake.write({"appointment_start": "2031-01-01", "appointment_hours": 0})
        with self.assertRaises(UserError):
            intake.action_next()

    def test_leave_and_resume(self):
        intake = self.start()
        intake.action_next()
        case = intake.case_id
        intake.unlink()
        self.assertEqual(case.intake_step, "situation")
        again = self.follow(case.action_resume_intake())
        self.assertEqual(again.step, "situation")
        self.assertEqual(again.client_name, "Neuling, Nora")
        again.concern = "Arbeit"
        again.action_next()
        again.unlink()
        third = self.follow(case.action_resume_intake())
        self.assertEqual(third.step, "appointment")
        third.action_skip_appointment()
        self.assertFalse(case.intake_step)
        self.assertEqual(case.concern, "Arbeit")
        self.assertFalse(case.event_ids)

    def test_back(self):
        intake = self.start(phone="0171 1")
        intake.action_next()
        case = intake.case_id
        intake.write({"concern": "Halb", "status_id": self.status.id})
        intake.action_back()
        self.assertEqual(intake.step, "who")
        self.assertEqual(intake.last_name, "Neuling")
        self.assertEqual(intake.phone, "0171 1")
        self.assertEqual(case.concern, "Halb")
        intake.first_name = "Nele"
        intake.action_next()
        self.assertEqual(intake.case_id, case, "no second file")
        self.assertEqual(case.person_id.first_name, "Nele")
        self.assertEqual(intake.concern, "Halb")
        self.assertEqual(intake.status_id, self.status)
        intake.action_next()
        self.assertEqual(len(case.person_id.title_ids), 1)
        intake.action_back()
        intake.title_until = "2031-01-01"
        intake.action_next()
        self.assertEqual(len(case.person_id.title_ids), 1)
        self.assertEqual(str(case.person_id.title_until), "2031-01-01")

    def test_half_filled(self):
        intake = self.start(first_name=False)
        intake.action_next()
        intake.action_next()
        intake.action_next()
        case = intake.case_id
        self.assertEqual(case.person_id.name, "Neuling")
        self.assertFalse(case.intake_step)
        self.assertFalse(case.person_id.title_ids)

    def test_the_form_keeps_nothing(self):
        """A transient row outlives the dialog: no data of the client in it."""
        intake = self.start(phone="0171 1", email="n@example.com")
        intake.action_next()
        self.env.flush_all()
        self.cr.execute("SELECT * FROM integration_intake WHERE id = %s", intake.ids)
        self.assertNotIn("Neuling", str(self.cr.fetchall()))
        intake.concern = "Geheimes Anliegen"
        intake.action_next()
        intake.write({"appointment_start": "2031-05-06", "appointment_location": "Ort"})
        intake.action_next()
        self.env.flush_all()
        self.cr.execute("SELECT * FROM integration_intake WHERE id = %s", intake.ids)
        row = str(self.cr.fetchall())
        for word in ("Neuling", "Geheimes", "0171", "Ort'"):
            self.assertNotIn(word, row)

    def test_from_a_contact(self):
        partner = self.env["res.partner"].create(
            {"name": "Nora Maria Neuling", "email": "n@example.com", "city": "Ulm"}
        )
        action = partner.with_user(self.manager1).action_open_client_file()
        intake = (
            self.env["integration.intake"]
            .with_user(self.manager1)
            .with_context(**action["context"])
            .create({})
        )
        self.assertEqual(intake.last_name, "Neuling")
        self.assertEqual(intake.first_name, "Nora Maria")
        intake.action_next()
        person = intake.case_id.person_id
        self.assertEqual(person.partner_id, partner)
        self.assertEqual(person.city, "Ulm")
        # only the file knows the link
        for user in (self.clerk, self.colleague):
            card = self.as_user(user, partner)
            for name, field in card._fields.items():
                if field.relational:
                    self.assertNotEqual(field.comodel_name, person._name, name)

    def test_others_cannot_start(self):
        for user in (self.clerk, self.config, self.dpo, self.stats, self.admin):
            with self.assertRaises(AccessError, msg=user.login):
                self.start(user=user)

    def test_own_rows_only(self):
        intake = self.start()
        intake.action_next()
        for user in (self.manager2, self.lead, self.colleague):
            other = self.as_user(user, intake)
            self.assertFalse(other.has_access("read"))
            with self.assertRaises(AccessError):
                other.action_next()
            with self.assertRaises(AccessError):
                other.read()

    def test_resuming_a_foreign_case(self):
        for user in (self.manager2, self.colleague):
            with self.assertRaises(AccessError):
                self.as_user(user).action_resume_intake()
            with self.assertRaises(AccessError):
                self.env["integration.intake"].with_user(user).create(
                    {"case_id": self.case1.id, "step": "situation"}
                )
