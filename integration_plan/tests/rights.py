"""Who may do what with the models of this addon (C79); see integration_case.

Offers know no client. The dialog "Find an offer" names a case by its reference and
belongs to whoever opened it.
"""

#: read by everyone who works with cases or their figures, kept by the configuration
CODE_LIST = {
    "manager": "r",
    "lead": "r",
    "dpo": "r",
    "stats": "r",
    "config": "crwu",
}
#: kept by all who work with offers; figures read them
OFFER_PART = {"manager": "crwu", "lead": "crwu", "config": "crwu", "stats": "r"}
#: rows of the engine, decided on by buttons
BY_BUTTONS = {"manager": "r", "lead": "r", "config": "r"}

WITHOUT_CLIENT = {
    "integration.holiday": CODE_LIST,
    "integration.offer.kind": CODE_LIST,
    "integration.offer.target": CODE_LIST,
    "integration.offer.document": CODE_LIST,
    "integration.offer.accessibility": CODE_LIST,
    "integration.offer.status.group": CODE_LIST,
    # put away by everybody, deleted by lead and configuration
    "integration.offer": {**OFFER_PART, "manager": "crw"},
    "integration.offer.place": OFFER_PART,
    "integration.offer.location": OFFER_PART,
    "integration.offer.schedule": OFFER_PART,
    "integration.offer.exception": OFFER_PART,
    "integration.offer.source": {
        "manager": "r",
        "lead": "crwu",
        "config": "crwu",
        "stats": "r",
    },
    # a file changes many offers at once
    "integration.offer.import": {"lead": "crwu", "config": "crwu"},
    "integration.offer.import.row": {"lead": "r", "config": "r"},
    "integration.offer.import.change": {"lead": "rw", "config": "rw"},
    "integration.offer.request": BY_BUTTONS,
    "integration.offer.proposal": BY_BUTTONS,
    # a dialog; names a case by its reference
    "integration.offer.find": {"manager": "crwu", "lead": "crwu"},
    "integration.offer.find.line": {"manager": "crwu", "lead": "crwu"},
}
