from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.integration_base.tools.days import get_today

VALIDITY = [
    ("valid", "Valid"),
    ("expiring", "Expires soon"),
    ("expired", "Not valid"),
]


class IntegrationVolunteerClearance(models.Model):
    """Valid, expiring or not valid: always asked for a day, never stored (V13)."""

    _inherit = "integration.volunteer.clearance"

    validity = fields.Selection(
        VALIDITY, compute="_compute_validity", search="_search_validity"
    )
    is_current = fields.Boolean(
        "In force",
        compute="_compute_validity",
        search="_search_is_current",
        help="The latest finding of its type.",
    )

    @api.depends("result", "seen_on", "date_until", "warn_from", "superseded_on")
    def _compute_validity(self):
        today = get_today()
        for row in self:
            row.is_current = not row.superseded_on or row.superseded_on > today
            row.validity = row._get_validity(today)

    def _get_validity(self, day):
        """:return: ``valid``, ``expiring`` or ``expired`` on a day"""
        self.ensure_one()
        if self.result != "clear" or not self.seen_on or self.seen_on > day:
            return "expired"
        if self.superseded_on and self.superseded_on <= day:
            return "expired"
        if self.date_until and self.date_until < day:
            return "expired"
        return "expiring" if self.warn_from and self.warn_from <= day else "valid"

    @api.model
    def _get_in_force_domain(self, day):
        """:return: domain of the latest finding of each type as known on a day"""
        return Domain("seen_on", "<=", day) & (
            Domain("superseded_on", "=", False) | Domain("superseded_on", ">", day)
        )

    @api.model
    def _get_held_domain(self, day):
        """:return: domain of rows that hold on a day, expiring ones included"""
        return (
            self._get_in_force_domain(day)
            & Domain("result", "=", "clear")
            & (Domain("date_until", "=", False) | Domain("date_until", ">=", day))
        )

    def _search_validity(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = get_today()
        held = self._get_held_domain(today)
        soon = Domain("warn_from", "<=", today)
        parts = {
            "valid": held & (Domain("warn_from", "=", False) | ~soon),
            "expiring": held & soon,
            "expired": ~held,
        }
        return Domain.OR(parts[state] for state in value if state in parts)

    def _search_is_current(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._get_in_force_domain(get_today())

    # ------------------------------------------------------------------
    # History
    # ------------------------------------------------------------------

    def _get_history_keys(self):
        """:return: set of (volunteer id, id of the type covered) of these rows"""
        return {(row.volunteer_id.id, row.covers_id.id) for row in self}

    def _update_superseded(self, keys=frozenset()):
        """Set the day of the next finding on all rows of the histories touched."""
        keys = keys | self.exists()._get_history_keys()
        # sudo: keeps dates within histories the user has just changed
        rows = self.sudo().search(
            [
                ("volunteer_id", "in", [key[0] for key in keys]),
                ("covers_id", "in", [key[1] for key in keys]),
            ],
            order="seen_on desc, id desc",
        )
        following = {}
        for row in rows:
            key = (row.volunteer_id.id, row.covers_id.id)
            next_day = following.get(key, False)
            if row.superseded_on != next_day:
                row._write_unchecked({"superseded_on": next_day})
            following[key] = row.seen_on

    def action_withdraw(self):
        """Note that a clearance no longer holds: a new line, the old one stays."""
        for row in self:
            if not row.is_current or row.result != "clear":
                raise UserError(
                    self.env._(
                        "%(type)s: there is nothing to withdraw.",
                        type=row.type_id.name,
                    )
                )
        return self.create(
            [
                {
                    "volunteer_id": row.volunteer_id.id,
                    "type_id": row.type_id.id,
                    "date_issued": row.date_issued,
                    "result": "withdrawn",
                }
                for row in self
            ]
        )
