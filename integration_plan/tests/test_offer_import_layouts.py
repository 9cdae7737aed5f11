import io

import openpyxl

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_offer import OfferCase
from .test_offer_tools import CALENDAR, make_zip

HEADINGS = [
    *("Nr", "Angebot", "Träger", "Art", "Sprachen", "Niveau ab", "Niveau bis"),
    *("Wochentage", "von", "bis", "Ort", "PLZ", "Stadt", "Freie Plätze", "Stand"),
    *("Kinderbetreuung", "Kosten"),
]
ROWS = [
    [
        *(1, "Deutsch am Abend", "Volkshochschule Test", "Sprachkurs", "Arabisch, ti"),
        *("A2", "B1", "Di, Do", "18:00", "20:15", "Bürgerhaus", "77777", "Musterstadt"),
        *(4, "01.03.2026", "ja", "kostenlos"),
    ],
    [2, "Chor", "Singkreis", "Chor", *[None] * 13],
    [3, None, "Singkreis", *[None] * 14],
    [4, "Rätsel", "Singkreis", "Quatsch", "Klingonisch", "Z9", *[None] * 11],
]


def make_xlsx(rows=tuple(ROWS)):
    book = openpyxl.Workbook()
    for row in [HEADINGS, *rows]:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@tagged("post_install", "-at_install")
class TestOfferImportLayouts(OfferCase):
    """Spreadsheets, calendars and tables, from upload to offer (O12)."""

    def test_xlsx(self):
        import_ = self.upload(make_xlsx())
        self.assertEqual(import_.layout, "sheet")
        self.assertEqual(self.states(import_), ["create", "create", "error", "create"])
        import_.action_import()
        course = self.imported().filtered(lambda offer: offer.external_id == "1")
        self.assertEqual(course.organisation_id, self.provider)
        self.assertEqual(course.kind_id.area_id.code, "language")
        self.assertEqual(set(course.language_ids.mapped("code")), {"ara", "tir"})
        self.assertEqual((course.level_needed, course.level_reached), ("a2", "b1"))
        self.assertEqual((course.childcare, course.cost_kind), ("yes", "free"))
        self.assertEqual((course.places_free, course.capacity_state), (4, "free"))
        self.assertEqual(str(course.capacity_on), "2026-03-01")
        self.assertEqual(course.town, "Musterstadt")
        self.assertTrue(course.in_evening)
        self.assertEqual(course.location_ids.schedule_ids.byday, "TU,TH")
        choir = self.imported().filtered(lambda offer: offer.external_id == "2")
        self.assertEqual(choir.kind_id, self.kind("culture"))
        # what is not known is said, and does not stop the rest
        riddle = import_.row_ids.filtered(lambda row: row.name == "Rätsel")
        self.assertEqual(riddle.offer_id.kind_id, self.kind("other"))
        for word in ("Quatsch", "Klingonisch", "Z9"):
            self.assertIn(word, riddle.message)

    def test_xlsx_again(self):
        self.upload(make_xlsx()).action_import()
        again = self.upload(make_xlsx())
        self.assertFalse(again.change_ids)
        self.assertEqual(self.states(again), ["same", "same", "error", "same"])

    def test_not_a_table_of_offers(self):
        for content in (make_xlsx([]), b"a;b;c\n1;2;3\n"):
            with self.assertRaises(UserError):
                self.upload(content)

    def test_calendar(self):
        import_ = self.upload(CALENDAR.encode(), organisation_id=self.provider.id)
        self.assertEqual(import_.layout, "ical")
        self.assertEqual(self.states(import_), ["create", "create", "error", "error"])
        import_.action_import()
        family, camp = self.imported().sorted("external_id", reverse=True)
        self.assertEqual(family.schedule_ids.byday, "-1SU")
        self.assertEqual(str(family.schedule_ids.exception_ids.date_from), "2026-03-29")
        self.assertEqual(str(camp.schedule_ids.date_until), "2026-08-03")
        self.assertEqual(camp.organisation_id, self.provider)
        again = self.upload(CALENDAR.encode(), organisation_id=self.provider.id)
        self.assertFalse(again.change_ids)

    def test_calendar_without_organisation(self):
        import_ = self.upload(CALENDAR.encode())
        self.assertEqual(set(self.states(import_)), {"error"})
        self.assertIn("organisation", import_.row_ids[0].message)

    def test_tables(self):
        package = make_zip(
            service__csv="id,organization_id,name,status\n"
            "00000000-0000-4000-8000-000000000001,o1,Kurs,active\n"
            "00000000-0000-4000-8000-000000000002,gone,Waise,active\n",
            organization__csv="id,name,description\no1,Volkshochschule Test,x\n",
        )
        import_ = self.upload(package)
        self.assertEqual(self.states(import_), ["create", "error"])
        import_.action_import()
        self.assertEqual(self.imported().organisation_id, self.provider)
