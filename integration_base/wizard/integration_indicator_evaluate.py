from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..tools.days import get_today

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


class IntegrationIndicatorEvaluate(models.TransientModel):
    """Choose a period and indicators, read the figures as list, pivot or graph, or
    freeze them to hand them on.
    """

    _name = "integration.indicator.evaluate"
    _description = "Evaluation of Indicators"

    period = fields.Selection(
        [
            ("this_month", "This month"),
            ("last_month", "Last month"),
            ("this_quarter", "This quarter"),
            ("last_quarter", "Last quarter"),
            ("this_half", "This half-year"),
            ("last_half", "Last half-year"),
            ("this_year", "This year"),
            ("last_year", "Last year"),
            ("custom", "Other period"),
        ],
        required=True,
        default="this_year",
    )
    date_from = fields.Date(
        "From", required=True, compute="_compute_dates", store=True, readonly=False
    )
    date_to = fields.Date(
        "Until", required=True, compute="_compute_dates", store=True, readonly=False
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    indicator_ids = fields.Many2many(
        "integration.indicator",
        required=True,
        default=lambda self: self.env["integration.indicator"].search([]),
    )
    result_ids = fields.One2many("integration.indicator.result", "evaluation_id")

    _period_order = models.Constraint(
        "CHECK(date_to >= date_from)", "The period cannot end before it begins."
    )

    @api.depends("period")
    def _compute_dates(self):
        today = get_today()
        for evaluation in self:
            which, _sep, span = (evaluation.period or "custom").partition("_")
            if span not in MONTHS:
                continue
            months = MONTHS[span]
            first = today.replace(month=(today.month - 1) // months * months + 1, day=1)
            if which == "last":
                first -= relativedelta(months=months)
            evaluation.date_from = first
            evaluation.date_to = first + relativedelta(months=months, days=-1)

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_evaluate(self):
        """Evaluate and show the figures.

        :return: window action on the results
        :raise AccessError: without the right to figures
        """
        self._evaluate()
        return {
            "type": "ir.actions.act_window",
            "name": self._get_title(),
            "res_model": "integration.indicator.result",
            "view_mode": "list,kanban,pivot,graph",
            "mobile_view_mode": "kanban",
            "domain": [("evaluation_id", "=", self.id)],
            "context": {
                "integration_evaluation_id": self.id,
                "search_default_totals": 1,
            },
        }

    def action_freeze(self):
        """Freeze the figures, without small cells, to hand them on.

        :return: window action on the frozen table
        :raise AccessError: without the right to figures
        """
        self.ensure_one()
        if not self.indicator_ids:
            raise UserError(self.env._("Choose at least one indicator."))
        snapshot = self.env["integration.snapshot"]._freeze(
            self.indicator_ids, self.date_from, self.date_to, self.company_id
        )
        return snapshot._get_form_action()

    # ------------------------------------------------------------------
    # Business
    # ------------------------------------------------------------------

    def _evaluate(self):
        """Write the result rows anew."""
        self.ensure_one()
        if not self.indicator_ids:
            raise UserError(self.env._("Choose at least one indicator."))
        rows = self.indicator_ids._evaluate(
            self.date_from, self.date_to, self.company_id
        )
        # sudo: the rows are this user's own; nobody may write them by hand
        results = self.env["integration.indicator.result"].sudo()
        results.search([("evaluation_id", "=", self.id)]).unlink()
        results.create([self._prepare_result_vals(row) for row in rows])

    def _prepare_result_vals(self, row):
        return {
            "evaluation_id": self.id,
            "indicator_id": row["indicator"].id,
            "breakdown_id": row["breakdown"].id,
            "breakdown": row["breakdown"].name or self.env._("Total"),
            "sequence": row["sequence"],
            "label": row["label"],
            "value": row["value"],
            "domain": row["domain"],
        }

    def _get_title(self):
        return self.env._(
            "Figures %(date_from)s to %(date_to)s, %(company)s",
            date_from=format_date(self.env, self.date_from),
            date_to=format_date(self.env, self.date_to),
            company=self.company_id.name,
        )
