"""Reading spreadsheets as municipalities keep them: xlsx and csv, as plain text.

Knows nothing of Odoo. Whatever is wrong with a file ends in a
:class:`SpreadsheetError` with a code, never in a traceback.
"""

import codecs
import csv
import io
import re
import zipfile
from collections import Counter
from datetime import date, datetime, time

import openpyxl

MAX_BYTES = 50 * 1024 * 1024
MAX_UNPACKED_BYTES = 400 * 1024 * 1024
MAX_ROWS = 50_000
MAX_COLUMNS = 200
MAX_CELL = 10_000
HEADER_SEARCH_ROWS = 20
DELIMITERS = ";\t,|"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# names of streams inside an OLE container, as they stand in its directory
OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|_x0{3}[0-9A-Fa-f]_")
MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
# what spreadsheet programs show instead of a result, in English and German
CELL_ERRORS = {
    *("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"),
    *("#BEZUG!", "#NV", "#WERT!", "#ZAHL!"),
}


class SpreadsheetError(Exception):
    """A file that cannot be taken.

    :param str code: one of ``empty``, ``too_big``, ``encrypted``, ``old_excel``,
        ``not_a_table``, ``unreadable``, ``binary``, ``quotes``, ``too_many_rows``,
        ``too_many_columns``, ``merged``, ``no_header``, ``no_rows``, ``no_sheet``
    :param dict params: details for the message
    """

    def __init__(self, code, params=None):
        super().__init__(code, params)
        self.code = code
        self.params = params or {}


class Table:
    """Headings and rows of one sheet.

    ``rows`` is a list of (row number as the spreadsheet counts, list of texts).
    """

    def __init__(self, sheet, header_row, headings, rows):
        self.sheet = sheet
        self.header_row = header_row
        self.headings = headings
        self.rows = rows


def read_table(content, rate_headings, header_row=0, sheet=None):
    """Read the table in a file.

    :param bytes content: the file
    :param rate_headings: function telling how many texts of a list are known
        headings; finds the heading row and the sheet
    :param int header_row: number of the heading row, 0 to look for it
    :param str sheet: name of the sheet, empty for the first that has headings
    :return: :class:`Table`
    :raise SpreadsheetError: if the file cannot be taken
    """
    if not content.strip(b"\0 \r\n\t"):
        raise SpreadsheetError("empty")
    if len(content) > MAX_BYTES:
        raise SpreadsheetError("too_big", {"limit": MAX_BYTES // 1024 // 1024})
    if content.startswith(OLE_MAGIC):
        raise SpreadsheetError("encrypted" if OLE_ENCRYPTED in content else "old_excel")
    if content.startswith(b"PK"):
        sheets = _read_xlsx(content, sheet)
    else:
        sheets = [("", _read_csv(content, rate_headings), [])]
    best = None
    for name, lines, merges in sheets:
        number, rate = _find_header(lines, rate_headings, header_row)
        if number and (best is None or rate > best[0]):
            best = (rate, name, lines, merges, number)
    if best is None:
        raise SpreadsheetError("no_header" if any(s[1] for s in sheets) else "empty")
    return _make_table(*best[1:])


def _make_table(name, lines, merges, number):
    for first, row, last, end in merges:
        if end > number and (row, first) != (end, last):
            raise SpreadsheetError("merged", {"cells": f"{first}{row}:{last}{end}"})
    headings = lines[number - 1]
    rows = [(n, row) for n, row in enumerate(lines[number:], number + 1) if any(row)]
    if not rows:
        raise SpreadsheetError("no_rows")
    width = max(len(headings), *(len(row) for _n, row in rows))
    headings = headings + [""] * (width - len(headings))
    for _n, row in rows:
        row += [""] * (width - len(row))
    return Table(name, number, headings, rows)


def _find_header(lines, rate_headings, header_row):
    """:return: (number of the heading row or 0, known headings in it)."""
    if header_row:
        found = header_row <= len(lines) and any(lines[header_row - 1])
        return (header_row, 1) if found else (0, 0)
    rates = [
        (rate_headings(line), -number)
        for number, line in enumerate(lines[:HEADER_SEARCH_ROWS], 1)
    ]
    rate, number = max(rates, default=(0, 0))
    return (-number, rate) if rate else (0, 0)


def clean(value):
    """Turn a cell into the text a person reads in it; dates the German way.

    :param value: what a reader found in the cell
    :return: text without control characters and outer blanks
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime):
        if value.time() == time():
            return value.strftime("%d.%m.%Y")
        return value.strftime("%d.%m.%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    text = CONTROL.sub("", str(value)).replace("\xa0", " ").replace("\ufeff", "")
    return text.strip()[:MAX_CELL]


def _trim(cells):
    row = [clean(cell) for cell in cells]
    while row and not row[-1]:
        row.pop()
    if len(row) > MAX_COLUMNS:
        raise SpreadsheetError("too_many_columns", {"limit": MAX_COLUMNS})
    return row


def _collect(rows):
    """:return: list of trimmed rows; empty rows at the end are dropped."""
    lines, last = [], 0
    for row in rows:
        lines.append(_trim(row))
        if lines[-1]:
            last = len(lines)
            if last > MAX_ROWS + HEADER_SEARCH_ROWS:
                raise SpreadsheetError("too_many_rows", {"limit": MAX_ROWS})
    return lines[:last]


# ----------------------------------------------------------------------
# xlsx
# ----------------------------------------------------------------------


def _read_xlsx(content, wanted):
    """:return: list of (sheet name, lines, merged ranges)."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        names = set(archive.namelist())
        unpacked = sum(info.file_size for info in archive.infolist())
        encrypted = any(info.flag_bits & 1 for info in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise SpreadsheetError("unreadable") from error
    if unpacked > MAX_UNPACKED_BYTES:
        raise SpreadsheetError("too_big", {"limit": MAX_UNPACKED_BYTES // 1024 // 1024})
    if encrypted:
        raise SpreadsheetError("encrypted")
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise SpreadsheetError("not_a_table")
    try:
        return _read_sheets(content, archive, wanted)
    except SpreadsheetError:
        raise
    except MemoryError as error:
        raise SpreadsheetError(
            "too_big", {"limit": MAX_BYTES // 1024 // 1024}
        ) from error
    except Exception as error:
        # the library answers broken files with errors of many kinds
        raise SpreadsheetError("unreadable") from error


def _read_sheets(content, archive, wanted):
    # values only: what a formula last gave, never the formula
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        sheets = []
        for sheet in book.worksheets:
            if wanted and sheet.title.strip() != wanted.strip():
                continue
            if not wanted and sheet.sheet_state != "visible":
                continue
            rows = sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True)
            merges = _read_merges(archive, sheet)
            sheets.append((sheet.title, _collect(rows), merges))
    finally:
        book.close()
    if wanted and not sheets:
        raise SpreadsheetError("no_sheet", {"sheet": wanted})
    return sheets


def _read_merges(archive, sheet):
    """:return: (column, row, column, row) of merged ranges, which read-only lacks."""
    path = sheet._worksheet_path.lstrip("/")
    with archive.open(path) as file:
        tail, merges = b"", []
        while chunk := file.read(1 << 20):
            merges += MERGE.findall(tail + chunk)
            tail = chunk[-200:]
    return [
        (first.decode(), int(row), last.decode(), int(end))
        for first, row, last, end in dict.fromkeys(merges)
    ]


# ----------------------------------------------------------------------
# csv
# ----------------------------------------------------------------------


def _read_csv(content, rate_headings):
    text = decode(content)
    if "\0" in text:
        raise SpreadsheetError("binary")
    first, _sep, rest = text.partition("\n")
    if match := re.fullmatch(r'"?sep=(.)"?\r?', first.strip(), re.I):
        # line by which spreadsheet programs are told the separator
        return [[], *_parse_csv(rest, match[1])]
    return _parse_csv(text, _find_delimiter(text, rate_headings))


def decode(content):
    """Decode a text file: UTF-8 with or without mark, UTF-16, or Windows-1252.

    :param bytes content: the file
    :return: its text
    :raise SpreadsheetError: if it is no text
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as error:
                raise SpreadsheetError("unreadable") from error
    for encoding in ("utf-8", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SpreadsheetError("binary")


def _find_delimiter(text, rate_headings):
    """Choose the separator by known headings, then by even width."""
    sample = "\n".join(text.splitlines()[: HEADER_SEARCH_ROWS * 2])
    best, best_rate = ";", (0, 0)
    for delimiter in DELIMITERS:
        # only a sample: quotes may be open at its end
        try:
            rows = list(csv.reader(io.StringIO(sample), delimiter=delimiter))
        except csv.Error:
            continue
        known = max((rate_headings(row) for row in rows), default=0)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        rate = (known, widths.most_common(1)[0][1] if widths else 0)
        if rate > best_rate:
            best, best_rate = delimiter, rate
    return best


def _parse_csv(text, delimiter):
    # strict: an open quotation mark would swallow the rows after it
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return _collect(reader)
    except csv.Error as error:
        raise SpreadsheetError("quotes", {"line": reader.line_num}) from error
