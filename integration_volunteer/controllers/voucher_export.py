from werkzeug.exceptions import BadRequest

from odoo import http
from odoo.http import content_disposition, request

MOST_VOUCHERS = 5_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class VoucherExport(http.Controller):
    """Downloads of vouchers in the rights of whoever asks (V23, V24)."""

    @http.route("/integration/volunteer/vouchers.xlsx", type="http", auth="user")
    def vouchers_xlsx(self, ids="", **params):
        """:param str ids: numbers of vouchers, joined by commas"""
        content = self._get_vouchers(ids)._build_xlsx()
        return self._respond(content, XLSX, "vouchers.xlsx")

    @http.route("/integration/volunteer/vouchers.xml", type="http", auth="user")
    def vouchers_sepa(self, ids="", **params):
        """:param str ids: numbers of vouchers, joined by commas"""
        content = self._get_vouchers(ids)._build_pain()
        return self._respond(content, "application/xml", "vouchers-pain001.xml")

    def _get_vouchers(self, ids):
        parts = ids.split(",")
        if len(parts) > MOST_VOUCHERS or not all(part.isdecimal() for part in parts):
            raise BadRequest()
        vouchers = request.env["integration.volunteer.voucher"]
        vouchers = vouchers.browse(map(int, parts)).exists()
        vouchers.check_access("read")
        return vouchers

    def _respond(self, content, kind, name):
        return request.make_response(
            content,
            [
                ("Content-Type", kind),
                ("Content-Disposition", content_disposition(name)),
                ("Cache-Control", "no-store"),
            ],
        )
