"""Right-to-left text for wkhtmltopdf.

The converter does not break lines of Arabic script: they leave the page, and with them
what follows on the same line. It measures a word with its punctuation too narrow. It
does both right for boxes: each word and each mark is one (``display: inline-block``).
"""

import re
import unicodedata

from markupsafe import Markup

RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# letters (with the marks and joiners that belong to them), or one other sign
PARTS = re.compile("[\\w\u064b-\u0655\u200c\u200d]+|[^\\w]")
BOX = Markup('<span style="display: inline-block; white-space: nowrap">%s</span>')


def box_words(text):
    """:return: a paragraph of right-to-left script as markup, each word a box"""
    words = [
        BOX % Markup("").join(BOX % part for part in PARTS.findall(word))
        for word in text.split()
    ]
    return Markup(" ").join(words)


def mark_lines(text):
    """Prepare a text in which scripts of both directions may stand.

    :param text: as somebody wrote it, with its line breaks; may be empty
    :return: the text itself if nothing in it is written from right to left, else markup
        with one block for each line
    """
    if not text or not RTL.search(text):
        return text
    return Markup("").join(map(_mark_line, text.split("\n")))


def _mark_line(line):
    runs = _get_runs(line)
    base = _get_direction(line) or "ltr"
    marked = Markup(" ").join(
        Markup('<span dir="%s">%s</span>')
        % (direction, box_words(part) if direction == "rtl" else part)
        for direction, part in runs
    )
    return Markup('<div dir="%s">%s</div>') % (base, marked or Markup("<br/>"))


def _get_runs(line):
    """:return: list of direction and text, words of one direction together"""
    runs = []
    for word in line.split():
        # numbers and marks go on in the direction they stand in
        direction = _get_direction(word) or (runs[-1][0] if runs else None)
        if runs and runs[-1][0] in (direction, None):
            runs[-1] = (direction, f"{runs[-1][1]} {word}")
        else:
            runs.append((direction, word))
    return [(direction or "ltr", part) for direction, part in runs]


def _get_direction(text):
    """:return: direction of the first letter, None without letters"""
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return None
