"""Making and opening the package of a hand-over to another authority."""

import io
import secrets
import unicodedata
import zipfile

from pypdf import PdfReader, PdfWriter

from odoo import fields
from odoo.exceptions import UserError

from odoo.addons.integration_base.tools.days import get_today

from ...tools.pdf import get_paper_lang, make_pdf
from ...tools.rtl import mark_lines
from ...tools.sealed import SealError, seal, unseal
from . import layout

MAX_PACKAGE = 20 * 1024 * 1024
MAX_DOCUMENT = 60 * 1024 * 1024


class PackageWriter:
    """Puts a case into an encrypted package, in the rights of its user.

    :param case: ``integration.case`` record
    :param str authority: who receives it
    :param bool with_notes: whether notes of contacts and the concern go with it
    :param gate: ``integration.transfer.gate`` that says what may leave
    """

    def __init__(self, case, authority, with_notes, gate):
        self.case = case.with_context(lang=get_paper_lang(case.env))
        self.env = self.case.env
        self.authority = authority
        self.with_notes = with_notes
        self.gate = gate
        self.uid = secrets.token_hex(16)

    def make(self, passphrase):
        """Make the package.

        :param str passphrase: protects both documents
        :return: content of the zip as bytes
        """
        passphrase = unicodedata.normalize("NFKC", passphrase).strip()
        document = self.make_document()
        name = f"Akte-{self.case.reference.replace('/', '-')}"
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("LIESMICH.txt", self.make_readme(name))
            archive.writestr(f"{name}.pdf", self.make_pdf(document, passphrase))
            archive.writestr(f"{name}.json", seal(document, passphrase))
        return buffer.getvalue()

    def make_document(self):
        """:return: dict with all that leaves the house."""
        case, person = self.case, self.case.person_id
        case_fields = layout.CASE + (layout.CASE_NOTES if self.with_notes else ())
        contact_fields = layout.CONTACT
        contact_fields += layout.CONTACT_NOTES if self.with_notes else ()
        return {
            "package": self.uid,
            "created": fields.Datetime.to_string(fields.Datetime.now()),
            "sender": case.company_id.name,
            "sender_contact": self.env.user.name,
            "recipient": self.authority,
            "reference": case.reference,
            "with_notes": self.with_notes,
            "person": self._dump(person, layout.PERSON),
            "facts": {
                name: [self._dump(row, names) for row in person[name]]
                if self.gate.allows(person, layout.CLASSES[name])
                else []
                for name, names in layout.FACTS.items()
            },
            "covered": [
                self._dump(other, layout.COVERED) for other in self.get_covered()
            ],
            "case": self._dump(case, case_fields),
            "contacts": [
                self._dump(contact, contact_fields) for contact in self.get_contacts()
            ],
        }

    def get_covered(self):
        """:return: covered persons who, or whose guardian, agreed to the hand-over"""
        others = self.case.person_ids - self.case.person_id
        return others.filtered(lambda other: self.gate.allows(other, "contact"))

    def get_contacts(self):
        """:return: the contacts that may leave"""
        contacts = self.case.counselling_ids.sorted("date")
        allowed = self.gate.allows(self.case.person_id, "counselling")
        return contacts if allowed else contacts.browse()

    def _dump(self, record, names):
        return {name: self._dump_value(record, name) for name in names}

    def _may_leave(self, record, name):
        is_person = record._name == "integration.person"
        wanted = layout.CLASSES.get(name) if is_person else None
        return not wanted or self.gate.allows(record, wanted)

    def _dump_value(self, record, name):
        value, kind = record[name], record._fields[name].type
        if not self._may_leave(record, name):
            return None
        if name == "topic_ids":
            return [{"code": topic.code, "name": topic.name} for topic in value]
        if name == "addendum_ids":
            return value.mapped("text")
        if kind == "many2one":
            return {"code": value.code, "name": value.name} if value else None
        if kind == "date":
            return fields.Date.to_string(value) or None
        if kind == "datetime":
            return fields.Datetime.to_string(value) or None
        return value if value or kind in ("boolean", "integer", "float") else None

    def make_pdf(self, document, passphrase):
        """:return: the document as PDF, encrypted with AES-256."""
        html = self.env["ir.qweb"]._render(
            "integration_case.integration_transfer_document",
            {
                "case": self.case,
                "person": self.case.person_id,
                "document": document,
                "contacts": self.get_contacts(),
                "may": lambda kind: self.gate.allows(self.case.person_id, kind),
                "covered": self.get_covered(),
                "with_notes": self.with_notes,
                "lines": mark_lines,
                "user": self.env.user,
                "today": get_today(),
            },
        )
        writer = PdfWriter()
        for page in PdfReader(io.BytesIO(make_pdf(self.env, html))).pages:
            writer.add_page(page)
        writer.add_metadata({"/Title": self.case.reference, "/Producer": "Odoo"})
        writer.encrypt(passphrase, secrets.token_urlsafe(32), algorithm="AES-256")
        buffer = io.BytesIO()
        writer.write(buffer)
        return buffer.getvalue()

    def make_readme(self, name):
        return self.env._(
            "Client file handed over by %(sender)s to %(recipient)s.\r\n\r\n"
            "%(name)s.pdf: to read; opens with the passphrase (AES-256).\r\n"
            "%(name)s.json: to take in with Integration for Odoo, menu Cases, "
            "“Take in from an authority”; same passphrase.\r\n\r\n"
            "The passphrase comes by another way, never together with this file.\r\n"
            "Format: integration-transfer, version 1 (scrypt, AES-256-GCM).\r\n",
            sender=self.case.company_id.name,
            recipient=self.authority,
            name=name,
        )


def open_package(env, content, passphrase):
    """Open a package or the sealed document alone.

    :param env: environment of the user, for messages
    :param bytes content: zip or sealed document
    :param str passphrase: as the sender told it
    :return: the document
    :raise UserError: in words, if it cannot be opened
    """
    messages = {
        "format": env._(
            "This is no package of a client file, or it is damaged. Please upload the "
            "zip file as you received it."
        ),
        "version": env._(
            "The package comes from a newer version of this program. Please update "
            "first."
        ),
        "passphrase": env._(
            "The package cannot be opened: the passphrase is wrong, or the file was "
            "changed on its way."
        ),
        "size": env._("The package is too big."),
    }
    if len(content) > MAX_PACKAGE:
        raise UserError(messages["size"])
    try:
        return unseal(_find_document(content, messages), passphrase)
    except SealError as error:
        raise UserError(messages[error.code]) from None


def _find_document(content, messages):
    if not content.startswith(b"PK"):
        return content
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [i for i in archive.infolist() if i.filename.endswith(".json")]
            if len(entries) != 1:
                raise SealError("format")
            if entries[0].file_size > MAX_DOCUMENT:
                raise UserError(messages["size"])
            return archive.read(entries[0])
    except (zipfile.BadZipFile, RuntimeError, OSError) as error:
        raise SealError("format") from error
