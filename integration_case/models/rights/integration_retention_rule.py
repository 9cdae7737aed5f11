from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.integration_base.tools.days import get_today

START_EVENTS = [
    ("closure", "Closure of the last case"),
    ("withdrawal", "End of the consent"),
    ("last_contact", "Last contact"),
    ("grant_end", "End of the proof period of the grant"),
]


class IntegrationRetentionRule(models.Model):
    """How long a class of data is kept: a dated rule with its source (C70).

    *Erase* rules say when data have to go, counted from the event that comes first;
    *keep* rules say until when they have to stay, and beat the others. The officer
    maintains them; house values are marked as to be decided by the authority.
    """

    _name = "integration.retention.rule"
    _description = "Retention rule"
    _order = "data_class_id, effect, start_event, valid_from desc, id"
    _rec_name = "data_class_id"

    data_class_id = fields.Many2one(
        "integration.data.class", required=True, index=True, ondelete="restrict"
    )
    effect = fields.Selection(
        [("erase", "Erase after"), ("keep", "Keep at least for")],
        required=True,
        default="erase",
    )
    months = fields.Integer(required=True, default=36)
    start_event = fields.Selection(
        START_EVENTS, "Counted from", required=True, default="closure"
    )
    valid_from = fields.Date(required=True, default=get_today)
    valid_until = fields.Date(help="Last day.")
    source = fields.Text(
        required=True, translate=True, help="Law, decree or decision it rests on."
    )
    is_open = fields.Boolean(
        "To be decided",
        help="A house value: the authority has not decided on it yet.",
    )
    company_id = fields.Many2one(
        "res.company",
        "Authority",
        index="btree_not_null",
        help="Empty: for all authorities.",
    )
    active = fields.Boolean(default=True)

    _months_positive = models.Constraint(
        "CHECK (months >= 0)", "A period cannot be negative."
    )
    _period = models.Constraint(
        "CHECK (valid_until IS NULL OR valid_until >= valid_from)",
        "A rule cannot end before it begins.",
    )

    @api.model
    def _get_in_force(self, data_class, company, day):
        """:return: the rules for a class of data on a day, the authority's own if any"""
        # sudo: rules are no secret; the answer must not depend on who asks
        rules = self.sudo().with_context(active_test=True)
        rules = rules.search(
            Domain("data_class_id.code", "=", data_class)
            & Domain("company_id", "in", (False, company.id))
            & Domain("valid_from", "<=", day)
            & (Domain("valid_until", "=", False) | Domain("valid_until", ">=", day))
        )
        return rules.filtered("company_id") or rules

    def _get_end(self, event_day):
        """:return: day on which the period counted from a day is over, or False"""
        self.ensure_one()
        return event_day and event_day + relativedelta(months=self.months)

    def _get_words(self, event_day):
        """:return: the rule in words, with the day it is counted from"""
        self.ensure_one()
        events = dict(self._fields["start_event"]._description_selection(self.env))
        values = {
            "months": self.months,
            "event": events[self.start_event],
            "date": event_day and fields.Date.to_string(event_day) or "–",
        }
        if self.effect == "keep":
            return self.env._(
                "to be kept for %(months)s months: %(event)s, %(date)s", **values
            )
        return self.env._(
            "to be erased after %(months)s months: %(event)s, %(date)s", **values
        )
