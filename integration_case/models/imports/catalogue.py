"""What texts in cells mean: codes, countries, languages, managers, teams."""

from functools import cached_property

from ...tools import german


class Catalogue:
    """Looks up texts for one import; each list is read once.

    Names are compared in all languages installed and by what offices write
    (``german_words``). Answers are ids.
    """

    def __init__(self, import_):
        self.env = import_.env
        self.company = import_.company_id

    @cached_property
    def languages_installed(self):
        return [code for code, _name in self.env["res.lang"].get_installed()]

    def _index(self, model, names, words):
        """Make an index of a list of codes.

        :param str model: model with ``code`` and ``name``
        :param names: fields to compare with
        :param str words: table of ``german_words`` with further names of the codes
        :return: dict normalised text → id
        """
        index, by_code = {}, {}
        for lang in self.languages_installed:
            records = self.env[model].with_context(lang=lang)
            for record in records.search([("code", "!=", False)]):
                by_code[record.code] = record.id
                for name in names:
                    if record[name]:
                        index.setdefault(german.normalise(record[name]), record.id)
        for word, code in german.get_index(words).items():
            if code in by_code:
                index.setdefault(word, by_code[code])
        return index

    # codes ------------------------------------------------------------

    @cached_property
    def statuses(self):
        names = ("name", "display_name", "code")
        return self._index("integration.residence.status", names, "STATUSES")

    @cached_property
    def paragraphs(self):
        """dict section as in ``25.2.1`` → ids of statuses; also of its beginnings."""
        found = {}
        for status in self.env["integration.residence.status"].search(
            [("paragraph", "!=", False)]
        ):
            parts = german.get_paragraph(status.paragraph).split(".")
            for length in range(1, len(parts) + 1):
                found.setdefault(".".join(parts[:length]), set()).add(status.id)
            found.setdefault(f"={'.'.join(parts)}", set()).add(status.id)
        return found

    def find_statuses(self, text):
        """:return: set of ids of residence statuses that a text may mean."""
        if found := self.statuses.get(german.normalise(text)):
            return {found}
        if not (paragraph := german.get_paragraph(text)):
            return set()
        exact = self.paragraphs.get(f"={paragraph}", set())
        return exact or self.paragraphs.get(paragraph, set())

    @cached_property
    def unknown_status(self):
        status = self.env["integration.residence.status"].search(
            [("group", "=", "unknown")], limit=1
        )
        return status.id

    @cached_property
    def benefits(self):
        names = ("name", "law", "code")
        return self._index("integration.benefit.kind", names, "BENEFITS")

    @cached_property
    def accommodations(self):
        return self._index(
            "integration.accommodation.kind", ("name", "code"), "HOUSING"
        )

    @cached_property
    def languages(self):
        names = ("name", "native_name", "code")
        return self._index("integration.language", names, "LANGUAGES")

    @cached_property
    def countries(self):
        """dict normalised name of country or citizens → id."""
        countries = self.env["res.country"].search_fetch(
            [("code", "!=", False)], ["code"]
        )
        by_code = {country.code: country.id for country in countries}
        return {
            word: by_code[code]
            for word, code in german.get_countries().items()
            if code in by_code
        }

    # people -----------------------------------------------------------

    @cached_property
    def managers(self):
        """dict normalised login or name → set of ids of managers of the authority."""
        group = self.env.ref("integration_case.group_integration_manager")
        # sudo: names and logins of colleagues, to be compared with what was typed
        users = group.sudo().all_user_ids.filtered(
            lambda user: self.company in user.company_ids
        )
        index = {}
        for user in users:
            first, _sep, last = user.name.strip().rpartition(" ")
            for name in (user.login, user.name, f"{last} {first}", last):
                index.setdefault(german.normalise(name), set()).add(user.id)
        return index

    @cached_property
    def teams(self):
        teams = self.env["integration.team"].search(
            [("company_id", "=", self.company.id)]
        )
        return {german.normalise(team.name): team.id for team in teams}

    def get_default_team(self, user_id):
        """:return: id of the team a manager belongs to, or False."""
        if user_id not in self._default_teams:
            case = self.env["integration.case"]
            team = case._get_default_team(self.env["res.users"].browse(user_id))
            self._default_teams[user_id] = team.id
        return self._default_teams[user_id]

    @cached_property
    def _default_teams(self):
        return {}
