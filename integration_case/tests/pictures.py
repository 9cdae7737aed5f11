"""Printed pages as text and as pictures, for tests."""

import io
import re
import subprocess
import unicodedata

from PIL import Image, ImageChops, ImageFilter, ImageOps

WORD = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">'
    r"(.*?)</word>"
)
#: points of paper to one cell when two pictures are compared
CELL = 4


def run(*command, pdf):
    """:return: what a tool of poppler gives for a PDF"""
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout


def read_words(pdf, password=""):
    """:return: list of pages, each a list of (box in points, word)"""
    options = ("-upw", password) if password else ()
    text = run("pdftotext", "-bbox", *options, "-", "-", pdf=pdf).decode()
    return [
        [
            (tuple(map(float, match[:4])), unicodedata.normalize("NFKC", match[4]))
            for match in WORD.findall(page)
        ]
        for page in text.split("<page ")[1:]
    ]


def take_picture(pdf, page=1):
    """:return: a page in grey, 72 dots to the inch, so that a dot is a point"""
    pages = ("-f", str(page), "-l", str(page))
    data = run("pdftoppm", "-gray", "-r", "72", *pages, pdf=pdf)
    return Image.open(io.BytesIO(data)).convert("L")


def get_ink(picture):
    """:return: where there is ink, and how much: small, a bit blurred"""
    size = [max(1, side // CELL) for side in picture.size]
    small = ImageOps.invert(picture).resize(size, Image.Resampling.BOX)
    return small.filter(ImageFilter.GaussianBlur(1))


def differ(picture, reference):
    """:return: ink that stands elsewhere, as part of the ink of the reference

    0 for the same picture, about 1 for an empty page.
    """
    ink, expected = get_ink(picture.resize(reference.size)), get_ink(reference)
    return count(ImageChops.difference(ink, expected)) / count(expected)


def count(picture):
    return sum(number * value for value, number in enumerate(picture.histogram()))
