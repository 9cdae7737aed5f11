from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.integration_base.tools.days import get_today

NOON, EVENING = 12, 17


class IntegrationOffer(models.Model):
    """Times of day by which people look for an offer, and the next times it is on."""

    _inherit = "integration.offer"

    in_morning = fields.Boolean("Mornings", compute="_compute_times", store=True)
    in_afternoon = fields.Boolean("Afternoons", compute="_compute_times", store=True)
    in_evening = fields.Boolean("Evenings", compute="_compute_times", store=True)
    at_weekend = fields.Boolean("Weekends", compute="_compute_times", store=True)
    by_appointment = fields.Boolean(compute="_compute_times", store=True)
    hours_words = fields.Char("Times", compute="_compute_hours_words")
    next_on = fields.Date("Next time", compute="_compute_next_on")

    @api.depends(
        *("schedule_ids.opens_at", "schedule_ids.closes_at", "schedule_ids.byday"),
        *("schedule_ids.date_from", "schedule_ids.freq", "schedule_ids.by_appointment"),
    )
    def _compute_times(self):
        for offer in self:
            timed = offer.schedule_ids.filtered("closes_at")
            offer.in_morning = any(row.opens_at < NOON for row in timed)
            offer.in_afternoon = any(
                row.opens_at < EVENING and row.closes_at > NOON + 1 for row in timed
            )
            offer.in_evening = any(row.closes_at > EVENING + 1 for row in timed)
            offer.at_weekend = any(
                "SA" in (row.byday or "")
                or "SU" in (row.byday or "")
                or (
                    row.freq == "once" and row.date_from and row.date_from.weekday() > 4
                )
                for row in offer.schedule_ids
            )
            offer.by_appointment = any(offer.schedule_ids.mapped("by_appointment"))

    @api.depends("schedule_ids.words")
    @api.depends_context("lang")
    def _compute_hours_words(self):
        for offer in self:
            offer.hours_words = "; ".join(
                dict.fromkeys(filter(None, offer.schedule_ids.mapped("words")))
            )

    @api.depends("schedule_ids")
    def _compute_next_on(self):
        today = get_today()
        for offer in self:
            openings = offer.schedule_ids._get_openings(
                today, today + timedelta(days=31)
            )
            offer.next_on = openings[0][0] if openings else False
