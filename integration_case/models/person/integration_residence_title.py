from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.integration_base.tools.days import get_today


class IntegrationResidenceTitle(models.Model):
    """A residence title or certificate with its validity (C8).

    A fictional permit (§ 81 (4) AufenthG) continues an older title: the row says so
    and carries its own end.
    """

    _name = "integration.residence.title"
    _inherit = ["integration.person.fact"]
    _description = "Residence title"

    status_id = fields.Many2one(
        "integration.residence.status", required=True, index=True
    )
    paragraph = fields.Char(related="status_id.paragraph")
    is_fictional = fields.Boolean("Fictional permit (§ 81 AufenthG)")
    office = fields.Char("Foreigners' authority")
    note = fields.Char()
    days_left = fields.Integer("Days left", compute="_compute_days_left")
    alert = fields.Selection(
        [("ok", "Valid"), ("soon", "Ends soon"), ("over", "Ended")],
        compute="_compute_days_left",
        search="_search_alert",
    )

    @api.depends("date_until")
    def _compute_days_left(self):
        today = get_today()
        lead = self._get_alert_days()
        for title in self:
            until = title.date_until
            title.days_left = (until - today).days if until else 0
            title.alert = (
                False
                if not until
                else "over"
                if until < today
                else "soon"
                if title.days_left <= lead
                else "ok"
            )

    def _search_alert(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = get_today()
        soon = today + timedelta(days=self._get_alert_days())
        parts = {
            "over": [("date_until", "<", today)],
            "soon": [("date_until", ">=", today), ("date_until", "<=", soon)],
            "ok": [("date_until", ">", soon)],
            False: [("date_until", "=", False)],
        }
        return fields.Domain.OR([parts[v] for v in value if v in parts])

    @api.model
    def _get_alert_days(self):
        return int(
            self.env["integration.rule.value"]._get_number("title_alert_days_first")
        )
