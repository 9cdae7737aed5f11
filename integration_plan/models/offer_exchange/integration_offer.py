import json

from odoo import api, fields, models

from ...tools.hsds_write import write_service
from .offer_reader import LISTS, OfferReader


class IntegrationOffer(models.Model):
    """Export as HSDS 3.0, and where each value came from."""

    _inherit = "integration.offer"

    provenance_html = fields.Html(
        "Origin of the values", compute="_compute_provenance_html"
    )

    @api.depends("provenance")
    @api.depends_context("lang")
    def _compute_provenance_html(self):
        rows = self.env["integration.offer.import.row"]
        for offer in self:
            parts = (offer.provenance or {}).items()
            lines = [
                {
                    "label": rows._get_label(name),
                    "source": part["source"],
                    "on": fields.Date.to_date(part["on"]),
                }
                for name, part in parts
            ]
            # sudo: a template of ours, with the values handed in
            offer.provenance_html = (
                self.env["ir.qweb"]
                .sudo()
                ._render(
                    "integration_plan.integration_offer_provenance", {"lines": lines}
                )
                if lines
                else False
            )

    def _to_hsds(self):
        """Write these offers as HSDS 3.0.

        :return: list of dicts after the schema ``service.json``
        """
        reader = OfferReader()
        names = self._get_code_names()
        return [
            write_service(
                reader.read_offer(offer),
                lambda field, code: names.get((field, code), code),
            )
            for offer in self
        ]

    def _get_code_names(self):
        """:return: dict (name of a list, code) → name, of all codes these offers use"""
        names = {}
        for name, field in LISTS.items():
            for code in self[field]:
                names[name, code.code] = code.name
        for kind in self.kind_id:
            names["kind", kind.code] = kind.name
        return names

    def _to_hsds_page(self):
        """:return: text of one page with these offers, as the API of HSDS gives it"""
        page = {
            "total_items": len(self),
            "total_pages": 1,
            "page_number": 1,
            "size": len(self),
            "first_page": True,
            "last_page": True,
            "empty": not self,
            "contents": self._to_hsds(),
        }
        return json.dumps(page, ensure_ascii=False, indent=1)
