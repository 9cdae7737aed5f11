"""From the texts of a row to the values of a client's file."""

import re

from odoo.fields import Command, Date
from odoo.tools.misc import hmac

from odoo.addons.integration_base.tools.days import get_today

from ...tools import german
from ...tools.spreadsheet import CELL_ERRORS
from .catalogue import Catalogue
from .cells import CellReader
from .integration_import_column import JOINED

FIRST_DAY = Date.to_date("1900-01-01")
# texts in which "unbekannt", "keine" or "-" have a meaning of their own
LITERAL = {"german_level", "benefit", "gender", "interpreter", "concern", "last_name"}
DATES = {"title_from", "title_until", "date_entry", "date_allocation"} | {
    *("date_first_talk", "date_open")
}


class RowResult:
    """What a row says: values for person and case, or what is wrong.

    ``errors`` and ``shown`` (values as understood) are by column id; errors of the
    row as a whole stand under 0.
    """

    def __init__(self):
        self.person = {}
        self.case = {}
        self.errors = {}
        self.shown = {}
        self.household = ""
        self.role = "other"
        self.digest = False


class RowReader(CellReader):
    """Reads rows of one import; looks nothing up in client data.

    :param import_: ``integration.import`` record, in its owner's rights
    :param columns: its columns
    """

    def __init__(self, import_, columns):
        self.import_ = import_
        self.env = import_.env
        self.today = get_today()
        self.catalogue = Catalogue(import_)
        self.columns = [
            (column.id, column.position, column.target)
            for column in columns
            if column.target
        ]
        self.headings = {column.id: column.heading for column in columns}
        cases = self.env["integration.case"]
        self.stage_id = cases.default_get(["stage_id"]).get("stage_id")
        self.may_assign = cases._is_lead()

    def read_row(self, cells):
        """Read one row.

        :param list cells: texts, as kept by ``integration.import.row``
        :return: :class:`RowResult`
        """
        result, values, places = RowResult(), {}, {}
        for column_id, position, target in self.columns:
            text = cells[position].strip() if position < len(cells) else ""
            if not text or (target not in LITERAL and german.is_unknown(text)):
                continue
            try:
                if text in CELL_ERRORS:
                    raise ValueError(self._say("not_computed", text))
                value = getattr(self, f"_read_{target}", self._read_text)(text)
            except ValueError as error:
                result.errors[column_id] = str(error)
                continue
            places.setdefault(target, column_id)
            if target == "concern":
                value = f"{self.headings[column_id]}: {value}"
            if target in JOINED and target in values:
                value = ("\n" if target == "concern" else " ").join(
                    (values[target], value)
                )
            values[target] = value
        self._check(values, places, result)
        if not result.errors:
            self._fill(values, result)
        self._show(values, places, result)
        return result

    # ------------------------------------------------------------------
    # The row as a whole
    # ------------------------------------------------------------------

    def _check(self, values, places, result):
        last, first = values.get("full_name", ("", ""))
        values["last_name"] = values.get("last_name") or last
        values["first_name"] = values.get("first_name") or first
        if not values["last_name"]:
            name_error = self._say("no_name")
            if not result.errors:
                result.errors[0] = name_error
        birth, _estimated = values.get("birth_date") or (None, False)
        if birth and not FIRST_DAY <= birth <= self.today:
            result.errors[places["birth_date"]] = self._say("birth")
        for target in DATES & values.keys():
            values[target] = values[target][0]
        for start, end, code in (
            ("title_from", "title_until", "before_from"),
            ("date_entry", "date_allocation", "before_entry"),
        ):
            if values.get(start) and values.get(end) and values[end] < values[start]:
                result.errors[places[end]] = self._say(code)

    def _fill(self, values, result):
        birth, estimated = values.get("birth_date") or (False, False)
        zip_code, city = values.get("zip"), values.get("city") or ""
        if not zip_code and (match := re.match(r"(?:D-)?(\d{5})\s+(.+)", city)):
            zip_code, city = match.groups()
        need, interpreter = values.get("interpreter") or (False, False)
        interpreter = values.get("interpreter_language") or interpreter
        person = {
            "last_name": values["last_name"],
            "first_name": values["first_name"],
            "birth_date": birth,
            "birth_date_estimated": estimated,
            "nationality_id": values.get("nationality"),
            "phone": self._join(" / ", values, "mobile", "phone"),
            "street": self._join(" ", values, "street", "house_number"),
            "zip": zip_code,
            "city": city,
            "interpreter_need": need or (interpreter and "always"),
            "interpreter_language_id": interpreter,
            "title_ids": self._make_titles(values),
            "language_ids": self._make_languages(values),
            "benefit_ids": self._make_kind(values.get("benefit")),
            "accommodation_ids": self._make_kind(values.get("accommodation")),
        }
        for name in ("name_native", "gender", "email", "messenger"):
            person[name] = values.get(name)
        result.person = {name: value for name, value in person.items() if value}
        result.case = self._make_case(values)
        result.household = values.get("household") or ""
        result.role = values.get("household_role") or "other"
        result.digest = self.make_digest(
            values["last_name"], values["first_name"], birth
        )

    def _make_case(self, values):
        user_id = values.get("manager") or self.import_.user_id.id
        team_id = values.get("team") or self.import_.team_id.id
        case = {
            "user_id": user_id,
            "team_id": team_id or self.catalogue.get_default_team(user_id),
            "mode": values.get("mode") or self.import_.mode,
            "date_open": values.get("date_open") or self.today,
            "stage_id": self.stage_id,
        }
        for name in ("date_entry", "date_allocation", "date_first_talk", "concern"):
            if values.get(name):
                case[name] = values[name]
        return case

    def _join(self, separator, values, *names):
        return separator.join(values[name] for name in names if values.get(name))

    def _make_titles(self, values):
        start, until = values.get("title_from"), values.get("title_until")
        status = values.get("residence_status")
        if not status and not until:
            return []
        title = {"status_id": status or self.catalogue.unknown_status}
        return [Command.create({**title, "date_from": start, "date_until": until})]

    def _make_languages(self, values):
        rows = [
            Command.create({"language_id": language, "is_native": True})
            for language in values.get("language") or []
        ]
        german_id = self.catalogue.languages.get("deu")
        level = values.get("german_level")
        if level and german_id:
            skills = dict.fromkeys(
                ("listening", "speaking", "reading", "writing"), level
            )
            rows.append(Command.create({"language_id": german_id, **skills}))
        return rows

    def _make_kind(self, kind_id):
        return [Command.create({"kind_id": kind_id})] if kind_id else []

    def make_digest(self, last_name, first_name, birth_date):
        """Recognise a person again without keeping her name.

        :return: keyed digest of name and birth date, within the authority
        """
        name = german.normalise(f"{last_name} {first_name}") or last_name
        birth = Date.to_string(birth_date) or ""
        # sudo: reads the database's secret as a key, returns a digest
        env = self.env(su=True)
        scope = f"integration.import/{self.import_.company_id.id}"
        return hmac(env, scope, (name, birth))

    def make_household_digest(self, text):
        """:return: keyed digest of what a household column says."""
        # sudo: as above
        env = self.env(su=True)
        return hmac(
            env, f"integration.import/{self.import_.id}", german.normalise(text)
        )

    # ------------------------------------------------------------------
    # Preview
    # ------------------------------------------------------------------

    def _show(self, values, places, result):
        """Keep the values worth showing as understood: dates and records."""
        models = {
            "nationality": "res.country",
            "residence_status": "integration.residence.status",
            "benefit": "integration.benefit.kind",
            "accommodation": "integration.accommodation.kind",
            "manager": "res.users",
            "team": "integration.team",
            "interpreter_language": "integration.language",
            "language": "integration.language",
        }
        shown = {}
        for target, column_id in places.items():
            if target in models and values.get(target):
                shown[column_id] = self.env[models[target]].browse(values[target])
            elif target in DATES:
                shown[column_id] = values[target]
            elif target == "birth_date":
                shown[column_id] = values[target][0]
        result.shown = shown

    def format_errors(self, number, result):
        """:return: what is wrong with a row, by column, in words."""
        return "\n".join(
            self.env._(
                "Row %(row)s, column “%(column)s”: %(error)s",
                row=number,
                column=self.headings[column_id],
                error=error,
            )
            if column_id
            else self.env._("Row %(row)s: %(error)s", row=number, error=error)
            for column_id, error in result.errors.items()
        )
