from odoo import fields, models
from odoo.tools import SQL
from odoo.tools.sql import drop_view_if_exists

from odoo.addons.integration_base.tools.days import german_day_sql, today_sql


class IntegrationPlanCoverage(models.Model):
    """Which open cases have an agreed plan, and how old it is (C27).

    One row for each open case, with the id of the case: read with the case only. It
    tells that there is a plan, nothing of what stands in it.
    """

    _name = "integration.plan.coverage"
    _inherit = ["integration.protected"]
    _description = "Coverage by plans"
    _auto = False
    _order = "case_id desc"

    case_id = fields.Many2one("integration.case", readonly=True)
    person_id = fields.Many2one("integration.person", "Client", readonly=True)
    reference = fields.Char(readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    user_id = fields.Many2one("res.users", "Manager", readonly=True)
    team_id = fields.Many2one("integration.team", readonly=True)
    mode = fields.Selection(
        [("advice", "Advice only"), ("case_management", "Case management")],
        "Kind of support",
        readonly=True,
    )
    date_open = fields.Date("Opened on", readonly=True)
    agreed_at = fields.Datetime("Agreed on", readonly=True)
    has_plan = fields.Integer("With a plan", readonly=True)
    coverage = fields.Float(
        "Share with a plan (%)", readonly=True, aggregator="avg", digits=(5, 1)
    )
    age_days = fields.Integer(
        "Age of the plan in days", readonly=True, aggregator="avg"
    )
    age = fields.Selection(
        [
            ("none", "No plan"),
            ("new", "Up to 6 months"),
            ("year", "Up to 12 months"),
            ("old", "Older than 12 months"),
        ],
        "Age of the plan",
        readonly=True,
    )
    is_overdue = fields.Integer("Review overdue", readonly=True)

    def init(self):
        """Make the view of the database."""
        drop_view_if_exists(self.env.cr, self._table)
        self.env.cr.execute(
            SQL(
                """
            CREATE VIEW %(view)s AS
            SELECT c.id, c.id AS case_id, c.person_id, c.reference, c.company_id,
                   c.user_id, c.team_id, c.mode, c.date_open, p.agreed_at,
                   CASE WHEN p.id IS NULL THEN 0 ELSE 1 END AS has_plan,
                   CASE WHEN p.id IS NULL THEN 0 ELSE 100 END AS coverage,
                   %(today)s - %(agreed_on)s AS age_days,
                   CASE WHEN p.id IS NULL THEN 'none'
                        WHEN %(agreed_on)s >= %(today)s - INTERVAL '6 months' THEN 'new'
                        WHEN %(agreed_on)s >= %(today)s - INTERVAL '12 months' THEN 'year'
                        ELSE 'old' END AS age,
                   CASE WHEN p.date_next_review < %(today)s THEN 1 ELSE 0 END
                       AS is_overdue
              FROM integration_case c
         LEFT JOIN integration_plan p ON p.case_id = c.id AND p.state = 'agreed'
             WHERE c.is_closed IS NOT TRUE AND c.active
                """,
                view=SQL.identifier(self._table),
                today=today_sql(),
                agreed_on=german_day_sql(SQL.identifier("p", "agreed_at")),
            )
        )
