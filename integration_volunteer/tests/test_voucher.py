import io
from datetime import date

from freezegun import freeze_time
from lxml import etree
from openpyxl import load_workbook
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common_hours import DAY, IBAN, HoursCase

NAMESPACE = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}


@tagged("post_install", "-at_install")
class TestVoucher(HoursCase):
    """Rates, ceilings and vouchers, reckoned by hand (V23, V24)."""

    def _amounts(self, row):
        return {line["kind"]: str(line["amount"]) for line in row._get_pay()}

    def test_begun_half_hours(self):
        # by hand: 7.35 EUR for each begun half hour
        for minutes, amount in (
            (1, "7.35"),
            (29, "7.35"),
            (30, "7.35"),
            (31, "14.70"),
            (60, "14.70"),
            (61, "22.05"),
        ):
            row = self.hours.new({"minutes": minutes, **self._base()})
            self.assertEqual(self._amounts(row), {"half_hour": amount})
        row = self.hours.new({"minutes": 0, **self._base()})
        self.assertEqual(row._get_pay(), [])

    def _base(self):
        return {
            "volunteer_id": self.volunteer1.id,
            "task_id": self.task.id,
            "date": DAY,
        }

    def test_all_kinds(self):
        self._new_rate("deployment", 2.5)
        self._new_rate("late_cancel", 0, basis="percent", percent=33.33)
        row = self.hours.new({"minutes": 45, "kilometres": 12.3, **self._base()})
        # 12.3 km of 0.30 EUR are 3.69 EUR
        self.assertEqual(
            self._amounts(row),
            {"half_hour": "14.70", "km": "3.69", "deployment": "2.50"},
        )
        # three begun half hours of 7.35 EUR are 22.05 EUR; of these 33.33 percent
        # are 7.349265 EUR
        late = self.hours.new({"cancelled_minutes": 61, **self._base()})
        self.assertEqual(self._amounts(late), {"late_cancel": "7.35"})

    def test_half_a_cent_goes_up(self):
        self._new_rate("km", 0.35)
        row = self.hours.new({"kilometres": 0.1, **self._base()})
        self.assertEqual(self._amounts(row), {"km": "0.04"})
        row = self.hours.new({"kilometres": 1.3, **self._base()})
        # 0.455
        self.assertEqual(self._amounts(row), {"km": "0.46"})

    def test_rate_changes_within_the_month(self):
        self.rate.valid_until = "2026-03-15"
        self._new_rate("half_hour", 8, valid_from="2026-03-16")
        own = self._new_rate("half_hour", 10, task_id=self.task.id)
        own.write({"valid_from": "2026-03-20", "valid_until": "2026-03-20"})
        rows = [self._report(30, date(2026, 3, day)) for day in (15, 16, 20, 21)]
        self.assertEqual(
            [self._amounts(row)["half_hour"] for row in rows],
            ["7.35", "8.00", "10.00", "8.00"],
        )
        with self.assertRaisesRegex(ValidationError, "Per begun half hour"):
            self._new_rate("half_hour", 9, valid_from="2026-05-01")
        for bad in ({"amount": -1}, {"basis": "percent"}, {"percent": 101}):
            with (
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                self._new_rate(**{"kind": "deployment", "amount": 1, **bad})

    def test_voucher(self):
        late = self._book(60, volunteer=self.volunteer1)
        late.action_cancelled_late()
        self._new_rate("late_cancel", 5)
        rows = self._report(31) + self._report(30, kilometres=10)
        with self.assertRaisesRegex(UserError, "Nothing to settle"):
            self._make()
        self._close()
        voucher = self._make()
        # 14.70 + 7.35 + 3.00 + 5.00
        self.assertEqual(voucher.amount, 30.05)
        self.assertAlmostEqual(sum(voucher.line_ids.mapped("amount")), 30.05)
        self.assertEqual(set(rows.mapped("state")), {"settled"})
        self.assertRegex(voucher.number, r"^EA-\d{4}-\d{5}$")
        with self.assertRaisesRegex(UserError, "Nothing to settle"):
            self._make()
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            voucher.sudo().line_ids[0].copy()
        with self.assertRaisesRegex(UserError, "vouchers were reckoned"):
            self.rate.amount = 99
        with self.assertRaisesRegex(UserError, "vouchers were reckoned"):
            self.rate.valid_until = "2026-03-01"
        self.rate.valid_until = "2026-03-31"
        for change in ({"amount": 1}, {"state": "paid"}):
            with self.assertRaises(AccessError):
                voucher.write(change)
        with self.assertRaises(AccessError):
            voucher.sudo().write({"amount": 1})

    def test_four_eyes_and_way(self):
        self._report(30)
        self._close()
        voucher = self._make()
        with self.assertRaisesRegex(UserError, f"{voucher.number}: somebody else"):
            voucher.action_approve()
        second = voucher.with_user(self.coordinator2)
        self.volunteer1.iban = False
        with self.assertRaisesRegex(UserError, "no valid IBAN"):
            second.action_approve()
        self.volunteer1.iban = IBAN
        self.coordinator2.partner_id = self.volunteer1.partner_id
        with self.assertRaisesRegex(UserError, "nobody approves money"):
            second.action_approve()
        self.coordinator2.partner_id = self.finance.partner_id.copy()
        second.action_approve()
        self.assertEqual(voucher.iban, "DE89370400440532013000")
        with self.assertRaisesRegex(UserError, "“Approved” already"):
            second.action_approve()
        second.action_hand_over()
        paid = voucher.with_user(self.finance)
        with self.assertRaisesRegex(UserError, "between its making and today"):
            paid._pay(date(2020, 1, 1))
        action = paid.action_pay()
        Form(
            self.env[action["res_model"]]
            .with_user(self.finance)
            .with_context(**action["context"])
        ).save().action_confirm()
        self.assertEqual(voucher.state, "paid")
        with self.assertRaisesRegex(UserError, "“Paid” already"):
            voucher._cancel("Wrong")

    def test_cancelled_by_a_reversal(self):
        row = self._report(30)
        self._close()
        draft = self._make()
        draft._cancel("Wrong person")
        self.assertEqual((draft.state, row.state), ("cancelled", "approved"))
        self.assertFalse(draft.reversal_ids)
        voucher = self._approve(self._make())
        self.assertGreater(voucher.number, draft.number)
        with self.assertRaisesRegex(UserError, "give a reason"):
            voucher._cancel("")
        reversal = voucher._cancel("Wrong rate")
        self.assertEqual(reversal.amount, -7.35)
        self.assertEqual(voucher.state, "cancelled")
        self.assertTrue(voucher.number)
        self._approve(reversal)
        with self.assertRaisesRegex(UserError, "is a reversal itself"):
            reversal._cancel("No")
        self.assertEqual(self._make().line_ids.hours_id, row)
        with self.assertRaises(UserError):
            voucher.sudo().unlink()

    def test_corrections_are_settled_to_the_cent(self):
        row = self._report(31)
        self._close()
        first = self._make()
        # 31 → 30 → 40 minutes: two half hours, one, two
        down = row._correct("Typing error", minutes=-1)
        up = row._correct("Typing error again", minutes=10)
        self._close(down.month)
        second = self._make(down.month)
        self.assertEqual(first.amount, 14.7)
        self.assertEqual(second.line_ids.sorted("id").mapped("amount"), [-7.35, 7.35])
        self.assertEqual(second.line_ids.hours_id, down + up)
        self.assertEqual(second.amount, 0)
        with self.assertRaisesRegex(UserError, "cannot be paid"):
            self._approve(second).action_download_sepa()

    def test_numbers_start_anew_each_year(self):
        self._report(30, date(2025, 11, 3))
        self._close(date(2025, 11, 1))
        with freeze_time("2025-12-15 10:00:00"):
            old = self._make(date(2025, 11, 1))
        self._report(30)
        self._close()
        with freeze_time("2026-05-04 10:00:00"):
            new = self._make()
        self.assertEqual(old.number, "EA-2025-00001")
        self.assertEqual(new.number, "EA-2026-00001")

    def test_ceilings_over_the_year_change(self):
        self.task.ceiling = "general"
        self.rate.amount = 700
        self._report(30, date(2025, 11, 3))
        self._report(30, date(2025, 11, 4), kilometres=100)
        self._close(date(2025, 11, 1))
        with freeze_time("2025-12-15 10:00:00"):
            voucher = self._make(date(2025, 11, 1))
            state = self.volunteer1._get_ceiling_states(2025)[0]
            self.assertEqual(str(state["paid"]), "1400.0000", "no kilometres")
            self.assertEqual((state["ceiling"], state["level"]), (840, "over"))
            self.assertIn("not verified", voucher.ceiling_warning)
            self._approve(voucher).action_hand_over()
        with freeze_time("2026-01-12 10:00:00"):
            voucher.with_user(self.finance)._pay(date(2026, 1, 12))
        # it is income of the year in which it was paid
        self.assertEqual(self.volunteer1._get_ceiling_states(2025), [])
        state = self.volunteer1._get_ceiling_states(2026)[0]
        self.assertEqual((state["ceiling"], state["level"]), (960, "over"))
        summaries = self.volunteer1.activity_ids.mapped("summary")
        self.assertEqual(
            sorted(summaries),
            ["Tax-free amount 2025 exceeded", "Tax-free amount 2026 exceeded"],
        )

    def test_other_payers(self):
        declarations = self.env["integration.volunteer.payer.declaration"]
        declarations = declarations.with_user(self.coordinator)
        vals = {"volunteer_id": self.volunteer1.id, "year": 2026, "kind": "trainer"}
        first = declarations.create({**vals, "amount": 2640})

        def level():
            return self.volunteer1._get_ceiling_states(2026)[0]["level"]

        # 80 percent of 3,300 EUR are 2,640 EUR: not above
        self.assertEqual(level(), "")
        second = declarations.create({**vals, "amount": 2640.01})
        self.assertTrue(first.superseded)
        self.assertEqual(level(), "warn")
        with self.assertRaisesRegex(UserError, "stays as it is"):
            second.amount = 0
        self.task.ceiling = "trainer"
        self.rate.amount = 660
        self._report(30)
        self._close()
        with freeze_time("2026-05-04 10:00:00"):
            voucher = self._make()
            self.assertIn("100.0 %", voucher.ceiling_warning)
            self.assertEqual(level(), "over")
            declarations.create({**vals, "amount": 0})
            self.assertEqual(level(), "")

    def _approved(self):
        self._report(31)
        self.volunteer2.iban = "AT61 1904 3002 3457 3201"
        self.volunteer2.sudo().partner_id.name = "=Müller & Söhne"
        self._report(60, volunteer=self.volunteer2, kilometres=0.5)
        self._close()
        return self._approve(self._make(volunteer=self.volunteer1 + self.volunteer2))

    def test_spreadsheet(self):
        vouchers = self._approved()
        content = vouchers.with_user(self.finance)._build_xlsx()
        sheet = load_workbook(io.BytesIO(content)).active
        rows = list(sheet.iter_rows(values_only=True))
        column = next(row for row in rows if row[0] == "Number").index("Amount (EUR)")
        amounts = [row[column] for row in rows if str(row[0]).startswith("EA-")]
        total = next(row[column] for row in rows if row[0] == "Total")
        # 14.70, and 14.70 + 0.15
        self.assertEqual(sorted(amounts), [14.7, 14.85])
        self.assertEqual(round(sum(amounts), 2), total)
        self.assertEqual(total, 29.55)
        cell = next(
            cell
            for row in sheet.iter_rows()
            for cell in row
            if cell.value == "=Müller & Söhne"
        )
        self.assertEqual(cell.data_type, "s", "text, not a formula")
        self._report(30, date(2026, 4, 1))
        self._close(date(2026, 4, 1))
        with self.assertRaisesRegex(UserError, "is not approved"):
            (vouchers + self._make(date(2026, 4, 1)))._build_xlsx()

    def test_paper(self):
        voucher = self._approved()[0]
        html = str(voucher._render())
        for text in (voucher.number, "Helga Hilfreich", self.coordinator2.name):
            self.assertIn(text, html)
        self.assertRegex(html, "14[.,]70")
        self.assertRegex(html, "7[.,]3500")
        with self.assertRaises(AccessError):
            voucher.with_user(self.finance).action_print()

    def test_payment_order(self):
        vouchers = self._approved()
        with self.assertRaisesRegex(UserError, "no bank account"):
            vouchers._build_pain()
        self.env["res.partner.bank"].create(
            {"partner_id": self.company.partner_id.id, "acc_number": IBAN}
        )
        content = vouchers.with_user(self.finance)._build_pain()
        root = etree.fromstring(content)

        def texts(path):
            return [node.text for node in root.iterfind(f".//{path}", NAMESPACE)]

        self.assertEqual(texts("p:CtrlSum"), ["29.55", "29.55"])
        self.assertEqual(texts("p:NbOfTxs"), ["2", "2"])
        self.assertEqual(sorted(texts("p:InstdAmt")), ["14.70", "14.85"])
        self.assertEqual(texts("p:Cdtr/p:Nm")[1], "Mueller Soehne")
        self.assertEqual(texts("p:EndToEndId"), vouchers.mapped("number"))
        self.assertIn("AT611904300234573201", texts("p:IBAN"))
        vouchers.action_hand_over()
        vouchers[0].with_user(self.finance)._pay(vouchers[0].date)
        with self.assertRaisesRegex(UserError, f"{vouchers[0].number} cannot be paid"):
            vouchers.action_download_sepa()

    def test_dialog(self):
        self._report(30)
        self._close()
        dialog = Form(
            self.env["integration.volunteer.voucher.make"].with_user(self.coordinator)
        )
        dialog.month_from = date(2026, 4, 1)
        dialog.month_until = DAY
        record = dialog.save()
        with self.assertRaisesRegex(UserError, "first month"):
            record.action_make()
        record.month_from = DAY
        action = record.action_make()
        voucher = self.vouchers.search(action["domain"])
        self.assertEqual(voucher.volunteer_id, self.volunteer1)

    def test_finance_sees_vouchers_only(self):
        self._report(30)
        self._close()
        voucher = self._make()
        mine = voucher.with_user(self.finance)
        with self.assertRaises(AccessError):
            mine.read(["number"])
        self._approve(voucher)
        mine.read(["number", "payee", "iban", "amount", "state"])
        for hidden in ("line_ids", "volunteer_id", "ceiling_warning"):
            with self.assertRaises(AccessError):
                mine.read([hidden])
        for model in (
            "integration.volunteer",
            "integration.volunteer.booking",
            "integration.volunteer.hours",
            "integration.volunteer.voucher.line",
            "integration.volunteer.payer.declaration",
            "integration.case",
        ):
            self.assertFalse(self.env[model].with_user(self.finance).has_access("read"))
        for step in (mine.action_approve, mine.action_hand_over, mine.action_cancel):
            with self.assertRaises(AccessError):
                step()
        Form(mine)
        for user in (self.manager1, self.lead, self.env.ref("base.user_admin")):
            with self.assertRaises(AccessError):
                voucher.with_user(user).read(["number"])
        for model in ("voucher", "hours", "rate", "payer.declaration", "attendance"):
            model = self.env[f"integration.volunteer.{model}"].with_user(self.manager1)
            self.assertFalse(model.has_access("read"), model._name)
