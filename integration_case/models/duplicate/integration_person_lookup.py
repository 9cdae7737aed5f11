from datetime import timedelta

from odoo import api, fields, models


class IntegrationPersonLookup(models.Model):
    """How often a user was told lately whether a hidden file exists.

    One row for each user and no word about whom he looked for. As there is one row
    only, two requests at once cannot both take the last look-up: the database refuses
    the later change and the request is repeated.
    """

    _name = "integration.person.lookup"
    _description = "Look-ups of hidden files"
    _rec_name = "user_id"

    user_id = fields.Many2one(
        "res.users", required=True, readonly=True, ondelete="cascade"
    )
    date_from = fields.Datetime("Counted from", required=True, readonly=True)
    number = fields.Integer("Look-ups", required=True, readonly=True)

    _user_unique = models.UniqueIndex("(user_id)", "One row for each user.")

    @api.model
    def _take(self):
        """Count one look-up of the user (dated rule ``duplicate_lookups_per_hour``).

        :return: whether there was one left this hour
        """
        limit = self.env["integration.rule.value"]._get_number(
            "duplicate_lookups_per_hour"
        )
        now = fields.Datetime.now()
        # sudo: the user's own counter, of which he learns nothing but the limit
        row = self.sudo().search([("user_id", "=", self.env.uid)])
        if not row:
            row = row.create({"user_id": self.env.uid, "date_from": now, "number": 0})
        elif row.date_from <= now - timedelta(hours=1):
            row.write({"date_from": now, "number": 0})
        if row.number >= limit:
            return False
        row.number += 1
        return True
