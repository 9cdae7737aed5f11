import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

BAND = re.compile(r"(\d+)(?:-(\d+)|(\+))?")
GRANULARITIES = ("day", "week", "month", "quarter", "year")


class IntegrationIndicatorBreakdown(models.Model):
    """A way to break an indicator down: by a field, by periods of a date, or by
    bands of years since a date (age groups, year of advice).

    Breaking down by a field with several values counts a record in each of them.
    """

    _name = "integration.indicator.breakdown"
    _description = "Indicator Breakdown"
    _inherit = ["integration.indicator.check"]
    _order = "indicator_id, sequence, id"

    indicator_id = fields.Many2one(
        "integration.indicator", required=True, index=True, ondelete="cascade"
    )
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10, export_string_translation=False)
    groupby = fields.Char(
        "Field",
        required=True,
        help="Field or path, for example 'city', 'person_id.nationality_id' or, "
        "for dates, 'date:month'. With bands: the date the years are counted from.",
    )
    bands = fields.Char(
        help="Years in bands, for example 0-5, 6-13, 14-17, 18-26, 27-49, 50-64, 65+",
    )
    band_unit = fields.Selection(
        [
            ("completed", "Completed years (age)"),
            ("running", "Running year (1st, 2nd)"),
        ],
        required=True,
        default="completed",
    )

    @api.constrains("indicator_id", "groupby", "bands")
    def _check_groupby(self):
        for breakdown in self:
            field = breakdown._get_field()
            path, _colon, granularity = breakdown.groupby.partition(":")
            is_date = field.type in ("date", "datetime")
            if breakdown.bands:
                valid = field.type == "date" and not granularity
                breakdown._parse_bands()
            elif is_date:
                valid = granularity in GRANULARITIES
            else:
                protected = self.env["integration.protected"]
                valid = not granularity and field.type not in (
                    "float",
                    "monetary",
                    "one2many",
                )
                if protected._is_protected_model(field.comodel_name):
                    valid = False
            if not valid:
                raise ValidationError(
                    self.env._(
                        "%(name)s: figures cannot be broken down by %(path)s.",
                        name=breakdown.name,
                        path=path,
                    )
                )

    def _get_field(self):
        self.ensure_one()
        path = self.groupby.partition(":")[0]
        return self._get_path_field(self.indicator_id.model, path)

    def _parse_bands(self):
        """:return: list of (label, first year, last year or None).
        :raise ValidationError: if bands cannot be read, overlap or are unordered
        """
        self.ensure_one()
        bands = []
        previous = -1
        for part in (self.bands or "").split(","):
            match = BAND.fullmatch(part.strip())
            if not match or int(match[1]) <= previous:
                raise ValidationError(
                    self.env._(
                        "%(name)s: bands look like 0-5, 6-13, 14-17, 65+ in rising "
                        "order.",
                        name=self.name,
                    )
                )
            low = int(match[1])
            high = None if match[3] else int(match[2] or low)
            if high is not None and high < low:
                high, low = low, high
            bands.append((part.strip().replace("-", "–"), low, high))
            previous = high if high is not None else float("inf")
        return bands

    def _get_groups(self, domain, key_date):
        """Break a domain down.

        :param domain: records of the indicator
        :param key_date: day on which years in bands are counted
        :return: list of (label, value, persons, domain)
        """
        self.ensure_one()
        if self.bands:
            return self._get_band_groups(domain, key_date)
        field = self._get_field()
        aggregates = self.indicator_id._get_aggregates()
        gate = self._get_gate()
        outside = self._get_ungated_group(domain & ~gate)
        domain &= gate
        groups = self.indicator_id._get_counted_model().formatted_read_group(
            domain, [self.groupby], aggregates
        )
        return [
            (
                self._get_label(field, group[self.groupby]),
                group[aggregates[0]] or 0,
                group[aggregates[1]] if aggregates[1:] else 0,
                domain & Domain(group["__extra_domain"]),
            )
            for group in groups
        ] + outside

    def _get_gate(self):
        """:return: domain of what the field may be counted of

        Rows on the way whose model leaves only some to figures, as consents decide.
        """
        model = self.indicator_id._get_counted_model()
        path = []
        for name in self.groupby.partition(":")[0].split(".")[:-1]:
            path.append(name)
            model = model[name]
            if hasattr(model, "_get_counted_domain"):
                gate = Domain(model._get_counted_domain())
                for step in reversed(path):
                    gate = Domain(step, "any", gate)
                return gate
        return Domain.TRUE

    def _get_ungated_group(self, domain):
        """:return: list of the one group of records outside the gate, if any"""
        if domain.is_false():
            return []
        value, persons = self.indicator_id._get_value(domain)
        if not value and not persons:
            return []
        return [(self.env._("Not stated, or no consent"), value, persons, domain)]

    def _get_band_groups(self, domain, key_date):
        path = self.groupby
        shift = 1 if self.band_unit == "running" else 0
        parts = []
        for label, low, high in self._parse_bands():
            part = Domain(path, "<=", self._years_before(key_date, low - shift))
            if high is not None:
                limit = self._years_before(key_date, high + 1 - shift)
                part &= Domain(path, ">", limit)
            parts.append((label, domain & part))
        parts.append((self._get_label(None, False), domain & Domain(path, "=", False)))
        return [
            (label, *self.indicator_id._get_value(part), part) for label, part in parts
        ]

    @api.model
    def _years_before(self, day, years):
        return fields.Date.to_string(fields.Date.subtract(day, years=years))

    def _get_label(self, field, value):
        """:return: a group's value as people read it."""
        if field and field.type == "boolean":
            return self.env._("Yes") if value else self.env._("No")
        if value is None or value is False or value == "":
            return self.env._("Not stated")
        if isinstance(value, (list, tuple)):
            return value[1]
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        return str(value)
