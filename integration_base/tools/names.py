"""Names in any script and spelling, brought to a form that can be compared.

A name is read as tokens without order: first and last names change places between
papers. Each token carries its sounds: a string of small letters for vowels and common
consonants and capitals for sounds that languages write in many ways (``S`` sh, ``C``
ch, ``J`` dsch, ``X`` kh, ``G`` gh, ``Z`` zh). Knows nothing of Odoo.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

from .names_groups import GROUPS

ARABIC = dict(
    zip(
        "اأإآٱىبپتثجچحخدذرزژسشصضطظعغفقكکگلمنوؤيیئءهھہةټډړږښځڅڼېۍەێۆڤڕڵٹڈڑےں",
        "a a a a a a b p t s J C h X d z r z Z s S s d t z - G f k k k g l m n u u i i i - "
        "h h h a t d r Z S z c n i i e i o v r l t d r i n".split(),
        strict=True,
    )
)
#: letters that rules of sound replace, in this order
SOUNDS = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"schtsch|shch|stsch", "S"),
        (r"dsch|dzh|dj|xh|gj|dz", "J"),
        (r"tsch|tch|tsh|ch", "C"),
        (r"sch|sh", "S"),
        (r"zh", "Z"),
        (r"kh", "X"),
        (r"gh", "G"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"ck|q", "k"),
        (r"tz|ts", "c"),
        (r"j", "J"),
        (r"w", "v"),
        (r"(?<=[aeiou])y(?=[aeiou])", "i"),
        (r"y", "i"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"ae", "a"),
        (r"oe", "o"),
        (r"ue", "u"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[aeiou])h$", ""),
    )
]
PARTICLES = {
    *("al", "el", "ul", "il", "ad", "ash", "as", "ar", "az", "an", "at"),
    *("bin", "ibn", "ben", "bint", "van", "von", "de", "der", "da", "dos"),
}
SERVANT = re.compile(r"^[ck]?abd[aeiou]l?(?P<rest>[^aeiou].{3,})$")
SERVANTS = {"abd", "abdul", "abdel", "abdal", "abdol", "abdu", "abdur", "abdoul"}
ARTICLE = re.compile(r"^[aeu]l(?=.{4})")
ABJAD_SERVANT = re.compile("^عبد(ال)?(?=..)")
MARKS = re.compile(
    r"[\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069]"
)
MAX_TOKENS = 6
LONGEST = 60


class Token(NamedTuple):
    """One part of a name."""

    #: possible sounds; several where a letter is read differently
    sounds: tuple
    #: from a script that leaves vowels out
    abjad: bool
    #: numbers of the groups of known spellings it belongs to
    groups: frozenset


def read_name(*parts):
    """Read the tokens of a name.

    :param parts: texts such as first name, last name; empty ones are left out
    :return: tuple of tuples of :class:`Token`, one for each text
    """
    read = [_read_part(part[:LONGEST]) for part in parts if part and part.strip()]
    return tuple(tokens for tokens in read if tokens)


@lru_cache(maxsize=20_000)
def _read_part(text):
    text = unicodedata.normalize("NFC", MARKS.sub("", text)).lower()
    text = re.sub(r"['’‘ʼ`ʿʾʹ´.]", "", text)
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKC", text))
    return tuple(_read_word(word) for word in _join_words(words)[:MAX_TOKENS])


def _join_words(words):
    """Leave particles out and write servant names (Abd al-…) as one word."""
    joined = []
    waiting = ""
    for position, word in enumerate(words):
        last = position == len(words) - 1
        if not last and (word in SERVANTS or word == "عبد"):
            waiting = "abd" if word in SERVANTS else word
        elif word in PARTICLES and len(words) > 1:
            continue
        else:
            joined.append(waiting + word)
            waiting = ""
    return joined + ([waiting] if waiting else [])


@lru_cache(maxsize=20_000)
def _read_word(word):
    if any("\u0600" <= letter <= "\u06ff" for letter in word):
        word = ABJAD_SERVANT.sub("عبد", word) if word != "عبدالله" else word
        forms = {word, word[2:] if word.startswith("ال") and len(word) > 4 else word}
        sounds = tuple(sorted(_sound_of_arabic(form) for form in forms))
        abjad = True
    else:
        plain = "".join(c for c in anyascii(word).lower() if c.isalpha())
        sounds, abjad = _sounds_of_latin(plain), False
    return Token(sounds, abjad, _find_groups(word, sounds))


def _sound_of_arabic(word):
    letters = [ARABIC.get(letter, "-") for letter in word]
    if word[0] in "وؤ":
        letters[0] = "v"
    if word[-1] in "هہ" and len(word) > 2:
        letters[-1] = "a"
    return re.sub(r"(.)\1+", r"\1", "".join(letters).replace("-", ""))


def _sounds_of_latin(plain):
    """:return: possible sounds of a word, the likeliest first"""
    plain = re.sub(r"(.)\1+", r"\1", re.sub(r"oo", "u", re.sub(r"ee", "i", plain)))
    if match := SERVANT.match(plain):
        plain = "abd" + match["rest"]
    spellings = [plain]
    if ARTICLE.match(plain):
        spellings.append(plain[2:])
    if "x" in plain.replace("xh", ""):
        spellings = [s.replace("xh", "j") for s in spellings]
        spellings = [s.replace("x", new) for s in spellings for new in ("ks", "h")]
    if plain.startswith("c") and plain[1:2] in set("aeiou"):
        spellings.append(plain[1:])
    return tuple(dict.fromkeys(_sound(spelling) for spelling in spellings))


def _sound(text):
    for pattern, replacement in SOUNDS:
        text = pattern.sub(replacement, text)
    return text


# ----------------------------------------------------------------------
# Known spellings
# ----------------------------------------------------------------------


def _unify(word):
    """Write a word of Arabic script with one form of each letter."""
    table = str.maketrans("أإآٱىیيکةہھ", "اااايييكههه")
    return MARKS.sub("", word).translate(table)


@lru_cache(maxsize=1)
def _get_groups():
    """:return: dict spelling → numbers, dict sound → numbers"""
    spellings, sounds = {}, {}
    number = 0
    for line in GROUPS.strip().split("\n"):
        if not line.startswith(" "):
            number += 1
        for word in line.split():
            if word.endswith("_"):
                continue  # stands in another line
            word = word.replace("_", "").lower()
            key = _unify(word)
            spellings.setdefault(key, set()).add(number)
            if key.isascii():
                sounds.setdefault(_sounds_of_latin(key)[0], set()).add(number)
    return spellings, sounds


def _find_groups(word, sounds):
    spellings, by_sound = _get_groups()
    found = spellings.get(_unify(word))
    if not found:
        found = set().union(*(by_sound.get(sound, ()) for sound in sounds))
    return frozenset(found)


# ----------------------------------------------------------------------
# Keys of look-up
# ----------------------------------------------------------------------

CLASSES = str.maketrans("pbfvtdzsScCZkgGXxJ", "BBFVTTSSSSSSKKKKKJ")
SILENT = re.compile(r"[aeiouh]|(?<!^)v")


def _get_word_keys(token):
    """:return: what spellings of a token have in common: groups and bones of sound"""
    bones = {SILENT.sub("", sound).translate(CLASSES) for sound in token.sounds}
    bones |= {sound[:2] for sound in token.sounds if not bones - {""}}
    return {f"#{number}" for number in token.groups} | {b for b in bones if b}


def make_keys(first_name, last_name, name_native, birth_date):
    """Make the keys by which persons who may be the same are found.

    Same person, hence a key in common: the same birth date (also with day and month
    exchanged), the same year and one name, or two names. A key is no name, but it is
    made of one: it is as confidential as the name itself.

    :param first_name: text or empty
    :param last_name: text or empty
    :param name_native: name in own script, or empty
    :param birth_date: date or empty
    :return: sorted list of texts
    """
    keys = set()
    for parts in (read_name(first_name, last_name), read_name(name_native)):
        tokens = [token for tokens in parts for token in tokens]
        words = [_get_word_keys(token) for token in tokens[:MAX_TOKENS]]
        for position, left in enumerate(words):
            for right in words[position + 1 :]:
                keys |= {"p:" + "+".join(sorted((a, b))) for a in left for b in right}
            if birth_date:
                keys |= {f"y:{birth_date.year}+{word}" for word in left}
        if len(words) == 1 and not birth_date:
            keys |= {f"w:{word}" for word in words[0]}
    if birth_date and (birth_date.month, birth_date.day) != (1, 1):
        low, high = sorted((birth_date.month, birth_date.day))
        keys.add(f"d:{birth_date.year}-{low}-{high}")
    return sorted(keys)
