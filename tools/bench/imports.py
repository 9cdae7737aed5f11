"""Import of a spreadsheet with many rows."""

import base64
import io
import time

from ..console import ToolError, step

ROWS = 10_000
BROKEN = range(7_312, ROWS, 250)
HEADINGS = (
    *("Nachname", "Vorname", "Geburtsdatum", "Geschlecht", "Staatsangehörigkeit"),
    *("Aufenthaltsstatus", "Aufenthaltstitel gültig bis", "Telefon", "E-Mail"),
    *("Straße", "PLZ", "Ort", "Einreise", "Zuweisung", "Sprache", "Dolmetscher"),
    *("Deutschniveau", "Leistungsbezug", "Unterbringung", "Bedarfsgemeinschaft"),
    *("Rolle", "Bemerkung"),
)
ORIGINS = (
    ("syrisch", "Subsidiärer Schutz", "Arabisch"),
    ("Ukraine", "§ 24", "Ukrainisch"),
    ("Afghanistan", "Duldung", "Dari"),
    ("Eritrea", "§ 25 Abs. 3", "Tigrinya"),
    ("Türkei", "Aufenthaltsgestattung", "Türkisch"),
)
# the nearest thing a town has without these addons: contacts by Odoo's own import
CONTACT_FIELDS = ("name", "phone", "email", "street", "zip", "city", "country_id")
CONTACTS_AT_ONCE = 2_000


def measure(instance, session_class):
    """:return: chapter of the report"""
    files = _import_files(session_class(instance, "manager1"))
    contacts = _import_contacts(session_class(instance, "admin"))
    return _chapter(files, contacts)


def _make_row(number):
    nationality, status, language = ORIGINS[number % len(ORIGINS)]
    born = f"{number % 28 + 1}.{number % 12 + 1}.{1950 + number % 60}"
    if number in BROKEN:
        born = "31.02.1980"
    return (
        *(f"Messmann{number:05}", f"Vorname{number % 97}", born),
        *("w" if number % 2 else "m", nationality, status),
        *(f"{number % 28 + 1}.{number % 12 + 1}.2030", f"0711 {100000 + number}"),
        *(f"p{number}@post.example", f"Schloßweg {number % 200}", "77777"),
        *("Musterstadt", "1.3.2022", "1.6.2022", language),
        *("ja" if number % 3 else "nein", "A2", "Bürgergeld", "GU"),
        *(f"BG{number // 3}", "Kind" if number % 3 else "Vorstand", "kommt wieder"),
    )


def _make_workbook():
    from xlsxwriter import Workbook

    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        for number in range(1, ROWS + 1):
            sheet.write_row(number, 0, _make_row(number))
    return base64.b64encode(content.getvalue()).decode()


def _import_files(session):
    """:return: seconds for upload, check and import, and what became of the rows"""
    content = _make_workbook()
    start = time.perf_counter()
    vals = {"name": "Bestand.xlsx", "file": content}
    import_id = session.call("integration.import", "create", [vals])[0]
    upload = time.perf_counter()
    _follow(session, import_id, "action_check", "checked")
    check = time.perf_counter()
    counts = _follow(session, import_id, "action_import", "done")
    end = time.perf_counter()
    if (counts["done_count"], counts["error_count"]) != (
        ROWS - len(BROKEN),
        len(BROKEN),
    ):
        raise ToolError(f"Not every row was taken or listed: {counts}")
    return {"upload": upload - start, "check": check - upload, "import": end - check}


def _follow(session, import_id, action, state):
    """Press a button and look at the progress as the screen does, to the end."""
    names = ["state", "progress", "done_count", "exists_count", "error_count"]
    with step(f"Import of {ROWS} rows: {action}") as show:
        session.call("integration.import", action, [import_id])
        while True:
            row = session.call("integration.import", "read", [import_id], names)[0]
            if row["state"] == state:
                return row
            if row["state"] not in ("checking", "running"):
                raise ToolError(f"The import stopped: {row}")
            show(f"{row['progress']:.0f} %")
            time.sleep(2)


def _import_contacts(session):
    """:return: seconds that Odoo takes for as many contacts"""
    rows = [
        [
            *(f"Messmann{number:05}", f"0711 {100000 + number}"),
            *(f"p{number}@post.example", f"Schloßweg {number % 200}", "77777"),
            *("Musterstadt", "Germany"),
        ]
        for number in range(1, ROWS + 1)
    ]
    start = time.perf_counter()
    with step(f"Counterpart: {ROWS} contacts") as show:
        for first in range(0, ROWS, CONTACTS_AT_ONCE):
            part = rows[first : first + CONTACTS_AT_ONCE]
            answer = session.call(
                *("res.partner", "load", list(CONTACT_FIELDS), part),
                context={"lang": "en_US"},
            )
            if len(answer["ids"] or []) != len(part):
                raise ToolError(f"Contacts were refused: {answer['messages'][:1]}")
            show(f"{100 * (first + len(part)) // ROWS} %")
    return time.perf_counter() - start


def _chapter(files, contacts):
    whole = files["upload"] + files["import"]
    return f"""## Import of a spreadsheet

{ROWS:,} rows with {len(HEADINGS)} columns, {len(BROKEN)} of them broken. Every row \
becomes a person, a case, an access list and up to six facts; the broken ones are \
listed and nothing of them is written.

| step | seconds |
|---|---|
| upload and reading | {files["upload"]:.0f} |
| dry run | {files["check"]:.0f} |
| import | {files["import"]:.0f} |

Odoo's own import of as many contacts with {len(CONTACT_FIELDS)} columns took \
{contacts:.0f} s in the same run: upload and import take {whole / contacts:.1f} times \
as long.
"""
