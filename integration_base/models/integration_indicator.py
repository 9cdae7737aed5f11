from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain

from ..tools.days import TIMEZONE, start_of_day_utc


class IntegrationIndicator(models.Model):
    """A figure, defined as data: what is counted, by which date, broken down how.

    Each addon ships its own definitions. They are evaluated by grouped reads for
    one company and one period; only counts and sums leave.
    """

    _name = "integration.indicator"
    _description = "Indicator"
    _inherit = ["integration.indicator.check"]
    _order = "category, sequence, code, id"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True, index=True, copy=False)
    name = fields.Char(required=True, translate=True)
    description = fields.Text(
        translate=True, help="What is counted, in words for the reader of a report."
    )
    category = fields.Selection([("other", "Other")], required=True, default="other")
    sequence = fields.Integer(default=10, export_string_translation=False)
    active = fields.Boolean(default=True)
    # what is counted
    model = fields.Selection(
        selection="_selection_model", string="Counted Records", required=True
    )
    domain = fields.Text(
        default="[]",
        required=True,
        help="'date_from' and 'date_to' stand for the period, 'today' for today.",
    )
    measure = fields.Selection(
        [
            ("count", "Number of records"),
            ("count_distinct", "Number of different values"),
            ("sum", "Sum"),
        ],
        required=True,
        default="count",
    )
    measure_field = fields.Char(help="Field whose values are counted or added up.")
    company_field = fields.Char(
        required=True,
        default="company_id",
        help="Field or path to the company; companies' figures never mix.",
    )
    # by which date
    period_kind = fields.Selection(
        [
            ("period", "Begun or happened in the period"),
            ("closed", "Ended in the period"),
            ("during", "At any time in the period"),
            ("start", "State at the start"),
            ("end", "State at the end"),
        ],
        required=True,
        default="period",
    )
    date_field = fields.Char(required=True, help="Field or path of the (first) day.")
    date_end_field = fields.Char(
        help="Field or path of the last day; on that day the record no longer counts "
        "as state at the end. Same path as the first day.",
    )
    breakdown_ids = fields.One2many(
        "integration.indicator.breakdown", "indicator_id", copy=True
    )

    _code_uniq = models.Constraint("UNIQUE(code)", "This code is already in use.")

    # ------------------------------------------------------------------
    # Selection and checks
    # ------------------------------------------------------------------

    @api.model
    def _selection_model(self):
        get_model = self.env["ir.model"]._get
        return [
            (name, get_model(name).name or self.env[name]._description)
            for name in self._get_countable_models()
        ]

    def _check_model(self):
        """:raise ValidationError: if the model takes no part in figures."""
        if self.model not in self._get_countable_models():
            raise ValidationError(
                self.env._("%(code)s counts nothing known here.", code=self.code)
            )

    @api.constrains("model", "domain", "company_field")
    def _check_definition(self):
        for indicator in self:
            indicator._check_model()
            indicator._parse_domain(indicator.model, indicator.domain)
            field = indicator._get_path_field(indicator.model, indicator.company_field)
            if field.comodel_name != "res.company":
                raise ValidationError(
                    self.env._(
                        "%(code)s: %(field)s does not lead to a company.",
                        code=indicator.code,
                        field=indicator.company_field,
                    )
                )

    @api.constrains("model", "period_kind", "date_field", "date_end_field")
    def _check_dates(self):
        for indicator in self:
            start, end = indicator.date_field, indicator.date_end_field
            if indicator.period_kind == "closed" and not end:
                raise ValidationError(
                    self.env._("%(code)s: name the last day.", code=indicator.code)
                )
            for path in filter(None, (start, end)):
                field = indicator._get_path_field(indicator.model, path)
                same = path.rpartition(".")[0] == start.rpartition(".")[0]
                if field.type not in ("date", "datetime") or not same:
                    raise ValidationError(
                        self.env._(
                            "%(code)s: %(field)s is no date, or on another path.",
                            code=indicator.code,
                            field=path,
                        )
                    )

    @api.constrains("model", "measure", "measure_field")
    def _check_measure(self):
        types = {
            "sum": ("integer", "float", "monetary"),
            "count_distinct": ("many2one", "date", "integer"),
        }
        for indicator in self.filtered(lambda i: i.measure != "count"):
            path = indicator.measure_field or ""
            field = path and indicator._get_path_field(indicator.model, path)
            if not field or "." in path or field.type not in types[indicator.measure]:
                raise ValidationError(
                    self.env._(
                        "%(code)s: %(field)s cannot be counted or added up.",
                        code=indicator.code,
                        field=path,
                    )
                )

    # ------------------------------------------------------------------
    # Evaluation
    # ------------------------------------------------------------------

    @api.model
    def _get_evaluation_groups(self):
        """Hook: XML ids of the groups that may evaluate."""
        return ["integration_base.group_integration_statistics"]

    @api.model
    def _check_may_evaluate(self, company=None):
        """Check the right to figures.

        :param company: company asked for; it must be one of the user's
        :raise AccessError: if the user may not evaluate
        """
        user = self.env.user
        groups = self._get_evaluation_groups()
        allowed = self.env.su or any(user.has_group(group) for group in groups)
        company = company or self.env.company
        if not allowed or not (self.env.su or company in user.company_ids):
            raise AccessError(self.env._("You may not evaluate figures."))

    def _evaluate(self, date_from, date_to, company=None):
        """Evaluate the indicators for one period and company.

        :param date_from: first day
        :param date_to: last day, included
        :param company: current company if empty
        :return: list of dicts ``indicator``, ``breakdown`` (empty for the total),
            ``sequence``, ``label``, ``value``, ``persons`` (number of different
            persons behind the value), ``domain`` (list)
        :raise AccessError: see :meth:`_check_may_evaluate`
        """
        company = company or self.env.company
        self._check_may_evaluate(company)
        date_from = fields.Date.to_date(date_from)
        date_to = fields.Date.to_date(date_to)
        no_breakdown = self.env["integration.indicator.breakdown"]
        total = self.env._("Total")
        rows = []
        for indicator in self:
            domain = indicator._get_domain(date_from, date_to, company)
            groups = [(total, *indicator._get_value(domain), domain)]
            rows += indicator._prepare_rows(no_breakdown, groups)
            key_date = date_from if indicator.period_kind == "start" else date_to
            for breakdown in indicator.breakdown_ids:
                rows += indicator._prepare_rows(
                    breakdown, breakdown._get_groups(domain, key_date)
                )
        return rows

    def _prepare_rows(self, breakdown, groups):
        return [
            {
                "indicator": self,
                "breakdown": breakdown,
                "sequence": sequence,
                "label": label,
                "value": value,
                "persons": persons,
                "domain": list(domain),
            }
            for sequence, (label, value, persons, domain) in enumerate(groups)
        ]

    def _get_counted_model(self):
        """:return: the counted model in the mode figures are made in."""
        self.ensure_one()
        self._check_model()
        # sudo: definitions ask no free text and no chosen record (see
        # integration.indicator.check); callers pass on counts and sums only
        model = self.env[self.model].sudo()
        return model.with_context(active_test=False, tz=TIMEZONE)

    def _get_aggregates(self):
        """:return: aggregates of the figure and of the persons behind it."""
        self.ensure_one()
        measure = "__count"
        if self.measure != "count":
            measure = f"{self.measure_field}:{self.measure}"
        person = self._get_person_field(self.model)
        return [measure, f"{person}:count_distinct"] if person else [measure]

    def _get_value(self, domain):
        """:return: tuple of count or sum over a domain, and the persons behind it."""
        aggregates = self._get_aggregates()
        values = self._get_counted_model()._read_group(domain, aggregates=aggregates)
        value, *persons = values[0]
        return value or 0, persons[0] if persons else 0

    def _get_domain(self, date_from, date_to, company):
        """:return: domain of the records counted in a period, for a company."""
        self.ensure_one()
        conditions = self._fill_placeholders(
            self._parse_domain(self.model, self.domain),
            {
                "date_from": fields.Date.to_string(date_from),
                "date_to": fields.Date.to_string(date_to),
            },
        )
        return (
            Domain(conditions)
            & self._get_counted_domain()
            & Domain(self.company_field, "=", company.id)
            & self._get_period_domain(date_from, date_to)
        )

    def _get_counted_domain(self):
        """:return: what the counted model leaves to figures, which ask past the rights"""
        model = self._get_counted_model()
        if not hasattr(model, "_get_counted_domain"):
            return Domain.TRUE
        return Domain(model._get_counted_domain())

    def _get_period_domain(self, date_from, date_to):
        """Conditions on the dates. On a path they hold for one and the same record."""
        path = self.date_field.rpartition(".")[0]
        first, last = self.date_field, self.date_end_field
        after = fields.Date.add(date_to, days=1)
        match self.period_kind:
            case "period":
                domain = self._from_until(first, date_from, after)
            case "closed":
                domain = self._from_until(last, date_from, after)
            case "during":
                domain = self._begun(first, after) & self._open(last, date_from)
            case "start":
                domain = self._begun(first, date_from) & self._open(last, date_from)
            case "end":
                domain = self._begun(first, after) & self._open(last, after)
        return Domain(path, "any", domain) if path else domain

    def _from_until(self, path, start, after):
        return self._compare(path, ">=", start) & self._begun(path, after)

    def _begun(self, path, before):
        return self._compare(path, "<", before)

    def _open(self, path, day):
        """Not ended before a day; without a last day nothing ever ends."""
        if not path:
            return Domain.TRUE
        name = path.rpartition(".")[2]
        return Domain(name, "=", False) | self._compare(path, ">=", day)

    def _compare(self, path, operator, day):
        """:return: condition on the last field of a path, days being German days."""
        field = self._get_path_field(self.model, path)
        value = fields.Date.to_string(day)
        if field.type == "datetime":
            start = start_of_day_utc(day)
            value = fields.Datetime.to_string(start)
        return Domain(field.name, operator, value)
