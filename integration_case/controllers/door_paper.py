from werkzeug.exceptions import NotFound

from odoo import http
from odoo.exceptions import UserError
from odoo.http import content_disposition, request


class DoorPaperController(http.Controller):
    @http.route(
        "/integration/door/<int:door_id>/paper",
        type="http",
        auth="user",
        methods=["GET"],
    )
    def paper(self, door_id):
        """Hand out the paper that a worker's button has asked for, once."""
        companies = request.env.user.company_ids.ids
        doors = request.env["integration.door"].with_context(
            allowed_company_ids=companies
        )
        door = doors.browse(door_id).exists()
        if not door or not door.has_access("write"):
            raise NotFound()  # there or not: the same answer
        try:
            name, content = door._print_paper()
        except UserError as error:  # a second click; nothing for the log
            return request.make_response(str(error), status=409)
        return request.make_response(
            content,
            [
                ("Content-Type", "application/pdf"),
                ("Content-Disposition", content_disposition(name)),
                ("Cache-Control", "no-store"),
            ],
        )
