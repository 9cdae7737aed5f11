"""Countries of origin with languages and the residence statuses usual there."""

from typing import NamedTuple


class Origin(NamedTuple):
    """Where clients come from."""

    #: ISO code of the country, as in the identifiers of Odoo's countries
    country: str
    names: str
    #: ISO 639-3 of the mother tongue and of a further language, or None
    languages: tuple
    #: code of residence status → weight
    statuses: dict
    #: households in the town
    households: int


ORIGINS = (
    Origin(
        "sy",
        "levantine",
        ("apc", "arb"),
        {
            "permit_25_2_refugee": 6,
            "permit_25_2_subsidiary": 5,
            "permit_36a": 1,
            "settlement_26_3": 1,
            "permit_25_3": 1,
        },
        13,
    ),
    Origin(
        "sy",
        "kurmanji",
        ("kmr", "arb"),
        {"permit_25_2_refugee": 2, "permit_25_2_subsidiary": 3},
        4,
    ),
    Origin("ua", "ukrainian", ("ukr", "rus"), {"permit_24": 1}, 17),
    Origin(
        "af",
        "dari",
        ("prs", "pus"),
        {
            "permit_25_3": 4,
            "permit_25_2_refugee": 3,
            "permission": 2,
            "permit_22": 1,
            "permit_25b": 1,
        },
        8,
    ),
    Origin(
        "iq",
        "iraqi",
        ("acm", "ckb"),
        {
            "permit_25_2_refugee": 2,
            "permission": 2,
            "toleration_60a": 2,
            "permit_25b": 1,
        },
        5,
    ),
    Origin(
        "tr",
        "turkish",
        ("tur", "kmr"),
        {"permission": 4, "permit_25_2_refugee": 2, "permit_28": 1},
        5,
    ),
    Origin(
        "er",
        "tigrinya",
        ("tir", "arb"),
        {
            "permit_25_2_refugee": 4,
            "permit_25_2_subsidiary": 1,
            "settlement_26_3": 1,
        },
        4,
    ),
    Origin(
        "so",
        "somali",
        ("som", "eng"),
        {"permit_25_2_subsidiary": 2, "permit_25_3": 2, "permission": 1},
        3,
    ),
    Origin(
        "ng",
        "nigerian",
        ("eng", "ibo"),
        {"toleration_60a": 2, "permission": 1, "permit_25_3": 1, "permit_25b": 1},
        3,
    ),
    Origin(
        "gm",
        "gambian",
        ("mnk", "eng"),
        {
            "toleration_60c": 2,
            "toleration_60d": 1,
            "permit_25b": 1,
            "toleration_60a": 1,
        },
        3,
    ),
    Origin(
        "ir",
        "persian",
        ("fas", "eng"),
        {"permit_25_2_refugee": 2, "permit_25_1": 1, "permission": 1},
        2,
    ),
    Origin(
        "pk",
        "urdu",
        ("urd", "pan"),
        {"permission": 1, "toleration_60a": 1, "toleration_60d": 1},
        2,
    ),
    Origin(
        "ge",
        "georgian",
        ("kat", "rus"),
        {"toleration_60a": 1, "permission": 1},
        1,
    ),
)

#: statuses of a procedure or of people obliged to leave, valid for months only
SHORT_STATUSES = {
    "permission",
    "toleration_60a",
    "toleration_60c",
    "toleration_60d",
}
#: statuses that never end
ENDLESS_STATUSES = {"settlement_26_3"}
