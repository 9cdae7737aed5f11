"""Printed pages as text and as pictures, for tests."""

import io
import os
import re
import subprocess
import unicodedata

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

WORD = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">'
    r"(.*?)</word>"
)
#: points of paper to one cell when two pictures are compared
CELL = 4
#: part of the ink that may stand elsewhere; measured: 0 on the same fonts and another
#: scale, 0.1 a dot beside, 0.5 another font, 0.6 mirrored, 1 empty, 1.4 boxes
TOLERANCE = 0.35


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


def get_letters(text):
    """:return: letters of all scripts, without marks and spaces"""
    return [
        letter
        for letter in unicodedata.normalize("NFKC", text)
        if unicodedata.category(letter).startswith("L")
    ]


def take_picture(pdf, page=1):
    """:return: a page in grey, 72 dots to the inch, so that a dot is a point"""
    pages = ("-f", str(page), "-l", str(page))
    data = run("pdftoppm", "-gray", "-r", "72", *pages, pdf=pdf)
    return Image.open(io.BytesIO(data)).convert("L")


def crop(page, boxes):
    """:return: the part of a page that holds some words, and their boxes there"""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    area = tuple(map(round, (min(lefts), min(tops), max(rights), max(bottoms))))
    inner = [
        tuple(side - area[index % 2] for index, side in enumerate(box)) for box in boxes
    ]
    return page.crop(area), inner


def load_reference(path, picture):
    """:return: the picture stored before

    ``WRITE_PICTURES=1`` stores it anew, to be looked at by somebody who reads the
    language before it is kept.
    """
    if os.environ.get("WRITE_PICTURES"):
        picture.save(path, optimize=True)
    return Image.open(path)


def spoil(picture, boxes):
    """:return: dict: what goes wrong with foreign scripts → how it would look"""
    middles = sorted(left + right for left, _top, right, _bottom in boxes)
    empty = Image.new("L", picture.size, 255)
    no_glyphs = empty.copy()
    for box in boxes:
        ImageDraw.Draw(no_glyphs).rectangle(box, outline=0)
    half = picture.copy()
    half.paste(255, (0, 0, round(middles[len(boxes) // 2] / 2), picture.height))
    return {
        "missing": empty,
        "boxes instead of letters": no_glyphs,
        "cut off": half,
        "the other way round": ImageOps.mirror(picture),
    }


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
