from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.integration_case.models.case.integration_case_my_day import ROWS


class IntegrationEngagement(models.Model):
    _inherit = "integration.engagement"

    def _prepare_timeline_entry(self):
        self.ensure_one()
        labels = dict(self._fields["state"]._description_selection(self.env))
        last = self.release_ids[:1]
        date = self.ended_on or last.ended_on or last.date_from or self.create_date
        label = self.env._("Help by volunteers")
        entry = self.case_id._prepare_entry(self, date, "engagement", label)
        names = ", ".join(self.partner_ids.mapped("name"))
        return entry | {
            "title": " – ".join(filter(None, (self.task_id.name, names))),
            "text": f"{self.number}: {labels[self.state]}",
            "author": self.user_id.name or "",
        }


class IntegrationCase(models.Model):
    """Help by volunteers: tab, timeline, start page, and what ends with a case."""

    _inherit = "integration.case"

    engagement_ids = fields.One2many(
        "integration.engagement", "case_id", "Help by volunteers"
    )

    def action_ask_volunteers(self):
        """:return: dialog that asks for help for this client"""
        self.ensure_one()
        return self.env["integration.engagement.ask"]._open(self)

    def _get_timeline_entries(self, limit):
        engagements = self.env["integration.engagement"].search(
            [("case_id", "=", self.id)], limit=limit
        )
        return [
            *super()._get_timeline_entries(limit),
            *(one._prepare_timeline_entry() for one in engagements),
        ]

    def _close(self, reason, date, note=False):
        """Nobody helps a client whose case is closed by what was released for it."""
        result = super()._close(reason, date, note)
        # sudo: help follows the case, whose closure was allowed
        self.sudo().engagement_ids._end("closed")
        return result

    @api.model
    def _get_my_day_due(self):
        return [*super()._get_my_day_due(), self._get_my_day_releases()]

    @api.model
    def _get_my_day_releases(self):
        rules = self.env["integration.rule.value"]
        days = int(rules._get_number("volunteer_release_warn_days"))
        limit = fields.Datetime.now() + timedelta(days=days)
        domain = fields.Domain("state", "in", ("released", "running"))
        domain &= fields.Domain("date_until", "<=", limit)
        domain &= fields.Domain("case_id", "any", self._get_my_day_domain())
        found = self.env["integration.engagement"].search(
            domain, order="date_until, id", limit=ROWS
        )
        return self._prepare_my_day_group(
            "release",
            self.env._("Releases to volunteers that end"),
            found,
            domain,
            lambda one: {
                "name": one.client_name,
                "reference": one.reference,
                "note": one.number,
                "date": one.date_until.date(),
            },
        )
