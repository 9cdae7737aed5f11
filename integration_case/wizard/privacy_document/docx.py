"""A rendered paper as text document, which the office goes on writing."""

import io

from docx import Document
from docx.shared import Pt
from lxml import html

FONT = "Arial"
FONT_SIZE = Pt(10)
HEADINGS = {"h1": 0, "h2": 1, "h3": 2}


def make_docx(page):
    """Convert headings, paragraphs, lists and tables; all else is left out.

    :param page: rendered HTML
    :return: bytes of the document
    """
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name = FONT
    normal.font.size = FONT_SIZE
    body = html.fromstring(str(page)).find("body")
    document.core_properties.title = _text(body.find(".//h1"))
    document.core_properties.author = ""
    for element in body.iter("h1", "h2", "h3", "p", "li", "table"):
        if element.tag == "table":
            _add_table(document, element)
        elif element.tag in HEADINGS:
            document.add_heading(_text(element), HEADINGS[element.tag])
        elif not any(parent.tag == "table" for parent in element.iterancestors()):
            style = "List Bullet" if element.tag == "li" else None
            _fill(document.add_paragraph(style=style), element)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _text(element):
    return " ".join(element.text_content().split())


def _fill(paragraph, element):
    """Add text, bold parts stay bold."""
    parts = [(element.text, False)]
    for child in element:
        parts += [(child.text_content(), child.tag in ("b", "strong", "th"))]
        parts += [(child.tail, False)]
    parts = [(text, bold) for text, bold in parts if text and text.strip()]
    for number, (text, bold) in enumerate(parts):
        words = " ".join(text.split())
        paragraph.add_run(words if not number else f" {words}").bold = bold


def _add_table(document, element):
    rows = element.findall(".//tr")
    width = max(len(row) for row in rows)
    table = document.add_table(len(rows), width, "Table Grid")
    for row, cells in zip(rows, table.rows, strict=True):
        for element_cell, cell in zip(row, cells.cells, strict=False):
            paragraph = cell.paragraphs[0]
            if element_cell.tag == "th":
                paragraph.add_run(_text(element_cell)).bold = True
            else:
                _fill_cell(cell, element_cell)
    document.add_paragraph()


def _fill_cell(cell, element):
    blocks = element.findall("p") or element.findall("ul/li") or [element]
    for number, block in enumerate(blocks):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        _fill(paragraph, block)
