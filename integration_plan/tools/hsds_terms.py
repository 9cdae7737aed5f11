"""Words that HSDS 3.0 knows, and ours beside them.

What HSDS has no field for (levels, childcare, free places …) is written as an
attribute whose taxonomy is :data:`TAXONOMY`; readers that do not know it pass over it.
"""

TAXONOMY = "integration-offer"
STATUSES = ("active", "inactive", "defunct", "temporarily closed")
FREQUENCIES = {"WEEKLY": "weekly", "MONTHLY": "monthly", "DAILY": "daily"}
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PLACE_KINDS = ("physical", "postal", "virtual")

#: fields of ours written as attributes: one value
VALUE_ATTRIBUTES = (
    *("gender", "zips", "level_needed", "level_reached", "level_language"),
    *("capacity_state", "places_free", "places_total", "capacity_on", "childcare"),
    *("cost_kind", "format", "date_start", "date_end", "work_permit"),
    *("accessibility_note", "document_note"),
)
#: … several values
LIST_ATTRIBUTES = ("targets", "status_groups", "accessibility", "interests")
NUMBERS = ("places_free", "places_total")
#: closed lists of ours; other words are not known
CLOSED = {
    "gender": ("female", "male"),
    "level_needed": ("alpha", "a0", "a1", "a2", "b1", "b2", "c1", "c2"),
    "level_reached": ("alpha", "a0", "a1", "a2", "b1", "b2", "c1", "c2"),
    "capacity_state": ("free", "waiting", "full", "unknown"),
    "childcare": ("yes", "ask", "none"),
    "cost_kind": ("free", "partly", "paid"),
    "format": ("presence", "online", "both"),
}
#: ISO 639-1 codes that data in the field carry
LANGUAGES = {
    "ar": "ara",
    "bg": "bul",
    "bs": "bos",
    "ckb": "ckb",
    "de": "deu",
    "en": "eng",
    "es": "spa",
    "fa": "fas",
    "fr": "fra",
    "hr": "hrv",
    "hu": "hun",
    "it": "ita",
    "ka": "kat",
    "ku": "kmr",
    "pl": "pol",
    "ps": "pus",
    "pt": "por",
    "ro": "ron",
    "ru": "rus",
    "so": "som",
    "sq": "sqi",
    "sr": "srp",
    "sk": "slk",
    "ti": "tir",
    "tr": "tur",
    "uk": "ukr",
    "ur": "urd",
    "vi": "vie",
    "zh": "zho",
}


def get_language(code):
    """:return: ISO 639-3 code of a code or tag like ``de-DE``"""
    short = str(code or "").lower().replace("_", "-").partition("-")[0]
    return LANGUAGES.get(short, short)
