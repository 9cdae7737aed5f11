import base64
import time

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL

from .test_clearance import ClearanceCase

HEAD = "Nachname;Vorname;E-Mail;Telefon;PLZ;Ort;Sprachen;Aufgaben;Seit;Schuhgröße"


class ImportCase(ClearanceCase):
    """Uploads in the coordinator's rights."""

    def upload(self, lines, user=None):
        content = "\n".join([HEAD, *lines]).encode()
        dialogs = self.env["integration.volunteer.import"]
        dialog = dialogs.with_user(user or self.coordinator).create(
            {"name": "liste.csv", "file": base64.b64encode(content)}
        )
        dialog.action_check()
        return dialog

    def find_volunteers(self, name):
        volunteers = self.env["integration.volunteer"].with_user(self.coordinator)
        return volunteers.search([("name", "=", name)])


@tagged("post_install", "-at_install")
class TestRetention(ImportCase):
    """Anonymisation (V28) and import of volunteers."""

    def make_old(self, name="Kunigunde Vergessen", own=True):
        volunteer = self._new_volunteer(
            name,
            contact_is_own=own,
            interested_on="2015-01-01",
            wishes="Kunigunde mag Hunde",
            emergency_name="Kunibert Vergessen",
            task_ids=self.homework.ids,
            language_ids=[
                Command.create(
                    {
                        "language_id": self.arabic.id,
                        "is_native": True,
                        "dialect": "Kunigundisch",
                    }
                )
            ],
        )
        volunteer.message_post(body="Kunigunde rief an")
        volunteer.activity_schedule(summary="Kunigunde anrufen", user_id=self.env.uid)
        volunteer.sudo().partner_id.message_post(body="Kunigunde zog um")
        self.env["ir.attachment"].create(
            {
                "name": "kunigunde.txt",
                "raw": b"Kunigunde",
                "res_model": volunteer._name,
                "res_id": volunteer.id,
            }
        )
        self.clear(self.privacy, volunteer)
        self.book(volunteer, hours=-24 * 365 * 3, place="Bei Kunigunde")
        other = self.volunteer2.sudo()
        other.message_post(body=f"Vertreten von {name} am Montag")
        return volunteer

    def find_name(self, word):
        """:return: where a word stands in tables of volunteers, contacts, messages"""
        self.env.flush_all()
        tables = {
            model._table
            for model in self.env.values()
            if model._auto and not model._abstract and not model._table_query
            if model._name.startswith(("integration.volunteer", "integration.clear"))
        }
        tables |= {"res_partner", "mail_message", "mail_activity", "ir_attachment"}
        tables |= {"mail_mail", "mail_tracking_value", "res_users"}
        found = []
        for table in sorted(tables):
            rows = self.env.execute_query(
                SQL(
                    "SELECT COUNT(*) FROM %s t WHERE t::text ILIKE %s",
                    SQL.identifier(table),
                    f"%{word}%",
                )
            )
            if rows[0][0]:
                found.append(table)
        return found

    def test_proposed(self):
        old = self.make_old()
        volunteers = self.env["integration.volunteer"].with_user(self.coordinator)
        due = volunteers.search([("is_retention_due", "=", True)])
        self.assertIn(old, due)
        self.assertNotIn(self.volunteer1, due)
        self.assertTrue(old.is_retention_due)
        self.book(old, hours=-24)
        self.assertNotIn(old, volunteers.search([("is_retention_due", "=", True)]))
        with self.assertRaisesRegex(UserError, "period is not over"):
            old.action_anonymise()

    def test_name_is_nowhere(self):
        old = self.make_old()
        partner = old.partner_id
        self.assertTrue(self.find_name("Kunigunde"))
        action = old.action_anonymise()
        dialog = (
            self.env["integration.volunteer.anonymise"]
            .with_user(self.coordinator)
            .with_context(**action["context"])
            .create({})
        )
        self.assertEqual(dialog.volunteer_ids, old)
        self.assertNotIn("Kunigunde", dialog.preview)
        with self.assertRaises(UserError):
            dialog.action_confirm()
        dialog.confirmed = True
        dialog.action_confirm()
        for word in ("kunigund", "kunibert", "vergessen"):
            self.assertEqual(self.find_name(word), [], word)
        self.assertEqual(old.display_name, "Anonymised")
        self.assertEqual(old.state, "left")
        self.assertFalse(old.active)
        self.assertEqual(len(old.sudo().booking_ids), 1)
        self.assertEqual(old.task_ids, self.homework)
        self.assertFalse(partner.sudo().active)
        self.assertFalse(partner.sudo().email)
        line = self.env["integration.volunteer.deletion"].search([], limit=1)
        self.assertEqual((line.kind, line.count), ("volunteer", 1))
        with self.assertRaisesRegex(UserError, "already"):
            old.action_anonymise()
        with self.assertRaises(UserError):
            old.action_interested()

    def test_requests_and_vouchers_stay(self):
        """What is not the volunteer's own keeps its texts; accounts for years."""
        old = self.make_old()
        vouchers = self.env["integration.volunteer.voucher"].sudo()
        voucher = vouchers.create(
            {
                "number": "EB-TEST-1",
                "company_id": self.env.company.id,
                "volunteer_id": old.id,
                "date": "2016-03-01",
                "month_from": "2016-01-01",
                "month_until": "2016-02-01",
                "amount": 10,
                "payee": "Kunigunde Vergessen",
                "iban": "DE02120300000000202051",
                "made_by_id": self.coordinator.id,
            }
        )
        with self.assertRaisesRegex(UserError, "EB-TEST-1"):
            old.action_anonymise()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE integration_volunteer_voucher SET state = 'paid' WHERE id = %s",
            [voucher.id],
        )
        self.env.invalidate_all()
        old._anonymise()
        self.assertEqual(voucher.number, "EB-TEST-1")
        self.assertEqual(voucher.payee, "Kunigunde Vergessen")
        self.run_job()
        self.assertEqual(voucher.payee, "–")
        self.assertFalse(voucher.iban)
        self.assertEqual(voucher.number, "EB-TEST-1")

    def test_two_of_them(self):
        """What is unique does not collide."""
        first, second = self.make_old(), self.make_old("Gundula Vergessen")
        self.assertEqual((first | second)._anonymise(), 2)
        line = self.env["integration.volunteer.deletion"].search([], limit=1)
        self.assertEqual(line.count, 2)

    def test_used_contact_stays(self):
        old = self.make_old(own=False)
        partner = old.partner_id
        old._anonymise()
        self.assertEqual(partner.sudo().name, "Kunigunde Vergessen")
        self.assertTrue(partner.sudo().active)
        self.assertFalse(old.partner_id)
        # may begin anew, as somebody else to us
        self.env["integration.volunteer"].create({"partner_id": partner.id})

    def test_contact_of_colleague_stays(self):
        """Somebody ticked by mistake that nothing else uses the contact."""
        organisation = self.env["res.partner"].create({"name": "Arbeitskreis"})
        self.env["integration.offer"].create(
            {
                "name": "Kaffee",
                "organisation_id": organisation.id,
                "kind_id": self.env.ref(
                    "integration_plan.integration_offer_kind_other"
                ).id,
            }
        )
        for partner in (self.manager1.partner_id, organisation):
            volunteer = self.env["integration.volunteer"].create(
                {"partner_id": partner.id, "contact_is_own": True}
            )
            volunteer.state = "left"
            name = partner.name
            volunteer.with_user(self.coordinator)._anonymise()
            self.assertEqual(partner.name, name)
            self.assertTrue(partner.active)

    def test_nothing_tells_of_a_client(self):
        """Whether a contact is blanked does not say whether it is a client's."""
        partner = self.env["res.partner"].create({"name": "Karim Klient"})
        self.person.sudo().partner_id = partner
        last_name = self.person.sudo().last_name
        volunteer = self.env["integration.volunteer"].create(
            {"partner_id": partner.id, "contact_is_own": True}
        )
        volunteer.state = "left"
        volunteer.with_user(self.coordinator)._anonymise()
        self.assertFalse(partner.active)
        self.assertEqual(self.person.sudo().last_name, last_name)

    def test_not_with_future_bookings(self):
        old = self.make_old()
        old.sudo().state = "left"
        self.book(old)
        with self.assertRaisesRegex(UserError, "booked for the future"):
            old.action_anonymise()
        with self.assertRaises(AccessError):
            old.with_user(self.manager1)._anonymise()

    # ------------------------------------------------------------------
    # Import
    # ------------------------------------------------------------------

    def test_import(self):
        lines = [
            "Abt;Anna;anna@example.org;07021 1234;73230;Kirchheim;Arabisch (Muttersprache), Englisch B2, Französisch;"
            "homework;01.03.2024;38",
            ";;keine;;;;;;;",
            "Bar;Bert;bert@;12;;;Klingonisch;Raketenbau;31.02.2024;",
            "Abt;Anna;anna@example.org;;;;;;;",
            "Cem;Can;;0711 99887766;70173;Stuttgart;;;;",
        ]
        dialog = self.upload(lines)
        self.assertEqual(dialog.unknown_columns, "Schuhgröße")
        self.assertEqual((dialog.new_count, dialog.error_count), (2, 3))
        messages = {row.number: row.message for row in dialog.row_ids}
        for words in ("Row 4, column “E-mail”", "Phone", "Languages", "Tasks", "Since"):
            self.assertIn(words, messages[4])
        self.assertIn("as in row 2", messages[5])
        self.assertFalse(self.find_volunteers("Anna Abt"))
        dialog.action_import()
        anna = self.find_volunteers("Anna Abt")
        self.assertEqual(anna.partner_id.city, "Kirchheim")
        levels = anna.language_ids.mapped("spoken_level")
        self.assertEqual(sorted(levels), ["b2", "c2"])
        self.assertIn("Französisch", anna.wishes)
        self.assertEqual(anna.task_ids, self.homework)
        self.assertEqual(str(anna.interested_on), "2024-03-01")
        self.assertTrue(anna.contact_is_own)
        self.assertTrue(dialog.rejected_file)
        with self.assertRaises(UserError):
            dialog.action_import()
        again = self.upload(lines)
        self.assertEqual((again.new_count, again.exists_count), (0, 2))
        again.action_import()
        self.assertEqual(len(self.find_volunteers("Anna Abt")), 1)

    def test_import_refused(self):
        dialogs = self.env["integration.volunteer.import"]
        with self.assertRaises(AccessError):
            dialogs.with_user(self.manager1).create({})
        dialog = dialogs.with_user(self.coordinator).create({})
        with self.assertRaisesRegex(UserError, "choose a file"):
            dialog.action_check()
        dialog.file = base64.b64encode(b"\x00\x01\x02")
        with self.assertRaises(UserError):
            dialog.action_check()
        dialog.file = base64.b64encode(b"Ort;PLZ\nUlm;89073")
        with self.assertRaisesRegex(UserError, "last name"):
            dialog.action_check()
        other = self._create_users(
            {
                "login": "test_coordinator2",
                "groups": "integration_volunteer.group_volunteer_coordinator",
            }
        )
        with self.assertRaises(AccessError):
            dialog.with_user(other).check_access("read")

    def test_thousand_rows(self):
        lines = []
        for number in range(1000):
            email = f"p{number}@example.org" if number % 10 else "kaputt"
            lines.append(f"Nach{number};Vor;{email};;73230;Kirchheim;;homework;;")
        start = time.monotonic()
        dialog = self.upload(lines)
        dialog.action_import()
        self.assertEqual((dialog.done_count, dialog.error_count), (900, 100))
        again = self.upload(lines)
        self.assertEqual((again.new_count, again.exists_count), (0, 900))
        self.assertLess(time.monotonic() - start, 60)


@tagged("-standard", "integration_long", "post_install", "-at_install")
class TestManyVolunteers(ImportCase):
    """Ten thousand volunteers."""

    def test_ten_thousand_volunteers(self):
        """Who may do a task is one query without a loop over people (V18)."""
        self.env.flush_all()
        table = self.env["integration.volunteer"]._table
        self.env.cr.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_name = %s AND column_name NOT IN ('id', 'partner_id')",
            [table],
        )
        columns = SQL(", ").join(
            SQL.identifier(name) for (name,) in self.env.cr.fetchall()
        )
        # as one that is there, ten thousand times
        self.env.cr.execute(
            SQL(
                "WITH p AS (INSERT INTO res_partner (name, active, type)"
                " SELECT 'V ' || n, TRUE, 'contact'"
                " FROM generate_series(1, 10000) n RETURNING id),"
                " v AS (INSERT INTO integration_volunteer (partner_id, %(columns)s)"
                " SELECT p.id, %(columns)s FROM p, (SELECT %(columns)s"
                " FROM integration_volunteer WHERE id = %(like)s) one RETURNING id)"
                " INSERT INTO integration_volunteer_clearance"
                " (volunteer_id, company_id, type_id, covers_id, kind, seen_on, result)"
                " SELECT id, %(company)s, %(type)s, %(type)s, 'pledge', '2020-01-01',"
                " 'clear' FROM v",
                columns=columns,
                like=self.volunteer2.id,
                company=self.env.company.id,
                type=self.privacy.id,
            )
        )
        volunteers = self.env["integration.volunteer"].with_user(self.coordinator)
        self.env.cr.execute("ANALYZE integration_volunteer_clearance")
        for task, least in ((self.homework, 0), (self.transport, 10000)):
            start = time.monotonic()
            domain = volunteers._get_fit_domain(task, self.today)
            found = volunteers.search_count(domain)
            self.assertGreaterEqual(found, least)
            self.assertLess(time.monotonic() - start, 1)
        start = time.monotonic()
        self.assertTrue(
            volunteers.search([("clearance_state", "=", "valid")], limit=80)
        )
        self.assertLess(time.monotonic() - start, 1)
