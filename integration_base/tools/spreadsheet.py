"""Writing spreadsheets that are safe to open and read well in German offices."""

import io
import re
from datetime import date, datetime

import xlsxwriter

from odoo.tools.misc import get_lang

# strftime code of res.lang to spreadsheet code
DATE_CODES = {
    "%d": "dd",
    "%-d": "d",
    "%m": "mm",
    "%-m": "m",
    "%y": "yy",
    "%Y": "yyyy",
    "%b": "mmm",
    "%B": "mmmm",
    "%H": "hh",
    "%M": "mm",
    "%S": "ss",
}
WIDEST_COLUMN = 60


def build_xlsx(env, title, sheets):
    """Write tables into a workbook.

    Text is always written as text, never as formula or link, so that nothing typed
    by anybody is run on opening (formula injection). Dates are real dates, shown as
    the user's language writes them; numbers follow the settings of the reader's
    office program.

    :param env: environment with the user's language
    :param str title: title in the file's properties
    :param sheets: list of (sheet name, heading lines, column titles, rows)
    :return: content as bytes
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    book.set_properties({"title": title})
    lang = get_lang(env)
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
        "title": book.add_format({"bold": True, "font_size": 13}),
        "text": book.add_format({"valign": "top"}),
        "date": book.add_format({"num_format": _get_code(lang.date_format)}),
        "datetime": book.add_format(
            {"num_format": _get_code(f"{lang.date_format} {lang.time_format}")}
        ),
        "integer": book.add_format({"num_format": "#,##0"}),
        "float": book.add_format({"num_format": "#,##0.00"}),
    }
    for name, headings, columns, rows in sheets:
        name = re.sub(r"[\[\]:*?/\\']", " ", name)[:31]
        _write_sheet(book.add_worksheet(name), headings, columns, rows, formats)
    book.close()
    return buffer.getvalue()


def _get_code(lang_format):
    for code, spreadsheet_code in DATE_CODES.items():
        lang_format = lang_format.replace(code, spreadsheet_code)
    return lang_format


def _write_sheet(sheet, headings, columns, rows, formats):
    for index, heading in enumerate(headings):
        sheet.write_string(index, 0, heading, formats["text" if index else "title"])
    top = len(headings) + 1 if headings else 0
    for index, column in enumerate(columns):
        sheet.write_string(top, index, column, formats["head"])
    widths = [len(column) for column in columns]
    for number, row in enumerate(rows, start=top + 1):
        for index, value in enumerate(row):
            _write_cell(sheet, number, index, value, formats)
            widths[index] = max(widths[index], len(str(value or "")))
    for index, width in enumerate(widths):
        sheet.set_column(index, index, min(width + 2, WIDEST_COLUMN))
    sheet.freeze_panes(top + 1, 0)
    if columns and rows:
        sheet.autofilter(top, 0, top + len(rows), len(columns) - 1)


def _write_cell(sheet, row, column, value, formats):
    if isinstance(value, datetime):
        sheet.write_datetime(row, column, value, formats["datetime"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, formats["date"])
    elif isinstance(value, int) and not isinstance(value, bool):
        sheet.write_number(row, column, value, formats["integer"])
    elif isinstance(value, float):
        whole = value.is_integer()
        sheet.write_number(row, column, value, formats["integer" if whole else "float"])
    elif value not in (None, False, ""):
        sheet.write_string(row, column, str(value), formats["text"])
