"""From the text of one cell to a value."""

import re

from odoo.tools import single_email_re

from ...tools import german

SEPARATOR = re.compile(r"[,;/+]| und ")


class CellReader:
    """Reads single cells: a method ``_read_<target>`` per meaning of a column.

    Each gives the value or raises ValueError with what is wrong, in words.
    """

    def _say(self, code, value=""):
        messages = {
            "not_computed": self.env._(
                "the formula has no result (%(value)s).", value=value
            ),
            "no_date": self.env._("“%(value)s” is no date.", value=value),
            "no_email": self.env._("“%(value)s” is no e-mail address.", value=value),
            "no_phone": self.env._("“%(value)s” is no telephone number.", value=value),
            "not_known": self.env._("“%(value)s” is not known.", value=value),
            "several": self.env._(
                "“%(value)s” may mean several; please be precise.", value=value
            ),
            "not_lead": self.env._(
                "only team leads import for others (“%(value)s”).", value=value
            ),
            "birth": self.env._("the date lies in the future or before 1900."),
            "before_from": self.env._("the end lies before the beginning."),
            "before_entry": self.env._(
                "the date lies before the entry into the country."
            ),
            "no_name": self.env._("the last name is missing."),
        }
        return messages[code]

    def _read_text(self, text):
        return " ".join(text.split())

    def _read_concern(self, text):
        return text

    def _read_household(self, text):
        return text

    def _read_full_name(self, text):
        return german.split_name(text)

    def _read_birth_date(self, text):
        return self._read_date(text, past=True)

    def _read_date(self, text, past=False):
        try:
            return german.parse_date(text, past, self.today)
        except (ValueError, OverflowError):
            raise ValueError(self._say("no_date", text)) from None

    _read_title_from = _read_title_until = _read_date_entry = _read_date
    _read_date_allocation = _read_date_first_talk = _read_date_open = _read_date

    def _read_from(self, table, text):
        found = table.get(german.normalise(text))
        if not found:
            raise ValueError(self._say("not_known", text))
        return found

    def _read_gender(self, text):
        word = german.normalise(text)
        return german.get_index("GENDERS").get(word) or (
            "unknown"
            if german.is_unknown(text)
            else self._read_from(german.get_index("GENDERS"), text)
        )

    def _read_nationality(self, text):
        return self._read_from(self.catalogue.countries, text)

    def _read_residence_status(self, text):
        found = self.catalogue.find_statuses(text)
        if len(found) != 1:
            raise ValueError(self._say("several" if found else "not_known", text))
        return next(iter(found))

    def _read_mode(self, text):
        return self._read_from(german.get_index("MODES"), text)

    def _read_phone(self, text):
        if sum(char.isdigit() for char in text) < 4:
            raise ValueError(self._say("no_phone", text))
        return " ".join(text.split())

    _read_mobile = _read_phone

    def _read_email(self, text):
        if not single_email_re.match(text):
            raise ValueError(self._say("no_email", text))
        return text.lower()

    def _read_zip(self, text):
        # spreadsheets drop the nought before the postcodes of Saxony
        return f"0{text}" if text.isdigit() and len(text) == 4 else text

    def _read_manager(self, text):
        found = self._read_from(self.catalogue.managers, text)
        if len(found) > 1:
            raise ValueError(self._say("several", text))
        user_id = next(iter(found))
        if user_id != self.env.uid and not self.may_assign:
            raise ValueError(self._say("not_lead", text))
        return user_id

    def _read_team(self, text):
        return self._read_from(self.catalogue.teams, text)

    def _read_language(self, text):
        if found := self.catalogue.languages.get(german.normalise(text)):
            return [found]
        texts = [part for part in SEPARATOR.split(text) if part.strip()]
        found = [self._read_from(self.catalogue.languages, part) for part in texts]
        return list(dict.fromkeys(found))

    def _read_german_level(self, text):
        return self._read_from(german.get_index("LEVELS"), text.rstrip("+-*. "))

    def _read_interpreter(self, text):
        """:return: tuple (need, language id or False)."""
        word = german.normalise(text)
        if word in german.YES:
            return "always", False
        if word in german.NO or word in ("keine", "keiner"):
            return "none", False
        if word in ("manchmal", "teilweise", "beibedarf", "zumteil", "sometimes"):
            return "sometimes", False
        if german.is_unknown(text):
            return False, False
        return "always", self._read_from(self.catalogue.languages, text)

    def _read_interpreter_language(self, text):
        return self._read_from(self.catalogue.languages, text)

    def _read_household_role(self, text):
        return self._read_from(german.get_index("ROLES"), text)

    def _read_benefit(self, text):
        if german.normalise(text) in ("unbekannt", "ka", "keineangabe", ""):
            return False
        return self._read_from(self.catalogue.benefits, text)

    def _read_accommodation(self, text):
        return self._read_from(self.catalogue.accommodations, text)
