"""Who may do what: one declaration for all models that lead to a client (C56, C79).

``RIGHTS``: model → role → what the role may do with records of each scope. Letters:
``c`` create, ``r`` read, ``w`` write, ``u`` unlink. Scopes, as the role sees them:

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
    "integration.person.qualification": _with_case("crwu"),
    "integration.person.benefit": _with_case("crwu"),
    "integration.person.accommodation": _with_case("crwu"),
    "integration.household": _with_case("rw"),
    "integration.household.member": _with_case("crwu"),
    # a contact is corrected by its author only
    "integration.counselling": {
        "manager": {"own": "crwu"},
        "lead": {"own": "crwu", "team": "cr"},
    },
    "integration.counselling.topic": {
        "manager": {"own": "crwu"},
        "lead": {"own": "crwu", "team": "r"},
    },
    # added, never changed nor taken back
    "integration.counselling.addendum": _with_case("cr"),
    # answered or withdrawn, not changed
    "integration.handover": _with_case("cr"),
    # revoked, not changed
    "integration.person.distinct": _with_case("cr"),
    "integration.transfer": _with_case("r"),
    "calendar.event": _with_case("crwu"),
    "calendar.attendee": _with_case("crwu"),
    "calendar.recurrence": _with_case("rwu"),
    "mail.activity": _with_case("crwu"),
}

#: kept for one user: a dialog on screen, an upload
OWN_ROWS = {
    "integration.finder",
    "integration.case.close",
    "integration.counselling.session.record",
    "integration.handover.answer",
    "integration.handover.propose",
    "integration.intake",
    "integration.person.add",
    "integration.person.duplicate",
    "integration.person.merge",
    "integration.person.merge.line",
    "integration.transfer.send",
    "integration.transfer.receive",
    "integration.import",
    "integration.import.column",
    "integration.import.row",
}

#: core's dialogs; the reference guard keeps foreign records out of them
CORE_DIALOGS = {"calendar.popover.delete.wizard"}

#: ours, without a path to a client: code lists, engines, headers without a person
WITHOUT_CLIENT = {
    "integration.access",  # tested with the engine
    "integration.access.exclude",  # names a case by its reference
    "integration.access.lock",
    "integration.access.log",
    "integration.access.seal",
    "integration.egress",
    "integration.emergency",
    "integration.finder.turn",
    "integration.accommodation.kind",
    "integration.benefit.kind",
    "integration.case.stage",
    "integration.closure.reason",
    "integration.counselling.session",
    "integration.cover",
    "integration.indicator",
    "integration.indicator.breakdown",
    "integration.indicator.evaluate",
    "integration.indicator.result",
    "integration.interest",
    "integration.language",
    "integration.occupation",
    "integration.person.lookup",
    "integration.residence.status",
    "integration.rule.value",
    "integration.team",
    "integration.topic",
}
