"""Words of the client's door, by ISO 639-3; not of the interface.

German and English are worded here, the other languages are drafts to be confirmed by
somebody who speaks them. A test compares keys and placeholders of all of them.
"""

from typing import NamedTuple

from .reading import READ
from . import ara, deu, eng, fas, fra, rus, tir, tur, ukr


class Language(NamedTuple):
    """One language of the door."""

    #: ISO 639-3, as in ``integration.language``
    code: str
    #: ISO 639-1, as in a page's ``lang``
    tag: str
    #: its own name for itself
    name: str
    words: dict
    direction: str = "ltr"


LANGUAGES = {
    language.code: language
    for language in (
        Language("deu", "de", "Deutsch", deu.WORDS),
        Language("eng", "en", "English", eng.WORDS),
        Language("ara", "ar", "العربية", ara.WORDS, "rtl"),
        Language("fas", "fa", "فارسی", fas.WORDS, "rtl"),
        Language("ukr", "uk", "Українська", ukr.WORDS),
        Language("rus", "ru", "Русский", rus.WORDS),
        Language("tur", "tr", "Türkçe", tur.WORDS),
        Language("tir", "ti", "ትግርኛ", tir.WORDS),
        Language("fra", "fr", "Français", fra.WORDS),
    )
}
GERMAN = LANGUAGES["deu"]


def choose(wanted):
    """Return the language of a code or tag, German if there is none of it.

    :param str wanted: ISO 639-3 or 639-1 code, or what a browser says it likes
    """
    wanted = READ.get(wanted, wanted)
    if wanted in LANGUAGES:
        return LANGUAGES[wanted]
    tags = {language.tag: language for language in LANGUAGES.values()}
    for part in str(wanted or "")[:200].split(","):
        tag = part.partition(";")[0].strip().partition("-")[0].lower()
        if tag in tags:
            return tags[tag]
    return GERMAN
