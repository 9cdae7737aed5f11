"""From a spreadsheet's row to the values of a volunteer."""

import re

from odoo.fields import Command, Date
from odoo.tools import single_email_re

from odoo.addons.integration_base.tools.days import get_today
from odoo.addons.integration_case.tools import german

#: column → headings, besides its name
COLUMNS = {
    "last_name": "Last name; Nachname; Familienname; Surname",
    "first_name": "First name; Vorname; Given name",
    "full_name": "Name; Name, Vorname; Vor- und Nachname; Ehrenamtliche; Volunteer",
    "email": "E-mail; E-Mail-Adresse; Mail; E-Mail; Email",
    "phone": "Phone; Telefon; Telefonnummer; Handy; Mobil; Mobiltelefon; Tel",
    "street": "Street; Straße; Anschrift; Adresse; Straße und Hausnummer",
    "zip": "Postcode; PLZ; Postleitzahl; Zip",
    "city": "Town; Ort; Wohnort; Stadt; City",
    "gender": "Gender; Geschlecht",
    "languages": "Languages; Sprachen; Sprache; Sprachkenntnisse; Language",
    "tasks": "Tasks; Aufgaben; Aufgabe; Einsatzbereich; Einsatzbereiche; Task",
    "abilities": "Abilities; Fähigkeiten; Kenntnisse; Ability",
    "wishes": "Wishes; Wünsche; Bemerkung; Bemerkungen; Notiz",
    "interested_on": "Since; Seit; Ehrenamtlich seit; Beginn",
    "has_car": "Has a car; Auto; PKW; Fahrzeug; Car",
}
INDEX = {
    german.normalise(word): column
    for column, words in COLUMNS.items()
    for word in words.split(";")
}
SEPARATOR = re.compile(r"[,;/+]| und ")
LEVEL = re.compile(
    r"(.+?)(?:[\s(:-]+(alpha|[abc][0-2]|muttersprache|muttersprachlich|native)\)?)?",
    re.I,
)
NATIVE = dict.fromkeys(("muttersprache", "muttersprachlich", "native"), "native")
SKILLS = ("listening", "speaking", "reading", "writing")
GENDERS = {
    **dict.fromkeys(("w", "f", "weiblich", "frau", "female"), "female"),
    **dict.fromkeys(("m", "maennlich", "mann", "herr", "male"), "male"),
    **dict.fromkeys(("d", "divers", "diverse"), "diverse"),
}
PARTNER_FIELDS = ("email", "phone", "street", "zip", "city")


def get_labels(env):
    """:return: dict column → what it is called on screen"""
    return {
        "last_name": env._("Last name"),
        "first_name": env._("First name"),
        "full_name": env._("Name"),
        "email": env._("E-mail"),
        "phone": env._("Phone"),
        "street": env._("Street"),
        "zip": env._("Postcode"),
        "city": env._("Town"),
        "gender": env._("Gender"),
        "languages": env._("Languages"),
        "tasks": env._("Tasks"),
        "abilities": env._("Abilities"),
        "wishes": env._("Wishes"),
        "interested_on": env._("Since"),
        "has_car": env._("Has a car"),
    }


def find_column(heading):
    """:return: the column that a heading stands for, or None"""
    return INDEX.get(german.normalise(heading))


def count_headings(texts):
    """:return: how many of these texts are known headings"""
    return len({find_column(text) for text in texts if text} - {None})


class RowReader:
    """Reads rows of one import; lists and volunteers are read once.

    :param dialog: ``integration.volunteer.import``, in its owner's rights
    """

    def __init__(self, dialog):
        self.env = dialog.env
        self.today = get_today()
        self.lists = {
            "languages": self._index("integration.language", "LANGUAGES"),
            "tasks": self._index("integration.volunteer.task"),
            "abilities": self._index("integration.volunteer.ability"),
        }
        self.known = {}
        # left and archived people count: nobody is entered twice
        volunteers = self.env["integration.volunteer"].with_context(active_test=False)
        for volunteer in volunteers.search_fetch(
            [("company_id", "=", dialog.company_id.id), ("partner_id", "!=", False)],
            ["name", "partner_id"],
        ):
            partner = volunteer.partner_id
            keys = self._make_keys(
                volunteer.name, partner.email, partner.phone, partner.zip
            )
            for key in keys:
                self.known.setdefault(key, volunteer.id)

    def _index(self, model, words=None):
        index, by_code = {}, {}
        for code, _name in self.env["res.lang"].get_installed():
            for record in self.env[model].with_context(lang=code).search([]):
                index.setdefault(german.normalise(record.name), record.id)
                by_code[record.code] = record.id
                index.setdefault(german.normalise(record.code), record.id)
        for word, code in german.get_index(words).items() if words else ():
            if code in by_code:
                index.setdefault(word, by_code[code])
        return index

    # ------------------------------------------------------------------
    # Cells
    # ------------------------------------------------------------------

    def read_row(self, columns, cells):
        """Read one row.

        :param list columns: what each cell means
        :param list cells: texts
        :return: tuple (dict of JSON values, dict column → what is wrong)
        """
        values, errors = {}, {}
        for column, cell in zip(columns, cells, strict=False):
            text = " ".join((cell or "").split())
            if not column or not text:
                continue
            try:
                value = getattr(self, f"_read_{column}", lambda t: t)(text)
            except (ValueError, OverflowError) as error:
                errors[column] = str(error)
                continue
            if value not in (None, False, []):
                values.setdefault(column, value)
        full = values.pop("full_name", None)
        if full:
            last, first = german.split_name(full)
            values.setdefault("last_name", last)
            values.setdefault("first_name", first)
        if not values.get("last_name") and "last_name" not in errors:
            errors["last_name"] = self.env._("the name is missing.")
        return values, errors

    def _read_email(self, text):
        if not single_email_re.match(text):
            raise ValueError(
                self.env._("“%(value)s” is no e-mail address.", value=text)
            )
        return text.lower()

    def _read_phone(self, text):
        if sum(char.isdigit() for char in text) < 4:
            raise ValueError(
                self.env._("“%(value)s” is no telephone number.", value=text)
            )
        return text

    def _read_zip(self, text):
        # spreadsheets drop the nought before the postcodes of Saxony
        return f"0{text}" if text.isdigit() and len(text) == 4 else text

    def _read_gender(self, text):
        word = german.normalise(text)
        if word not in GENDERS:
            raise ValueError(self.env._("“%(value)s” is not known.", value=text))
        return GENDERS[word]

    def _read_interested_on(self, text):
        try:
            day, _estimated = german.parse_date(text, True, self.today)
        except (ValueError, OverflowError):
            raise ValueError(
                self.env._("“%(value)s” is no date.", value=text)
            ) from None
        if day and day > self.today:
            raise ValueError(self.env._("the date lies in the future."))
        return Date.to_string(day) if day else None

    def _read_has_car(self, text):
        word = german.normalise(text)
        if word in german.YES:
            return True
        if word in german.NO or german.is_unknown(text):
            return None
        raise ValueError(self.env._("“%(value)s” is not known.", value=text))

    def _read_list(self, name, text):
        found = []
        for part in SEPARATOR.split(text):
            if not part.strip():
                continue
            record_id = self.lists[name].get(german.normalise(part))
            if not record_id:
                raise ValueError(
                    self.env._("“%(value)s” is not known.", value=part.strip())
                )
            found.append(record_id)
        return list(dict.fromkeys(found))

    def _read_languages(self, text):
        """:return: list of (id, level, ``native`` or None, text): “Englisch B2”,
        “Arabisch (Muttersprache)”
        """
        found = []
        for part in filter(str.strip, SEPARATOR.split(text)):
            name, level = LEVEL.fullmatch(part.strip()).groups()
            (language,) = self._read_list("languages", name)
            level = level and NATIVE.get(level.lower(), level.lower())
            found.append((language, level, name))
        return found

    def _read_tasks(self, text):
        return self._read_list("tasks", text)

    def _read_abilities(self, text):
        return self._read_list("abilities", text)

    # ------------------------------------------------------------------
    # The same person
    # ------------------------------------------------------------------

    def _make_keys(self, name, email, phone, zip_code):
        """:return: set of keys by which a person is found again"""
        words = sorted(german.normalise(word) for word in (name or "").split())
        name = "".join(words)
        keys = set()
        if email:
            keys.add((name, email.strip().lower()))
        if phone:
            digits = "".join(char for char in phone if char.isdigit()).lstrip("0")
            keys.add((name, digits.removeprefix("49").lstrip("0")))
        if not keys:
            keys.add((name, zip_code or ""))
        return keys

    def _get_keys(self, values):
        name = f"{values.get('first_name', '')} {values['last_name']}"
        return self._make_keys(
            name, values.get("email"), values.get("phone"), values.get("zip")
        )

    def find_volunteer(self, values):
        """:return: id of the volunteer that a row tells of, or False"""
        keys = self._get_keys(values)
        return next((self.known[key] for key in keys if key in self.known), False)

    def find_twin(self, values, seen):
        """:return: number of the earlier row about the same person, or None"""
        keys = self._get_keys(values)
        return next((seen[key] for key in keys if key in seen), None)

    def remember(self, values, seen, number):
        for key in self._get_keys(values):
            seen.setdefault(key, number)


def prepare_partner(values, company):
    """:return: values of the contact of a row"""
    names = (values.get("first_name"), values["last_name"])
    vals = {"name": " ".join(filter(None, names)), "company_id": company.id}
    vals.update({name: values[name] for name in PARTNER_FIELDS if name in values})
    return vals


def prepare_volunteer(values, dialog):
    """:return: values of the volunteer of a row, without the contact"""
    vals = {
        "company_id": dialog.company_id.id,
        "coordinator_id": dialog.coordinator_id.id,
        "contact_is_own": True,
        "task_ids": [Command.set(values.get("tasks", []))],
        "ability_ids": [Command.set(values.get("abilities", []))],
        "language_ids": [
            Command.create(
                {"language_id": language, "is_native": True}
                if level == "native"
                else {"language_id": language, **dict.fromkeys(SKILLS, level)}
            )
            for language, level, _name in values.get("languages", [])
            if level
        ],
    }
    for name in ("gender", "wishes", "interested_on", "has_car"):
        if name in values:
            vals[name] = values[name]
    # no level is made up: matching relies on it
    names = [name for _id, level, name in values.get("languages", []) if not level]
    if names:
        words = dialog.env._(
            "Languages, level to be asked: %(names)s", names=", ".join(names)
        )
        vals["wishes"] = "\n".join(filter(None, (vals.get("wishes"), words)))
    return vals
