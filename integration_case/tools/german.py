"""How German offices write: headings, dates, yes and no, nationalities, languages.

Knows nothing of Odoo. Words are compared in the form :func:`normalise` gives them.
"""

import re
import unicodedata
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cache

from babel import Locale

from . import german_words as words

FOLD = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# Integrationsmanager(in), -manager/in, -manager:in, -manager*in, -managerIn
FEMALE = re.compile(r"[(/:*_]-?(?:in|innen)\b\)?|(?<=[a-zäöü])In\b")
UNKNOWN = {
    *("", "unbekannt", "unbek", "unb", "ka", "keineangabe", "keineangaben", "nn"),
    *("nichtbekannt", "na", "entfaellt", "offen", "unknown", "keine", "keiner"),
}
YES = {"ja", "j", "yes", "y", "x", "wahr", "true", "1", "immer", "erforderlich"}
NO = {"nein", "n", "no", "falsch", "false", "0", "nichterforderlich", "nie"}

MONTHS = (
    *("januar", "februar", "maerz", "april", "mai", "juni", "juli", "august"),
    *("september", "oktober", "november", "dezember"),
)
DATE_PATTERNS = (
    re.compile(r"(?P<d>\d{1,2})\.\s*(?P<m>\d{1,2})\.\s*(?P<y>\d{4}|\d{2})"),
    re.compile(r"(?P<d>\d{1,2})[/-](?P<m>\d{1,2})[/-](?P<y>\d{4}|\d{2})"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(
        r"(?P<d>\d{1,2})\.?\s*(?P<month>[A-Za-zä]{3,9})\.?\s*(?P<y>\d{4}|\d{2})"
    ),
)
TIME_TAIL = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?( ?Uhr)?$")
SERIAL = re.compile(r"\d{5}(\.\d+)?")
ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5"}
SERIAL_START = date(1899, 12, 30)


def normalise(text):
    """:return: lower case letters and digits, without accents and female endings."""
    text = FEMALE.sub("", text.strip())
    text = text.lower().translate(FOLD)
    text = unicodedata.normalize("NFKD", text)
    return "".join(char for char in text if char.isalnum())


def _split(line):
    return [word.strip() for word in line.replace("\n", " ").split(";")]


@cache
def get_index(name):
    """Make a dict normalised word → key of one of the tables above.

    :param str name: name of a table in ``german_words``
    """
    table = getattr(words, name)
    return {
        normalise(word): key for key, line in table.items() for word in _split(line)
    }


@cache
def get_countries():
    """:return: dict normalised name → ISO code, of countries and their citizens."""
    index = {}
    for lang in ("en", "de"):
        for code, name in Locale(lang).territories.items():
            if len(code) == 2 and code.isalpha():
                index[normalise(name)] = code
    index.update(get_index("NATIONALITIES"))
    for code in words.NATIONALITIES:
        index[normalise(code)] = code
    return index


def find_heading(text):
    """:return: key of ``HEADINGS`` that a heading means, or None."""
    word = normalise(text)
    index = get_index("HEADINGS")
    if word in index:
        return index[word]
    if len(word) < 7:
        return None
    # typing errors only: longer words with nearly the same letters
    close = get_close_matches(word, index, n=1, cutoff=0.9)
    return index[close[0]] if close else None


def count_headings(texts):
    """:return: how many known headings a row holds."""
    return len({key for text in texts if text and (key := find_heading(text))})


def is_unknown(text):
    """:return: whether a cell says that the value is not known."""
    return normalise(text) in UNKNOWN


def parse_date(text, past, today):
    """Read a date as offices write it.

    :param str text: 31.12.2024, 1.2.24, 2024-12-31, 3. März 2024, a serial number
        of Excel, ``unbekannt``; for births also 1990, ca. 1990, 00.00.1990
    :param bool past: the date lies in the past, as of a birth: two digits of a year
        are read accordingly, and a bare year is taken as the 1 January of it
    :param today: day from which the past is counted
    :return: tuple (date or None, whether day or month are an estimate)
    :raise ValueError: if it is no date
    """
    if is_unknown(text):
        return None, False
    plain = TIME_TAIL.sub("", text.strip())
    estimated = bool(re.match(r"(ca|etwa|um|circa)\b", plain, re.I))
    plain = re.sub(r"^(ca|etwa|um|circa)\b\.?\s*", "", plain, flags=re.I)
    if past and re.fullmatch(r"(19|20)\d{2}", plain):
        return date(int(plain), 1, 1), True
    if SERIAL.fullmatch(plain):
        return SERIAL_START + timedelta(days=int(float(plain))), estimated
    for pattern in DATE_PATTERNS:
        if match := pattern.fullmatch(plain):
            return _make_date(match.groupdict(), past, today, estimated)
    raise ValueError(text)


def _make_date(parts, past, today, estimated):
    year = _widen_year(parts["y"], past, today)
    month = _find_month(parts["month"]) if parts.get("month") else int(parts["m"])
    day = int(parts["d"])
    if past and (not day or not month):
        # 00.00.1990 on many certificates of arrival
        return date(year, month or 1, day or 1), True
    return date(year, month, day), estimated


def _widen_year(text, past, today):
    if len(text) == 4:
        return int(text)
    year = today.year // 100 * 100 + int(text)
    if past:
        return year if year <= today.year else year - 100
    return year if year <= today.year + 50 else year - 100


def _find_month(name):
    word = normalise(name)
    for number, month in enumerate(MONTHS, 1):
        if len(word) >= 3 and (month.startswith(word) or word.startswith(month)):
            return number
    if word in ("mrz", "mar"):
        return 3
    raise ValueError(name)


def get_paragraph(text):
    """Read the section of an act.

    :param str text: § 25 Abs. 2 Alt. 1 AufenthG, §25 (2), 25 II
    :return: its parts joined by dots, as in ``25.2.1``; empty if there is none
    """
    match = re.search(r"§{1,2}\s*(.+)|^\s*(\d+[a-z]?\b.*)", text)
    if not match:
        return ""
    tail = match[1] or match[2]
    tail = re.sub(r"\b(AufenthG|AsylG|AsylbLG|FreizügG/?EU).*", "", tail)
    tail = re.sub(r"\b(IV|I{1,3}|V)\b", lambda roman: ROMAN[roman[1]], tail)
    return ".".join(re.findall(r"\d+[a-z]?\b", tail))


def split_name(text):
    """Split a full name.

    :param str text: ``Last, First`` or ``First Last``
    :return: tuple (last name, first name)
    """
    if "," in text:
        last, _sep, first = text.partition(",")
    else:
        first, _sep, last = text.strip().rpartition(" ")
    return " ".join(last.split()), " ".join(first.split())
