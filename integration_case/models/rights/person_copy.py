"""The copy of her file for the person (Art. 15 and 20 GDPR), from all models (C74)."""

import io
import json
import re
import zipfile

from odoo import fields
from odoo.tools import html2plaintext

from odoo.addons.integration_base.tools.days import get_today

from ...tools.pdf import get_paper_lang, make_pdf

BLACK = "█████"
#: parts of notes that a worker has put into double brackets: about third parties
MARKED = re.compile(r"\[\[.*?\]\]", re.DOTALL)
SHORTEST_NAME = 3
#: rows of core that hold nothing of the person herself
LEFT_OUT = {
    *("calendar.attendee", "calendar.recurrence", "mail.activity", "mail.followers"),
    *("mail.mail", "mail.notification", "mail.tracking.value", "mail.message.schedule"),
}
#: of rows of core, what concerns the person
CORE_FIELDS = {
    "calendar.event": ("start", "stop", "location", "description"),
    "ir.attachment": ("description", "name", "create_date"),
    "mail.message": ("date", "subject", "body"),
}
#: what she has given herself (Art. 20 (1) GDPR); notes and proofs are not
PROVIDED = {
    *("contact", "residence", "family", "living", "gender", "languages"),
    *("occupations", "interests", "health", "photo"),
}
TECHNICAL = {"id", "create_uid", "create_date", "write_uid", "write_date"}


class PersonCopy:
    """Collects everything that hangs on a person, by introspection.

    Also what no longer has a basis in the file is shown: the person learns all that is
    stored. Names of others in her cases and households are blacked out, and what stands
    between ``[[`` and ``]]``.

    :param person: ``integration.person`` record; the caller has checked the right
    :param bool portable: only what she has given herself
    :param withheld: ``ir.attachment`` records that concern others and stay out
    """

    def __init__(self, person, portable=False, withheld=None):
        lang = get_paper_lang(person.env)
        # sudo: the copy is complete whoever makes it; handing it out is logged
        self.person = person.sudo().with_context(
            lang=lang, active_test=False, bin_size=False
        )
        self.env = self.person.env
        self.portable = portable
        self.tree = self.person._get_file_tree()
        files = self.get_files()
        self.withheld = files & withheld.sudo() if withheld else files.browse()
        self.names = self._get_other_names()

    def _get_other_names(self):
        """:return: pattern of the names of other persons, or None"""
        own = self.person._get_file_persons()
        cases = own.case_ids | own._get_own_cases()
        households = own.membership_ids.household_id
        others = (cases.person_ids | households.member_ids.person_id) - own
        kept = {word.casefold() for one in own for word in self._get_name_words(one)}
        words = {
            word
            for one in others
            for word in self._get_name_words(one)
            if word.casefold() not in kept
        }
        if not words:
            return None
        longest_first = sorted(words, key=len, reverse=True)
        return re.compile(
            r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)",
            re.IGNORECASE,
        )

    def _get_name_words(self, person):
        texts = (person.first_name, person.last_name, person.name_native)
        return {
            word
            for text in texts
            for word in re.split(r"[\s,]+", text or "")
            if len(word) >= SHORTEST_NAME
        }

    def black_out(self, text):
        """:return: a text without names and marked parts of third parties"""
        text = MARKED.sub(BLACK, text)
        return self.names.sub(BLACK, text) if self.names else text

    def get_sections(self):
        """:return: list of dict ``model``, ``title``, ``class``, ``rows`` (lists of
        tuples of field, label and value)
        """
        sections = []
        for (model, data_class), ids in self.tree.items():
            records = self.env[model]
            if (
                model in LEFT_OUT
                or records._transient
                or not records._integration_copied
            ):
                continue
            if self.portable and data_class not in PROVIDED:
                continue
            names = self._get_fields(records)
            rows = [self._get_row(row, names) for row in records.browse(sorted(ids))]
            rows = [row for row in rows if row]
            if rows:
                # sudo: the name of a model is no secret
                title = self.env["ir.model"].sudo()._get(model).name
                sections.append(
                    {"model": model, "title": title, "class": data_class, "rows": rows}
                )
        return sections

    def _get_fields(self, records):
        if records._name in CORE_FIELDS:
            return CORE_FIELDS[records._name]
        return [
            field.name
            for field in records._fields.values()
            if (field.store or field.type == "many2many")
            and field.export_string_translation
            and field.name not in TECHNICAL
            and field.comodel_name
            not in (
                *("res.users", "res.company", "integration.team"),
                *("integration.person", "integration.case", records._name),
            )
            and field.type not in ("one2many", "many2one_reference", "json", "binary")
            and not field.name.startswith(("message_", "activity_"))
            and (field.type != "many2many" or not field.compute)
        ]

    def _get_row(self, record, names):
        row = []
        for name in names:
            value = self._get_value(record, name)
            if value not in (None, "", False, []):
                field = record._fields[name].get_description(self.env, ["string"])
                row.append((name, field["string"], value))
        return row

    def _get_value(self, record, name):
        field, value = record._fields[name], record[name]
        if not value and field.type not in ("integer", "float"):
            return None
        if name in record._integration_third_parties:
            return BLACK
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        if field.type == "html":
            return self.black_out(html2plaintext(value))
        if field.type == "boolean":
            return self.env._("Yes")
        if field.type in ("date", "datetime"):
            return str(value)
        if field.relational:
            return ", ".join(one.display_name or "" for one in value)
        if field.type in ("char", "text"):
            return self.black_out(value)
        return value

    def make_document(self):
        """:return: dict of the whole copy, for JSON"""
        return {
            "format": "integration-person-copy",
            "version": 1,
            "made": fields.Datetime.to_string(fields.Datetime.now()),
            "authority": self.person.company_id.name,
            "reference": self.person.reference,
            "basis": "Art. 20 GDPR" if self.portable else "Art. 15 GDPR",
            "documents_held_back": len(self.withheld),
            "sections": [
                {
                    "model": section["model"],
                    "title": section["title"],
                    "rows": [
                        {name: value for name, _label, value in row}
                        for row in section["rows"]
                    ],
                }
                for section in self.get_sections()
            ],
        }

    def make_pdf(self):
        """:return: the copy to read, as PDF"""
        html = self.env["ir.qweb"]._render(
            "integration_case.integration_person_copy",
            {
                "person": self.person,
                "sections": self.get_sections(),
                "today": get_today(),
                "black": BLACK,
                "withheld": len(self.withheld),
            },
        )
        return make_pdf(self.env, html)

    def make(self):
        """:return: zip with the documents, as bytes"""
        stem = self.person.reference
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            document = json.dumps(self.make_document(), ensure_ascii=False, indent=1)
            archive.writestr(f"{stem}.json", document)
            if not self.portable:
                archive.writestr(f"{stem}.pdf", self.make_pdf())
                for number, file in enumerate(self.get_files() - self.withheld, 1):
                    ending = (file.name or "").rpartition(".")[2]
                    archive.writestr(f"files/{number:03}.{ending}", file.raw or b"")
        return buffer.getvalue()

    def get_files(self):
        """:return: ``ir.attachment`` records of the file, each handed out as it is"""
        ids = {
            row_id
            for (model, _code), rows in self.tree.items()
            if model == "ir.attachment"
            for row_id in rows
        }
        return self.env["ir.attachment"].browse(sorted(ids))
