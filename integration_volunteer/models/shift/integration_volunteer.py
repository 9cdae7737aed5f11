from odoo import fields, models
from odoo.tools import SQL

from .integration_volunteer_signup import ACTIVE


class IntegrationVolunteer(models.Model):
    """The sign-ups of a volunteer."""

    _inherit = "integration.volunteer"

    signup_ids = fields.One2many(
        "integration.volunteer.signup", "volunteer_id", "Sign-ups"
    )

    def _hold(self):
        """Lock the rows until the transaction ends, so that nobody is booked twice.

        As ``integration.volunteer.shift.role._hold``: who comes second waits, and the
        server repeats the request.
        """
        if not self.ids:
            return
        self.flush_recordset(["active"])
        self.env.execute_query(
            SQL(
                "UPDATE integration_volunteer SET active = active"
                " WHERE id IN (SELECT id FROM integration_volunteer"
                " WHERE id IN %s ORDER BY id FOR NO KEY UPDATE) RETURNING id",
                tuple(self.ids),
            )
        )

    def _enter_state(self, state):
        result = super()._enter_state(state)
        if state == "left":
            # requests and waiting lists have no booking that could be given up
            # sudo: rows of the engine
            signups = self.env["integration.volunteer.signup"].sudo()
            for signup in signups.search(
                [
                    ("volunteer_id", "in", self.ids),
                    ("state", "in", ACTIVE),
                    ("start", ">", fields.Datetime.now()),
                ]
            ):
                signup._lose_volunteer(signup.volunteer_id, "left")
        return result
