from odoo import api, models

from odoo.addons.integration_base.models.integration_language_level import LEVELS


class IntegrationVolunteerMatch(models.AbstractModel):
    """The reasons in words: which filters were passed, what counted how much (V18)."""

    _inherit = "integration.volunteer.match"

    @api.model
    def _get_passed_words(self, params):
        """Hook: hard filters in words, said of everybody in the list.

        :param dict params: as of :meth:`_prepare_params`
        :return: list of words
        """
        words = [
            self.env._("may be asked"),
            self.env._("does “%(task)s”", task=params["task"].name),
        ]
        if params["languages"]:
            words.append(self._say_language(params))
        if params["gender"]:
            words.append(self.env._("as wished: %s", self._say_gender(params)))
        words.append(self.env._("free at this time"))
        words.append(self.env._("has the clearances"))
        return words

    @api.model
    def _get_failed_words(self, params):
        """Hook: hard filters in words for somebody who fails; state and time are said
        by the volunteer (``_get_unfit``, ``_get_conflicts``).

        :return: dict name of the filter → sentence
        """
        words = {
            "company": self.env._("Belongs to another authority."),
            "task": self.env._(
                "Does not do “%(task)s”.", task=params["task"].name or ""
            ),
        }
        if params["languages"]:
            words["language"] = self.env._(
                "Does not have the language: %s.", self._say_language(params)
            )
        if params["gender"]:
            words["gender"] = self.env._("Wished for: %s.", self._say_gender(params))
        return words

    @api.model
    def _say_language(self, params):
        """:return: languages, level and form needed, as in “Tigrinya from B2, oral”"""
        names = [language.name for language in params["languages"]]
        if params["task"].interprets:
            text = self.env._("interprets %s", " – ".join(names))
        else:
            text = ", ".join(names)
        if params["level"]:
            level = dict(LEVELS)[params["level"]]
            text = self.env._("%(text)s from %(level)s", text=text, level=level)
        forms = dict(
            self.env["integration.volunteer.request"]
            ._fields["form"]
            ._description_selection(self.env)
        )
        if params["form"]:
            text = f"{text} ({forms[params['form']]})"
        return text

    @api.model
    def _say_gender(self, params):
        field = self.env["integration.volunteer"]._fields["gender"]
        return dict(field._description_selection(self.env))[params["gender"]]

    @api.model
    def _get_score_words(self, row, soft, params):
        """:return: list of ("score", words): value, what it could be, and why"""
        total = sum(weight for _name, _value, weight in soft) or 1
        words = []
        for name, _value, weight in soft:
            most = 100 * weight / total
            words.append(
                (
                    "score",
                    self.env._(
                        "%(what)s: %(points)s of %(most)s points",
                        what=self._say_soft(name, row, params),
                        points=round(row[f"soft_{name}"] * most),
                        most=round(most),
                    ),
                )
            )
        return words

    @api.model
    def _say_soft(self, name, row, params):
        """Hook: a soft value in words.

        :param str name: as in :meth:`_get_soft_sql`
        :param dict row: row of the query, ``soft_<name>`` is the value
        :return: words
        """
        value = row[f"soft_{name}"]
        if name == "fairness":
            hours = f"{row['hours']:.1f}".rstrip("0").rstrip(".")
            return self.env._("Fairness, %s hours booked lately", hours)
        if name == "available":
            said = {1: self.env._("offered"), 0: self.env._("not offered")}
            return self.env._(
                "Weekly times, %s", said.get(value, self.env._("not known"))
            )
        if name == "area":
            said = {1: self.env._("wished for"), 0: self.env._("elsewhere")}
            return self.env._("Area, %s", said.get(value, self.env._("not known")))
        if name == "near":
            return self.env._("Nearness, postcode %s", row["zip"] or "–")
        if name == "language":
            codes = [label for _code, label in LEVELS]
            rank = int(row["rank"])
            level = codes[rank - 1] if rank else "–"
            return self.env._("Language, %s", level)
        if name == "dialect":
            said = self.env._("fits") if value else self.env._("not known")
            return self.env._("Dialect, %s", said)
        if name == "car":
            return self.env._("Car") if value else self.env._("No car")
        return name
