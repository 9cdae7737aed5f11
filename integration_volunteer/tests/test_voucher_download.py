from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common_hours import IBAN, HoursCase


@tagged("post_install", "-at_install")
class TestVoucherDownload(HoursCase, HttpCase):
    """Who may fetch vouchers, by the address (V23, V24)."""

    def test_downloads(self):
        self._report(30)
        self._close()
        voucher = self._approve(self._make())
        self.env["res.partner.bank"].create(
            {"partner_id": self.company.partner_id.id, "acc_number": IBAN}
        )
        self.env.flush_all()
        url = f"/integration/volunteer/vouchers.%s?ids={voucher.id}"
        self.authenticate("test_finance", "test_finance")
        sheet = self.url_open(url % "xlsx")
        self.assertEqual(sheet.status_code, 200)
        self.assertEqual(sheet.content[:2], b"PK")
        self.assertIn("no-store", sheet.headers["Cache-Control"])
        order = self.url_open(url % "xml")
        self.assertIn(b"pain.001.001.09", order.content)
        self.assertEqual(self.url_open(f"{url % 'xml'},x").status_code, 400)
        self.authenticate("test_manager1", "test_manager1")
        for kind in ("xlsx", "xml"):
            with mute_logger("odoo.http"):
                refused = self.url_open(url % kind)
            self.assertNotEqual(refused.status_code, 200)
            self.assertNotIn(b"Hilfreich", refused.content)
