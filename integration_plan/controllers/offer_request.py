from odoo import http
from odoo.http import request

from ..models.offer.integration_offer_proposal import FIELDS
from ..models.offer.integration_offer_request import PATH, PURPOSE
from .link_pages import LinkPages, link_route

VERDICTS = ("right", "wrong", "gone")


class OfferRequestController(LinkPages, http.Controller):
    """Where a provider confirms or corrects its offers, without an account.

    Only the offers that the link is about are shown, and nothing else of the house.
    """

    path = PATH
    cookie = "integration_offer"
    purpose = PURPOSE
    templates = "integration_plan.integration_offer_page"
    form_scope = "integration_offer_form"
    first_page = "/offers"

    # ------------------------------------------------------------------
    # Pages
    # ------------------------------------------------------------------

    @link_route(PATH)
    def entry(self, **params):
        return self._show_entry()

    @link_route(f"{PATH}/enter", "POST")
    def enter(self, **params):
        return self._enter(params)

    @link_route(f"{PATH}/offers")
    def offers(self, **params):
        visit = self._get_visit()
        if not visit:
            return self._show_entry(failed=True, status=403)
        return self._show_offers(visit)

    def _show_offers(self, visit, typed=None, wrong=None):
        asked = visit.token_id._get_record()
        proposals = asked.env["integration.offer.proposal"]
        cookie = request.httprequest.cookies[self.cookie]
        typed = typed or {}
        rows = []
        for offer in asked.offer_ids:
            prefix = f"o{offer.id}_"
            values = {
                name: typed.get(prefix + name, proposals._show(offer, name) or "")
                for name in FIELDS
            }
            rows.append(
                {
                    "offer": offer,
                    "prefix": prefix,
                    "values": values,
                    "verdict": typed.get(prefix + "verdict", ""),
                    "remark": typed.get(prefix + "remark", ""),
                    "wrong": (wrong or {}).get(offer, ()),
                    "labels": self._get_labels(offer),
                    "states": offer._fields["capacity_state"]._description_selection(
                        offer.env
                    ),
                }
            )
        return self._render(
            *("offers", cookie, 422 if wrong else 200),
            rows=rows,
            wrong=bool(wrong),
            organisation=asked.partner_id.name,
        )

    def _get_labels(self, offer):
        return {
            name: offer._fields[name]._description_string(offer.env) for name in FIELDS
        }

    @link_route(f"{PATH}/answer", "POST")
    def answer(self, **params):
        visit = self._get_visit()
        if not visit or not self._is_own_form(params):
            return self._show_entry(failed=True, status=403)
        asked = visit.token_id._get_record()
        # one answer, also for two clicks at once
        asked.lock_for_update()
        asked.invalidate_recordset(["state"])
        if asked.state != "sent":
            return self._show_entry(failed=True, status=403)
        answers, wrong = self._read_answers(asked, params)
        if wrong:
            return self._show_offers(visit, params, wrong)
        asked._answer(answers)
        visit._end()
        return self._render("thanks", self._make_stranger())

    def _read_answers(self, asked, params):
        """:return: tuple of answers as of ``_answer``, and offer → fields in error"""
        proposals = asked.env["integration.offer.proposal"]
        answers, wrong = {}, {}
        for offer in asked.offer_ids:
            prefix = f"o{offer.id}_"
            verdict = params.get(prefix + "verdict")
            if verdict not in VERDICTS:
                wrong.setdefault(offer, []).append("verdict")
                continue
            values = {}
            for name in FIELDS if verdict == "wrong" else ():
                try:
                    text = str(params.get(prefix + name) or "")
                    values[name] = proposals._read_value(name, text)
                except ValueError:
                    wrong.setdefault(offer, []).append(name)
            remark = str(params.get(prefix + "remark") or "").strip()[:1000]
            if remark and verdict == "wrong":
                values["remark"] = remark
            answers[offer] = {"verdict": verdict, "values": values}
        return answers, wrong
