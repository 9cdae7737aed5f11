from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.integration_base.models.integration_language_level import LEVELS

from ..volunteer.integration_volunteer import DEPLOYABLE

CODES = [code for code, _label in LEVELS]


class IntegrationVolunteerMatch(models.AbstractModel):
    """What filters and what counts; concerns add theirs by super."""

    _inherit = "integration.volunteer.match"

    # ------------------------------------------------------------------
    # Hard filters
    # ------------------------------------------------------------------

    @api.model
    def _get_hard_sql(self, params):
        """Hook: conditions all of which a volunteer has to pass.

        :param dict params: as of :meth:`_prepare_params`
        :return: list of (name, SQL) or of SQL; ``v`` is the volunteer's row. A name has
            its words in :meth:`_get_passed_words` and :meth:`_get_failed_words`.
        """
        conditions = [
            ("company", SQL("v.company_id = %s", params["company"].id)),
            ("state", SQL("v.active AND v.state IN %s", DEPLOYABLE)),
            ("task", self._get_task_sql(params["task"])),
            ("free", self._get_free_sql(params)),
            ("clearance", self._get_clearance_sql(params)),
        ]
        if params["gender"]:
            conditions.append(("gender", SQL("v.gender = %s", params["gender"])))
        for language in params["languages"]:
            conditions.append(("language", self._get_language_sql(language, params)))
        return conditions

    @api.model
    def _get_task_sql(self, task):
        field = self.env["integration.volunteer"]._fields["task_ids"]
        return SQL(
            "EXISTS (SELECT FROM %s t WHERE t.%s = v.id AND t.%s = %s)",
            SQL.identifier(field.relation),
            SQL.identifier(field.column1),
            SQL.identifier(field.column2),
            task.id,
        )

    @api.model
    def _get_free_sql(self, params):
        """:return: neither booked nor away; back-to-back is allowed (V10, V17)"""
        volunteers = self.env["integration.volunteer"]
        return volunteers._get_free_sql(params["start"], params["stop"], "v")

    @api.model
    def _get_clearance_sql(self, params):
        """:return: the clearances of the task hold on the day (V13, V15)"""
        volunteers = self.env["integration.volunteer"]
        return self._get_domain_sql(
            volunteers._get_fit_domain(params["task"], params["day"])
        )

    @api.model
    def _get_language_sql(self, language, params):
        """:return: the present finding reaches the level, between this language and
        German where the task interprets (V16)"""
        needed = CODES.index(params["level"]) + 1 if params["level"] else 0
        conditions = [
            SQL("l.volunteer_id = v.id"),
            SQL("l.language_id = %s", language.id),
            SQL("l.superseded_on IS NULL"),
            SQL("%s >= %s", self._get_rank_sql(params["form"]), needed),
        ]
        if params["task"].interprets:
            conditions.append(SQL("l.interprets"))
        return SQL(
            "EXISTS (SELECT FROM integration_volunteer_language l WHERE %s)",
            SQL(" AND ").join(conditions),
        )

    @api.model
    def _get_rank_sql(self, form):
        """:return: rank of a finding ``l``, 1 to 8, 0 if unknown, for a form of use"""
        spoken = self._get_level_rank_sql(SQL("l.spoken_level"))
        written = SQL(
            """CASE WHEN l.reading IS NULL AND l.writing IS NULL
                    THEN (CASE WHEN l.certificate_level IS NOT NULL OR l.is_native
                               THEN %s ELSE 0 END)
                    ELSE LEAST(%s, %s) END""",
            self._get_level_rank_sql(SQL("l.level")),
            self._get_level_rank_sql(SQL("l.reading")),
            self._get_level_rank_sql(SQL("l.writing")),
        )
        return {
            "written": written,
            "both": SQL("LEAST(%s, %s)", spoken, written),
        }.get(form, spoken)

    @api.model
    def _get_level_rank_sql(self, column):
        return SQL("COALESCE(ARRAY_POSITION(%s::varchar[], %s), 0)", CODES, column)

    # ------------------------------------------------------------------
    # Soft values
    # ------------------------------------------------------------------

    @api.model
    def _get_soft_sql(self, params):
        """Hook: what makes a volunteer fit better.

        :param dict params: as of :meth:`_prepare_params`
        :return: list of (name, SQL of a number from 0 to 1, weight in percent); words
            in :meth:`_say_soft`
        """
        number = self._get_number(params)
        half = max(number("match_fairness_hours"), 1)
        soft = [
            (
                "fairness",
                SQL("1.0 / (1 + COALESCE(h.hours, 0) / %s)", half),
                number("match_weight_fairness"),
            )
        ]
        volunteers = self.env["integration.volunteer"]
        soft.append(
            (
                "available",
                volunteers._get_available_sql(params["start"], params["stop"], "v"),
                number("match_weight_available"),
            )
        )
        if params["zip"]:
            soft += [
                (
                    "area",
                    volunteers._get_area_sql(params["zip"].strip(), "v"),
                    number("match_weight_area"),
                ),
                ("near", self._get_near_sql(params), number("match_weight_near")),
                (
                    "car",
                    SQL("CASE WHEN v.has_car THEN 1 ELSE 0 END"),
                    number("match_weight_car"),
                ),
            ]
        if params["languages"]:
            above = CODES.index(params["level"]) if params["level"] else 0
            value = SQL(
                "GREATEST(COALESCE(s.rank, 0) - 1 - %s, 0)::float / %s",
                above,
                max(len(CODES) - 1 - above, 1),
            )
            soft.append(("language", value, number("match_weight_language")))
        if params["languages"] and params["dialect"]:
            value = SQL("CASE WHEN s.dialect THEN 1 ELSE 0 END")
            soft.append(("dialect", value, number("match_weight_dialect")))
        return soft

    @api.model
    def _get_number(self, params):
        """:return: function that looks up a dated rule on the day of the request"""
        rules = self.env["integration.rule.value"]
        return lambda key: rules._get_number(key, company=params["company"])

    @api.model
    def _get_near_sql(self, params):
        """:return: nearness from 0 to 1; by postcode: the same, region, area"""
        code = params["zip"].strip()
        return SQL(
            """CASE WHEN v.zip = %s THEN 1.0
                    WHEN LEFT(v.zip, 3) = %s THEN 0.7
                    WHEN LEFT(v.zip, 2) = %s THEN 0.4
                    ELSE 0.0 END""",
            code,
            code[:3],
            code[:2],
        )

    @api.model
    def _get_joins_sql(self, params):
        """Hook: joins that soft values use.

        ``h``: hours booked since the beginning of the time of fairness, planned ones
        too; ``s``: rank and dialect of the language.
        """
        rules = self.env["integration.rule.value"]
        delta = rules._get_delta("match_fairness_days", company=params["company"])
        hours = SQL(
            """LEFT JOIN (
                SELECT b.volunteer_id,
                       SUM(EXTRACT(EPOCH FROM b.stop - b.start)) / 3600.0 AS hours
                  FROM integration_volunteer_booking b
                 WHERE b.state = 'booked' AND b.start >= %s AND b.company_id = %s
              GROUP BY b.volunteer_id) h ON h.volunteer_id = v.id""",
            fields.Datetime.now() - delta,
            params["company"].id,
        )
        if not params["languages"]:
            return hours
        dialect = params["dialect"]
        return SQL(
            """%s LEFT JOIN (
                SELECT l.volunteer_id, MIN(%s) AS rank,
                       BOOL_OR(l.dialect ILIKE %s) AS dialect
                  FROM integration_volunteer_language l
                 WHERE l.language_id IN %s AND l.superseded_on IS NULL
              GROUP BY l.volunteer_id) s ON s.volunteer_id = v.id""",
            hours,
            self._get_rank_sql(params["form"]),
            f"%{dialect}%" if dialect else "",
            tuple(language.id for language in params["languages"]),
        )

    @api.model
    def _get_values_sql(self, soft, params):
        """:return: columns that :meth:`_say_soft` reads"""
        columns = [SQL("COALESCE(h.hours, 0) AS hours"), SQL("v.zip AS zip")]
        if params["languages"]:
            columns.append(SQL("COALESCE(s.rank, 0) AS rank"))
        columns += [
            SQL("(%s)::float AS %s", value, SQL.identifier(f"soft_{name}"))
            for name, value, _weight in soft
        ]
        return SQL(", ").join(columns)
