"""What a package for another authority holds; the same table writes and reads it.

Fields are named as in Odoo, codes of lists stand for their records: ISO 3166 for
countries, ISO 639-3 for languages, KldB for occupations, our own codes elsewhere.
"""

PERSON = (
    *("last_name", "first_name", "name_native", "birth_date", "birth_date_estimated"),
    *("gender", "nationality_id", "phone", "email", "messenger"),
    *("street", "zip", "city", "interpreter_need", "interpreter_language_id"),
)
# covered persons go with their base data only
COVERED = PERSON[:7]
FACTS = {
    "title_ids": (
        *("status_id", "date_from", "date_until", "is_fictional", "office", "note"),
    ),
    "language_ids": (
        *("language_id", "is_native", "listening", "speaking", "reading", "writing"),
        *("assessed_on", "assessment", "certificate", "certificate_level"),
        "certificate_date",
    ),
    "occupation_ids": ("occupation_id", "kind", "country_id", "years", "employer"),
    "qualification_ids": (
        *("name", "kind", "country_id", "occupation_id", "has_certificate"),
        *("recognition_state", "recognition_office", "recognition_date"),
    ),
    "benefit_ids": ("kind_id", "date_from", "date_until", "office", "note"),
    "accommodation_ids": (
        *("kind_id", "date_from", "date_until", "street", "zip", "city"),
        *("persons", "rooms"),
    ),
}
CASE = (
    *("mode", "date_open", "date_entry", "date_allocation", "date_first_talk"),
    *("is_extended", "extension_reason"),
)
CASE_NOTES = ("concern",)
CONTACT = (
    *("date", "minutes", "kind", "outcome", "language_id", "interpreter", "result"),
    "topic_ids",
)
CONTACT_NOTES = ("note", "addendum_ids")

#: classes of data (``integration.data.class``) the client's consent has to cover
CLASSES = {
    "gender": "gender",
    "title_ids": "residence",
    "language_ids": "languages",
    "occupation_ids": "occupations",
    "qualification_ids": "occupations",
    "benefit_ids": "living",
    "accommodation_ids": "living",
}
