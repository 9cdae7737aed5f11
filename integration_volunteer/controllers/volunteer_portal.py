from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal

from ..models.portal.integration_volunteer import PORTAL_PATH
from .volunteer_pages import HOME, VolunteerPages


def pages_route(*paths, method="GET"):
    """Pages of the portal, as core's: with its languages and its check of forms."""
    return http.route(
        [f"{PORTAL_PATH}{path}" for path in paths],
        type="http",
        auth="user",
        website=True,
        methods=[method],
        readonly=False,
    )


class VolunteerPortal(VolunteerPages, CustomerPortal):
    """The pages of a volunteer with an account."""

    pages_path = PORTAL_PATH
    has_account = True

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if not counters or "volunteer_count" in counters:
            volunteer = request.env["integration.volunteer"]._search_for_portal()
            values["is_volunteer"] = bool(volunteer)
            bookings = volunteer and volunteer._get_future_bookings()
            values["volunteer_count"] = len(bookings)
        return values

    def _get_volunteer(self):
        """:raise NotFound: alike for whoever is none and whoever has left"""
        volunteer = request.env["integration.volunteer"]._search_for_portal()
        if not volunteer:
            raise NotFound
        return self._prepare_volunteer(volunteer)

    @pages_route("", "/<string:name>", "/<string:name>/<int:number>")
    def my_volunteer(self, name=HOME, number=None, **params):
        return self._show_page(self._get_volunteer(), name, number)

    @pages_route(
        "/<string:name>/<string:verb>",
        "/<string:name>/<int:number>/<string:verb>",
        method="POST",
    )
    def do_my_volunteer(self, name, verb, number=None, **params):
        return self._do_deed(self._get_volunteer(), name, verb, params, number)

    # the frame

    def _render_frame(self, status, values):
        response = request.render(
            "integration_volunteer.volunteer_page_portal",
            {
                **self._prepare_portal_layout_values(),
                "page_name": "integration_volunteer",
                "title": values["heading"],
                "key_name": "csrf_token",
                "form_key": request.csrf_token(),
                **values,
            },
        )
        response.status_code = status
        response.headers["Cache-Control"] = "no-store"
        return response

    def _redirect(self, address):
        return request.redirect(address, code=303)

    def _say_goodbye(self, volunteer):
        heading = volunteer.env._("Thank you for your help")
        return self._show(volunteer, "left", heading, is_home=True)

    def _note_read(self, record):
        request.env["integration.access.log"]._log("read", record, "portal")

    def _may_change_email(self, volunteer):
        # who works here has an account whose address is no matter of the portal
        return all(user.share for user in volunteer.partner_id.user_ids)
