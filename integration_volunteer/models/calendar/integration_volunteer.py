from odoo import fields, models


class IntegrationVolunteer(models.Model):
    """How they want to hear of their bookings (V27)."""

    _inherit = "integration.volunteer"

    reminder = fields.Selection(
        [("mail", "E-mail"), ("none", "None")],
        "Messages on bookings",
        required=True,
        default="mail",
        help="Reminders and changes of bookings. None: the coordinator gets a to-do to "
        "tell changes.",
    )

    def _gets_mail(self):
        """:return: whether messages on bookings go out by mail"""
        self.ensure_one()
        return self.reminder == "mail" and bool(self.email)
