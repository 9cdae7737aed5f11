from odoo import fields, models


class IntegrationFinderTurn(models.Model):
    """One row per person who looks up: two look-ups at once cannot both count as the
    last one that is allowed, since they write the same row."""

    _name = "integration.finder.turn"
    _description = "Turn at the finder"

    user_id = fields.Many2one("res.users", required=True, ondelete="cascade")
    date = fields.Datetime(required=True)
    count = fields.Integer(default=1)

    _user_unique = models.UniqueIndex("(user_id)", "One row per person.")
