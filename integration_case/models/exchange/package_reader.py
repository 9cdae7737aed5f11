"""From an opened package to the values of a new client file."""

from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import format_date, format_datetime

from . import layout

MAX_TEXT = 20_000
MAX_ROWS = 500


class PackageReader:
    """Reads a document made elsewhere: every value is checked before it is used.

    ``problems`` collects in words what is not known here and was left out.
    """

    def __init__(self, env, document):
        self.env = env
        self.document = document
        self.problems = []
        self.labels = {}

    def check(self):
        """:raise UserError: if the document lacks what a file needs."""
        person = self._get_dict(self.document, "person")
        uid = self.document.get("package")
        if not isinstance(uid, str) or not uid or not person.get("last_name"):
            raise UserError(
                self.env._("The package is incomplete: number or name is missing.")
            )

    def get_text(self, name):
        """:return: a text of the document's head."""
        value = self.document.get(name)
        return value[:200] if isinstance(value, str) else ""

    def get_person(self):
        """:return: values of ``integration.person`` with its facts."""
        self.check()
        people = self.env["integration.person"]
        values = self._load(
            people, layout.PERSON, self._get_dict(self.document, "person")
        )
        facts = self._get_dict(self.document, "facts")
        for name, names in layout.FACTS.items():
            model = self.env[people._fields[name].comodel_name]
            rows = [
                self._load(model, names, row)
                for row in self._get_list(facts, name)
                if isinstance(row, dict)
            ]
            values[name] = [
                Command.create(row)
                for row in rows
                if self._is_complete(model, names, row)
            ]
        return values

    def get_covered(self):
        """:return: list of values of covered persons."""
        people = self.env["integration.person"]
        rows = self._get_list(self.document, "covered")
        values = [
            self._load(people, layout.COVERED, r) for r in rows if isinstance(r, dict)
        ]
        return [row for row in values if row.get("last_name")]

    def get_case(self):
        """:return: values of ``integration.case``."""
        names = layout.CASE + layout.CASE_NOTES
        cases = self.env["integration.case"]
        values = self._load(cases, names, self._get_dict(self.document, "case"))
        # the file is opened here today; the first opening is told in the history
        values.pop("date_open", None)
        if values.get("is_extended") and not values.get("extension_reason"):
            values["extension_reason"] = self.env._(
                "Extended by the sending authority."
            )
        return values

    def get_history(self):
        """:return: the contacts of the sending authority as text, oldest first."""
        model = self.env["integration.counselling"]
        names = layout.CONTACT[:-1] + layout.CONTACT_NOTES[:1]
        lines = []
        for row in self._get_list(self.document, "contacts"):
            if not isinstance(row, dict):
                continue
            values = self._load(model, names, row, quiet=True)
            if date := values.get("date"):
                lines.append(self._format_contact(model, date, values, row))
        return "\n\n".join(lines)

    def _format_contact(self, model, date, values, row):
        head = [format_datetime(self.env, date, dt_format="short")]
        for name in ("kind", "outcome", "result"):
            label = self._get_labels(model, name).get(values.get(name))
            if label and values.get(name) != "kept":
                head.append(label)
        if values.get("minutes"):
            head.append(self.env._("%(minutes)s min", minutes=values["minutes"]))
        topics = [t for t in self._get_list(row, "topic_ids") if isinstance(t, dict)]
        head += [str(topic.get("name") or "")[:100] for topic in topics]
        addenda = [t for t in self._get_list(row, "addendum_ids") if isinstance(t, str)]
        notes = [values.get("note"), *(text[:MAX_TEXT] for text in addenda)]
        return "\n".join([" · ".join(filter(None, head)), *filter(None, notes)])

    # ------------------------------------------------------------------
    # Values
    # ------------------------------------------------------------------

    def _get_dict(self, source, name):
        value = source.get(name)
        return value if isinstance(value, dict) else {}

    def _get_list(self, source, name):
        value = source.get(name)
        return value[:MAX_ROWS] if isinstance(value, list) else []

    def _load(self, model, names, source, quiet=False):
        values = {}
        for name in names:
            raw = source.get(name)
            if raw is None or raw is False or raw == "":
                continue
            value = self._load_value(model, model._fields[name], raw)
            if value is not None:
                values[name] = value
            elif not quiet:
                self._add_problem(model, name, raw)
        return values

    def _load_value(self, model, field, raw):
        """:return: a value the field can take, or None."""
        try:
            if field.type in ("char", "text"):
                return raw[:MAX_TEXT] if isinstance(raw, str) else None
            if field.type == "date":
                return fields.Date.to_date(raw) if isinstance(raw, str) else None
            if field.type == "datetime":
                return (
                    fields.Datetime.to_datetime(raw) if isinstance(raw, str) else None
                )
            if field.type == "boolean":
                return bool(raw)
            if field.type in ("integer", "float"):
                return raw if isinstance(raw, (int, float)) and 0 <= raw < 1e6 else None
            if field.type == "selection":
                known = self._get_labels(model, field.name)
                return raw if isinstance(raw, str) and raw in known else None
            if field.type == "many2one" and isinstance(raw, dict):
                return self._find_code(field.comodel_name, raw.get("code"))
        except (ValueError, TypeError):
            return None
        return None

    def _find_code(self, model, code):
        if not isinstance(code, str) or not code:
            return None
        records = self.env[model].with_context(active_test=False)
        return records.search([("code", "=", code)], limit=1).id or None

    def _get_labels(self, model, name):
        key = model._name, name
        if key not in self.labels:
            field = model._fields[name].get_description(self.env, ["selection"])
            self.labels[key] = dict(field["selection"])
        return self.labels[key]

    def _is_complete(self, model, names, row):
        return bool(row) and all(
            row.get(name)
            for name in names
            if model._fields[name].required and model._fields[name].type == "many2one"
        )

    def _add_problem(self, model, name, raw):
        value = raw.get("name") or raw.get("code") if isinstance(raw, dict) else raw
        self.problems.append(
            self.env._(
                "%(field)s: “%(value)s” is not known here and is left out.",
                field=model._fields[name].get_description(self.env, ["string"])[
                    "string"
                ],
                value=str(value)[:80],
            )
        )

    # ------------------------------------------------------------------
    # Preview
    # ------------------------------------------------------------------

    def get_preview(self):
        """:return: list of (label, text) of what will be taken in."""
        person = self.get_person()
        name = ", ".join(
            filter(None, (person.get("last_name"), person.get("first_name")))
        )
        return [
            (self.env._("From"), self.get_text("sender")),
            (self.env._("Number there"), self.get_text("reference")),
            (self.env._("Name"), name),
            (
                self.env._("Date of birth"),
                format_date(self.env, person.get("birth_date")),
            ),
            (self.env._("Covered persons"), len(self.get_covered())),
            (self.env._("Contacts"), len(self._get_list(self.document, "contacts"))),
            *(
                (self._get_description(fact), len(person[fact]))
                for fact in layout.FACTS
                if person[fact]
            ),
        ]

    def _get_description(self, name):
        field = self.env["integration.person"]._fields[name]
        return field.get_description(self.env, ["string"])["string"]
