import io
import zipfile
from datetime import date, datetime
from unittest.mock import patch

import openpyxl
from xlsxwriter import Workbook

from odoo.tests import BaseCase, tagged

from ..tools import german, spreadsheet
from ..tools.spreadsheet import SpreadsheetError, read_table


def make_xlsx(rows, name="Liste", merge=None):
    """:return: content of an xlsx with rows of cells."""
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet(name)
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(y, x, datetime(*value.timetuple()[:3]), day)
            else:
                sheet.write(y, x, value)
    if merge:
        sheet.merge_range(merge, "Sammelzelle")
    book.close()
    return buffer.getvalue()


def make_csv(rows, encoding="cp1252", delimiter=";"):
    """:return: content of a csv file."""
    text = "\r\n".join(delimiter.join(map(str, row)) for row in rows)
    return text.encode(encoding)


@tagged("post_install", "-at_install")
class TestSpreadsheet(BaseCase):
    """Files as municipalities keep them."""

    def read_file(self, content, **options):
        return read_table(content, german.count_headings, **options)

    def refuse(self, code, content, **options):
        with self.assertRaises(SpreadsheetError) as caught:
            self.read_file(content, **options)
        self.assertEqual(caught.exception.code, code)
        return caught.exception

    def test_encodings_and_separators(self):
        rows = [["Nachname", "Vorname", "Straße"], ["Müller", "Änne", "Schloßweg 1"]]
        for encoding in ("cp1252", "utf-8", "utf-8-sig", "utf-16"):
            for delimiter in ";,\t":
                with self.subTest(encoding=encoding, delimiter=delimiter):
                    table = self.read_file(make_csv(rows, encoding, delimiter))
                    self.assertEqual(table.headings, rows[0])
                    self.assertEqual(table.rows, [(2, rows[1])])

    def test_separator_inside_quotes(self):
        content = (
            b'Nachname;Vorname;Bemerkung\r\nHaddad;Rana;"kommt, wenn; es geht"\r\n'
        )
        table = self.read_file(content)
        self.assertEqual(table.rows[0][1][2], "kommt, wenn; es geht")

    def test_separator_line(self):
        table = self.read_file(b"sep=,\r\nNachname,Vorname\r\nHaddad,Rana\r\n")
        self.assertEqual(table.rows, [(3, ["Haddad", "Rana"])])

    def test_title_lines_above_headings(self):
        table = self.read_file(
            make_xlsx(
                [["Liste 2024"], [], ["Familienname", "geb."], ["Abebe", "1.2.90"]]
            )
        )
        self.assertEqual(table.header_row, 3)
        self.assertEqual(table.rows, [(4, ["Abebe", "1.2.90"])])

    def test_values_of_cells(self):
        table = self.read_file(
            make_xlsx(
                [
                    [
                        "Nachname",
                        "Geburtsdatum",
                        "PLZ",
                        "Telefon",
                        "Dolmetscher",
                        "Geb.",
                    ],
                    [" Abebe\xa0", date(1990, 2, 1), 1067, 7111234.0, True, 45657],
                ]
            )
        )
        self.assertEqual(
            table.rows[0][1], ["Abebe", "01.02.1990", "1067", "7111234", "ja", "45657"]
        )

    def test_formula_gives_its_value_only(self):
        buffer = io.BytesIO()
        book = Workbook(buffer)
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Nachname", "Vorname"])
        sheet.write_formula(1, 0, '="Ab"&"ebe"', None, "Abebe")
        sheet.write_formula(1, 1, '=HYPERLINK("http://x","y")', None, "y")
        book.close()
        table = self.read_file(buffer.getvalue())
        self.assertEqual(table.rows, [(2, ["Abebe", "y"])])

    def test_sheet_with_headings_is_found(self):
        book = openpyxl.Workbook()
        book.active.append(["Deckblatt"])
        hidden = book.create_sheet("Alt")
        hidden.append(["Nachname", "Vorname", "geb."])
        hidden.append(["Alt", "Alt", "1.1.1990"])
        hidden.sheet_state = "hidden"
        sheet = book.create_sheet("Klienten")
        sheet.append(["Nachname", "Vorname"])
        sheet.append(["Neu", "Neu"])
        buffer = io.BytesIO()
        book.save(buffer)
        self.assertEqual(self.read_file(buffer.getvalue()).sheet, "Klienten")
        self.assertEqual(
            self.read_file(buffer.getvalue(), sheet="Alt").rows[0][1][0], "Alt"
        )
        self.refuse("no_sheet", buffer.getvalue(), sheet="Neu")

    def test_header_row_by_hand(self):
        content = make_csv([["Wer", "Wann"], ["Abebe", "1990"]])
        self.refuse("no_header", content)
        self.assertEqual(
            self.read_file(content, header_row=1).headings, ["Wer", "Wann"]
        )
        self.refuse("no_header", content, header_row=9)

    def test_bad_files_are_told_apart(self):
        good = make_xlsx([["Nachname"], ["Abebe"]])
        self.refuse("empty", b"")
        self.refuse("empty", b"\r\n \0")
        self.refuse("no_rows", make_csv([["Nachname", "Vorname"]]))
        self.refuse("no_header", make_csv([["a", "b"], ["c", "d"]]))
        self.refuse("unreadable", good[: len(good) // 2])
        self.refuse("unreadable", good[:100] + b"\xff" * 900 + good[1000:])
        self.refuse("binary", b"Nachname;Vorname\n\0\0\0;x")
        self.refuse("binary", b"\x81\x8d\x8f\x90\x9d\xfe")
        self.refuse("old_excel", spreadsheet.OLE_MAGIC + b"Workbook")
        encrypted = spreadsheet.OLE_MAGIC + spreadsheet.OLE_ENCRYPTED
        self.refuse("encrypted", encrypted)
        error = self.refuse("quotes", b'Nachname;Vorname\nA;"b\nC;d\n')
        self.assertTrue(error.params["line"])
        merged = make_xlsx([["Nachname", "Ort"], ["A", ""], ["B", ""]], merge="B2:B3")
        self.assertEqual(self.refuse("merged", merged).params, {"cells": "B2:B3"})
        wide = [["Nachname", *["x"] * 300], ["A", *["y"] * 300]]
        self.refuse("too_many_columns", make_xlsx(wide))

    def test_other_archives_are_no_table(self):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        self.refuse("not_a_table", buffer.getvalue())

    def test_bombs_are_refused_unopened(self):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "")
            archive.writestr("xl/workbook.xml", "")
            with archive.open("xl/worksheets/sheet1.xml", "w") as file:
                for _i in range(spreadsheet.MAX_UNPACKED_BYTES // (1 << 20) + 1):
                    file.write(b"0" * (1 << 20))
        self.refuse("too_big", buffer.getvalue())
        with patch.object(spreadsheet, "MAX_BYTES", 10):
            self.refuse("too_big", b"Nachname;Vorname\nA;B")
        with patch.object(spreadsheet, "MAX_ROWS", 5):
            self.refuse("too_many_rows", make_csv([["Nachname"], *[["A"]] * 50]))

    def test_merged_title_is_no_harm(self):
        rows = [["Liste"], ["Nachname", "Vorname"], ["Abebe", "Sara"]]
        table = self.read_file(make_xlsx(rows, merge="A1:B1"))
        self.assertEqual(table.rows[0][1], ["Abebe", "Sara"])


@tagged("post_install", "-at_install")
class TestGerman(BaseCase):
    """How offices write dates, headings, sections and names."""

    def test_dates(self):
        today = date(2025, 6, 1)
        for text, past, expected in (
            ("31.12.2024", False, (date(2024, 12, 31), False)),
            ("1.2.24", False, (date(2024, 2, 1), False)),
            ("1.2.90", True, (date(1990, 2, 1), False)),
            ("1.2.24", True, (date(2024, 2, 1), False)),
            ("1.2.30", False, (date(2030, 2, 1), False)),
            ("1.2.30", True, (date(1930, 2, 1), False)),
            ("2024-12-31 00:00:00", False, (date(2024, 12, 31), False)),
            ("3. März 2024", False, (date(2024, 3, 3), False)),
            ("12 Okt 99", True, (date(1999, 10, 12), False)),
            ("45657", False, (date(2024, 12, 31), False)),
            ("45657.5", False, (date(2024, 12, 31), False)),
            ("1990", True, (date(1990, 1, 1), True)),
            ("ca. 1990", True, (date(1990, 1, 1), True)),
            ("00.00.1990", True, (date(1990, 1, 1), True)),
            ("unbekannt", True, (None, False)),
            ("k. A.", False, (None, False)),
            ("-", False, (None, False)),
        ):
            with self.subTest(text=text, past=past):
                self.assertEqual(german.parse_date(text, past, today), expected)
        for text in ("31.02.2024", "1990", "bald", "00.00.2024", "99999999"):
            with self.subTest(text=text), self.assertRaises(ValueError):
                german.parse_date(text, False, today)

    def test_headings(self):
        for text, expected in (
            ("NACHNAME", "last_name"),
            ("geb.", "birth_date"),
            ("Geb.-Datum", "birth_date"),
            ("Staatsangehörigkeit", "nationality"),
            ("Staatsangehoerigkeit", "nationality"),
            ("Staatsangehörigket", "nationality"),
            ("Integrationsmanager(in)", "manager"),
            ("Integrationsmanager/in", "manager"),
            ("Integrationsmanager:in", "manager"),
            ("BearbeiterIn", "manager"),
            ("Aufenthaltstitel gültig bis", "title_until"),
            ("Haushalt/Bedarfsgemeinschaft", "household"),
            ("Haushaltsgröße", None),
            ("Geburtsort", None),
            ("Lfd. Nr.", None),
        ):
            with self.subTest(text=text):
                self.assertEqual(german.find_heading(text), expected)

    def test_sections_and_names(self):
        for text, expected in (
            ("§ 25 Abs. 2 Alt. 1 AufenthG", "25.2.1"),
            ("§25 (2)", "25.2"),
            ("25 II", "25.2"),
            ("Aufenthaltserlaubnis § 104c AufenthG", "104c"),
            ("Duldung", ""),
        ):
            self.assertEqual(german.get_paragraph(text), expected)
        self.assertEqual(german.split_name("Al Haddad, Rana"), ("Al Haddad", "Rana"))
        self.assertEqual(german.split_name("Rana Haddad"), ("Haddad", "Rana"))
        self.assertEqual(german.split_name("Haddad"), ("Haddad", ""))
        for text in (
            "Syrien",
            "syrisch",
            "SYRER",
            "Syria",
            "Arabische Republik Syrien",
        ):
            self.assertEqual(german.get_countries()[german.normalise(text)], "SY")
