from odoo import api, models
from odoo.tools import SQL

from odoo.addons.integration_base.tools.days import to_german_day


class IntegrationVolunteerMatch(models.AbstractModel):
    """Suggests volunteers for a task at a time, with the reasons (V16-V18).

    Hard filters decide who is in the list, soft values in which order. All of it is one
    query; who is asked in the end is decided by people. Concerns add filters by
    :meth:`_get_hard_sql`, values by :meth:`_get_soft_sql`, and their words beside them.
    """

    _name = "integration.volunteer.match"
    _description = "Suggestions of volunteers"

    @api.model
    def _find(
        self,
        task,
        start,
        stop,
        language=None,
        level=None,
        form=None,
        gender=None,
        zip=None,  # noqa: A002
        limit=20,
        company=None,
        **more,
    ):
        """Suggest volunteers, best first; equal ones by name.

        :param task: ``integration.volunteer.task``
        :param start: UTC datetime
        :param stop: UTC datetime
        :param language: ``integration.language`` needed beside German
        :param str level: lowest level of the language, ``a1`` to ``c2``
        :param str form: ``oral``, ``written`` or ``both``
        :param str gender: the client's wish
        :param str zip: postcode of the place; empty by phone and video
        :param int limit: how many
        :param company: authority; the current one if empty
        :param more: of concerns, such as ``dialect``
        :return: list of dicts ``volunteer``, ``score`` (0 to 100) and ``reasons``: list
            of (kind, words), kind ``passed`` (hard filter) or ``score`` (soft value)
        :raise AccessError: for those who may not read volunteers
        """
        volunteers = self.env["integration.volunteer"]
        volunteers.check_access("read")
        params = self._prepare_params(
            task=task,
            start=start,
            stop=stop,
            language=language,
            level=level,
            form=form,
            gender=gender,
            zip=zip,
            company=company,
            **more,
        )
        soft = self._get_soft_sql(params)
        hard = [condition for _name, condition in self._get_named_hard_sql(params)]
        # the conditions of all concerns look into tables
        self.env.flush_all()
        rows = self.env.execute_query_dict(
            SQL(
                """
                SELECT v.id, %(score)s AS score, %(values)s
                  FROM integration_volunteer v
                  %(joins)s
                 WHERE %(hard)s
              ORDER BY score DESC, v.name, v.id
                 LIMIT %(limit)s
                """,
                score=self._get_score_sql(soft),
                values=self._get_values_sql(soft, params),
                joins=self._get_joins_sql(params),
                hard=SQL(" AND ").join(hard),
                limit=limit,
            )
        )
        passed = [("passed", words) for words in self._get_passed_words(params)]
        found = volunteers.browse([row["id"] for row in rows])
        return [
            {
                "volunteer": volunteer,
                "score": round(row["score"]),
                "reasons": passed + self._get_score_words(row, soft, params),
            }
            for volunteer, row in zip_rows(found, rows)
        ]

    @api.model
    def _explain(self, volunteer, task, start, stop, besides=None, **wishes):
        """Say why a volunteer is not suggested (V18).

        :param volunteer: ``integration.volunteer``
        :param besides: record whose own booking does not count
        :param wishes: as for :meth:`_find`
        :return: list of sentences, empty if all hard filters are passed
        """
        volunteer.ensure_one()
        volunteer.check_access("read")
        params = self._prepare_params(task=task, start=start, stop=stop, **wishes)
        named = self._get_named_hard_sql(params)
        self.env.flush_all()
        [row] = self.env.execute_query(
            SQL(
                "SELECT %s FROM integration_volunteer v %s WHERE v.id = %s",
                SQL(", ").join(
                    SQL("COALESCE(%s, FALSE)", condition) for _name, condition in named
                ),
                self._get_joins_sql(params),
                volunteer.id,
            )
        )
        failed = [
            name for (name, _sql), passed in zip(named, row, strict=True) if not passed
        ]
        words = self._get_failed_words(params)
        # one name may stand for several conditions: it is said once
        said = dict.fromkeys(words[name] for name in failed if name in words)
        said.update(dict.fromkeys(volunteer._get_unfit(task, params["day"])))
        for conflict in volunteer._get_conflicts(start, stop, besides=besides):
            if conflict["hard"]:
                said[conflict["words"]] = None
        if failed and not said and not (besides and set(failed) == {"free"}):
            said[self.env._("%(name)s does not fit.", name=volunteer.name)] = None
        return list(said)

    @api.model
    def _prepare_params(self, **params):
        """:return: dict of what is asked for, as the hooks get it"""
        for name in ("language", "level", "form", "gender", "zip", "dialect"):
            params[name] = params.get(name) or None
        params["languages"] = [
            language
            for language in (params["language"], params.get("other_language"))
            if language
        ]
        params["company"] = params.get("company") or self.env.company
        params["day"] = to_german_day(params["start"])
        return params

    @api.model
    def _get_named_hard_sql(self, params):
        """:return: hard filters as list of (name, SQL); a condition of a concern that
        gave no name gets an empty one"""
        return [
            condition if isinstance(condition, tuple) else ("", condition)
            for condition in self._get_hard_sql(params)
        ]

    @api.model
    def _get_domain_sql(self, domain):
        """Turn a domain on volunteers into a condition for :meth:`_get_hard_sql`.

        :param domain: domain on ``integration.volunteer``
        :return: SQL
        """
        # the rights were checked, and the authority is a condition of its own
        volunteers = self.env["integration.volunteer"]
        query = volunteers._search(domain, active_test=False, bypass_access=True)
        return SQL("v.id IN %s", query.subselect())

    @api.model
    def _get_score_sql(self, soft):
        """:return: weighted mean of the soft values, 0 to 100"""
        total = sum(weight for _name, _value, weight in soft)
        if not total:
            return SQL("0")
        return SQL(
            "ROUND((100.0 * (%s) / %s)::numeric, 4)",
            SQL(" + ").join(
                SQL("%s * (%s)", weight, value) for _name, value, weight in soft
            ),
            total,
        )


def zip_rows(records, rows):
    """:return: pairs of records and rows; the parameter ``zip`` hides the builtin"""
    return list(zip(records, rows, strict=True))
