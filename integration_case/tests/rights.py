"""Who may do what: one declaration for all models that lead to a client (C56, C79).

``RIGHTS``: model → role → what the role may do with records of each scope. Letters:
``c`` create, ``r`` read, ``w`` write and attach files, ``u`` unlink, ``a`` attach files
where nothing is written. Scopes, as the role sees them:

``own``      a case the user manages
``team``     a case of a colleague of the same team, which does not share its cases
``foreign``  a case of another team
``other``    a case of another company

Roles and scopes that are not named may do nothing. A model with a path to a case or a
client that is in none of the tables fails ``test_security``.
"""

SCOPES = ("own", "team", "foreign", "other")

#: roles without any right on records of a client
OUTSIDERS = ("clerk", "config", "dpo", "stats", "admin")


def _with_case(letters):
    """:return: rights of whoever reads the case: manager the own, lead the team's."""
    return {
        "manager": {"own": letters},
        "lead": {"own": letters, "team": letters},
    }


RIGHTS = {
    "integration.case": _with_case("crw"),
    "integration.person": _with_case("rw"),
    "integration.residence.title": _with_case("crwu"),
    # a level that somebody else has entered is never taken back
    "integration.person.language": {
        "manager": {"own": "crwu"},
        "lead": {"own": "crwu", "team": "crw"},
    },
    "integration.person.occupation": _with_case("crwu"),
    "integration.person.interest": _with_case("crwu"),
    "integration.person.gender": _with_case("crwu"),
    "integration.person.qualification": _with_case("crwu"),
    "integration.person.benefit": _with_case("crwu"),
    "integration.person.accommodation": _with_case("crwu"),
    "integration.household": _with_case("crw"),
    "integration.household.member": _with_case("crwu"),
    # a contact is corrected by its author only
    "integration.counselling": {
        "manager": {"own": "crwu"},
        "lead": {"own": "crwu", "team": "cra"},
    },
    "integration.counselling.topic": {
        "manager": {"own": "crwu"},
        "lead": {"own": "crwu", "team": "ra"},
    },
    # added, never changed nor taken back
    "integration.counselling.addendum": _with_case("cr"),
    # answered or withdrawn, not changed
    "integration.handover": _with_case("cra"),
    # revoked, not changed
    "integration.person.distinct": _with_case("cr"),
    "integration.transfer": _with_case("r"),
    # made by the dialog with the client; the officer reads the facts
    "integration.consent": {
        **_with_case("r"),
        "dpo": {"own": "r", "team": "r", "foreign": "r"},
    },
    "integration.consent.evidence": _with_case("r"),
    # entered once, then only ended
    "integration.secrecy.release": _with_case("cr"),
    # opened from the case; the officer sees that accesses exist
    "integration.door": {
        **_with_case("rw"),
        "dpo": {"own": "r", "team": "r", "foreign": "r"},
    },
    # set by the lead, lifted by lead or officer, who reads all
    "integration.restriction": {
        "manager": {"own": "r"},
        "lead": {"own": "cr", "team": "cr"},
        "dpo": {"own": "r", "team": "r", "foreign": "r"},
    },
    # the officer answers by buttons
    "integration.person.request": {
        **_with_case("crw"),
        "dpo": {"own": "r", "team": "r", "foreign": "r"},
    },
    "calendar.event": _with_case("crwu"),
    "calendar.attendee": _with_case("crwu"),
    "calendar.recurrence": _with_case("rwu"),
    "mail.activity": _with_case("crwu"),
}

#: kept for one user: a dialog on screen, an upload
OWN_ROWS = {
    "integration.finder",
    "integration.case.close",
    "integration.consent.take",
    "integration.consent.take.line",
    "integration.counselling.session.record",
    "integration.door.code",
    "integration.handover.answer",
    "integration.handover.propose",
    "integration.intake",
    "integration.person.add",
    "integration.person.duplicate",
    "integration.person.merge",
    "integration.person.merge.line",
    "integration.person.paper",
    "integration.person.request.step",
    "integration.transfer.send",
    "integration.transfer.receive",
    "integration.import",
    "integration.import.column",
    "integration.import.row",
}

#: of these, dialogs that the officer opens as well
OFFICER_DIALOGS = {"integration.person.request.step"}

#: models whose texts the officer reads too: they are written to her
OFFICER_TEXTS = {"integration.person.request", "integration.restriction"}

#: core's dialogs; the reference guard keeps foreign records out of them
CORE_DIALOGS = {"calendar.popover.delete.wizard"}

#: rows of core that hang on a case by model name and id; they follow it
BY_DOCUMENT = {
    "integration.access": _with_case("r"),
    "ir.attachment": _with_case("crwu"),
    "mail.message": _with_case("crwu"),
    "mail.followers": _with_case("r"),
}

#: models with a discussion: who reads a record may write there
WITH_DISCUSSION = {"integration.case", "integration.person.request", "calendar.event"}

#: read by everyone who works with cases or their figures, kept by the configuration
CODE_LIST = {
    "manager": "r",
    "lead": "r",
    "dpo": "r",
    "stats": "r",
    "config": "crwu",
}

#: ours, without a path to a client (code lists, headers without a person): role →
#: letters, for all records of the own authority
WITHOUT_CLIENT = {
    "integration.accommodation.kind": CODE_LIST,
    "integration.benefit.kind": CODE_LIST,
    "integration.case.stage": CODE_LIST,
    "integration.closure.reason": CODE_LIST,
    "integration.counselling.session": {"manager": "crw", "lead": "crw"},
    # the own ones; a lead's team's
    "integration.cover": {"manager": "crw", "lead": "crw"},
    "integration.data.class": CODE_LIST,
    "integration.interest": CODE_LIST,
    # worded by the officer, read by everybody who asks for a consent
    "integration.purpose": {"manager": "r", "lead": "r", "config": "r", "dpo": "crw"},
    "integration.purpose.text": {
        "manager": "r",
        "lead": "r",
        "config": "r",
        "dpo": "crwu",
    },
    "integration.residence.status": CODE_LIST,
    "integration.topic": CODE_LIST,
    # the officer's; what is in force binds all who work with the data
    "integration.retention.rule": {
        "manager": "r",
        "lead": "r",
        "config": "r",
        "dpo": "crwu",
    },
    # name a person by her reference; steps have their buttons
    "integration.erasure": {"lead": "r", "dpo": "r"},
    "integration.erasure.line": {"lead": "r", "dpo": "r"},
    # a dialog; names what it is about by a number
    "integration.rights.reason": {"lead": "crwu", "dpo": "crwu"},
    # a dialog; names a case by its reference
    "integration.access.exclude": {"lead": "crwu", "dpo": "crwu"},
    "integration.privacy.document": {"dpo": "crwu"},
    "integration.finder.turn": {"dpo": "r"},
    "integration.person.lookup": {"dpo": "r"},
    # rows of base about cases: the own ones, and those of the teams one leads
    "integration.emergency": {"manager": "r", "lead": "r", "dpo": "r"},
    "integration.access.lock": {"lead": "r", "dpo": "r"},
}

#: role client-token: what a client reads (``r``), makes (``c``) and ends (``w``) of her
#: own file at her door, by values only; all other models show her nothing
CLIENT_TOKEN = {
    "integration.consent": "crw",
    "integration.consent.evidence": "c",
    # read, and taken back
    "integration.secrecy.release": "rw",
    "integration.handover": "r",
    "integration.transfer": "r",
    "calendar.event": "r",
    "ir.attachment": "r",
    "mail.activity": "c",
    "mail.message": "c",
}
