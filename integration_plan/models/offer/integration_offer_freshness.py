from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.integration_base.tools.days import get_today

FRESHNESS = [
    ("fresh", "Confirmed"),
    ("overdue", "Overdue"),
    ("never", "Never confirmed"),
]


class IntegrationOffer(models.Model):
    """Who stands for an offer and when it was confirmed last (O5)."""

    _inherit = "integration.offer"

    user_id = fields.Many2one(
        "res.users",
        "Responsible",
        index="btree_not_null",
        copy=False,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Sees to it that the offer is confirmed; is shown corrections.",
    )
    confirmed_on = fields.Date("Confirmed on", readonly=True, copy=False)
    confirmed_by = fields.Char("Confirmed by", readonly=True, copy=False)
    due_on = fields.Date(
        "To be confirmed until", compute="_compute_due_on", store=True, index=True
    )
    freshness = fields.Selection(
        FRESHNESS, compute="_compute_freshness", search="_search_freshness"
    )
    proposal_ids = fields.One2many(
        "integration.offer.proposal", "offer_id", "Corrections"
    )
    proposal_count = fields.Integer(
        "Open corrections", compute="_compute_proposal_count"
    )

    @api.depends("confirmed_on")
    def _compute_due_on(self):
        deltas = {}
        rules = self.env["integration.rule.value"]
        for offer in self:
            day, company = offer.confirmed_on, offer.company_id
            if day and (day, company) not in deltas:
                # what was confirmed before the first rule goes by the first one
                deltas[day, company] = rules._get_delta(
                    "offer_confirm_months", day, company, default=None
                ) or rules._get_delta("offer_confirm_months", company=company)
            offer.due_on = day and day + deltas[day, company]

    @api.depends("due_on")
    def _compute_freshness(self):
        today = get_today()
        for offer in self:
            offer.freshness = (
                "never"
                if not offer.due_on
                else "overdue"
                if offer.due_on < today
                else "fresh"
            )

    def _search_freshness(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = get_today()
        parts = {
            "never": Domain("due_on", "=", False),
            "overdue": Domain("due_on", "<", today),
            "fresh": Domain("due_on", ">=", today),
        }
        return Domain.OR([parts[name] for name in value if name in parts])

    @api.depends("proposal_ids.state")
    def _compute_proposal_count(self):
        counts = dict(
            self.env["integration.offer.proposal"]._read_group(
                [("offer_id", "in", self.ids), ("state", "=", "open")],
                ["offer_id"],
                ["__count"],
            )
        )
        for offer in self:
            offer.proposal_count = counts.get(offer, 0)

    def _confirm(self, who, day=None):
        """Note that somebody stands for what is shown.

        :param str who: name of a colleague, a provider or a source
        :param day: the day; today if empty
        """
        day = day or get_today()
        self.write({"confirmed_on": day, "confirmed_by": who})

    def action_confirm(self):
        """Confirm offers oneself, after a look or a call."""
        self._confirm(self.env.user.name)
        late = self.filtered(lambda o: o.state == "unpublished" and o._is_over_by_age())
        late.action_publish()

    def _is_over_by_age(self):
        return self.state_reason == self._get_overdue_reason()

    def _get_overdue_reason(self):
        return self.env._("Not confirmed in time")

    def action_ask_provider(self):
        """Send the organisations of these offers a link to confirm them."""
        return self.env["integration.offer.request"]._ask(self)

    @api.model
    def _cron_unpublish_overdue(self):
        """Show offers no longer that stayed overdue for ``offer_unpublish_days``."""
        today = get_today()
        rules = self.env["integration.rule.value"]
        for company in self.env["res.company"].search([("id", "!=", False)]):
            grace = rules._get_delta("offer_unpublish_days", company=company)
            offers = self.search(
                [
                    ("company_id", "=", company.id),
                    ("state", "=", "published"),
                    ("due_on", "<", today - grace),
                ]
            )
            for offer in offers:
                words = offer.with_context(lang=offer.user_id.lang or self.env.lang)
                offer.write(
                    {
                        "state": "unpublished",
                        "state_reason": words._get_overdue_reason(),
                    }
                )
            self.env["ir.cron"]._commit_progress(len(offers))
