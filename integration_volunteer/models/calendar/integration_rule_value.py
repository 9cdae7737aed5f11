from odoo import fields, models


class IntegrationRuleValue(models.Model):
    """Dated rules of the volunteers' calendar."""

    _inherit = "integration.rule.value"

    key = fields.Selection(
        selection_add=[
            ("booking_buffer_minutes", "Volunteers: time between two places"),
            ("booking_reminder_hours", "Volunteers: reminder before a booking"),
            ("travel_speed_kmh", "Volunteers: speed as the crow flies, km an hour"),
            ("feed_past_days", "Volunteers: calendar subscription shows the last"),
        ],
        ondelete={
            "booking_buffer_minutes": "cascade",
            "booking_reminder_hours": "cascade",
            "travel_speed_kmh": "cascade",
            "feed_past_days": "cascade",
        },
    )
