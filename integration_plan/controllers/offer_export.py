from werkzeug.exceptions import BadRequest

from odoo import http
from odoo.http import content_disposition, request

MOST_OFFERS = 20_000


class OfferExport(http.Controller):
    """Downloads of offers; they hold no client's data."""

    @http.route(
        "/integration/offers/hsds.json",
        type="http",
        auth="user",
        readonly=False,  # organisations get their identifier at the first export
    )
    def hsds(self, ids="", **params):
        """Offers as one page of HSDS 3.0, in the rights of whoever asks.

        :param str ids: numbers of offers; empty: all that are published
        """
        parts = [part for part in ids.split(",") if part]
        if not all(part.isdecimal() for part in parts) or len(parts) > MOST_OFFERS:
            raise BadRequest()
        offers = request.env["integration.offer"].browse(map(int, parts))
        offers.check_access("read")
        if not parts:
            offers = offers.search([("state", "=", "published")], limit=MOST_OFFERS)
        return request.make_response(
            offers._to_hsds_page(),
            [
                ("Content-Type", "application/json; charset=utf-8"),
                ("Content-Disposition", content_disposition("hsds.json")),
            ],
        )
