from werkzeug.exceptions import Forbidden

from odoo import http
from odoo.http import request

from odoo.addons.web.controllers.home import Home


class ConfidentialHome(Home):
    """No administrator becomes the superuser on screen: he would read everything."""

    @http.route()
    def switch_to_admin(self):
        user = request.env.user
        if user._is_system():
            request.env["integration.access.log"]._collect_refusal(
                "res.users", user.ids
            )
        raise Forbidden()
