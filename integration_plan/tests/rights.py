"""Who may do what with plans and offers: as in ``integration_case`` (C56, C79).

Offers know no client. The dialog "Find an offer" names a case by its reference and
belongs to whoever opened it.
"""


def _with_case(letters):
    """:return: rights of whoever reads the case: manager the own, lead the team's."""
    return {
        "manager": {"own": letters},
        "lead": {"own": letters, "team": letters},
    }


PLANS = {
    # written as drafts; the steps have their buttons
    "integration.plan": _with_case("crw"),
    "integration.goal": _with_case("crwu"),
    "integration.measure": _with_case("crwu"),
    # noted, never changed
    "integration.goal.progress": _with_case("cr"),
    # made by the dialog with the client
    "integration.plan.agreement": _with_case("r"),
    "integration.assessment": _with_case("crwu"),
    "integration.assessment.line": _with_case("crwu"),
    "integration.review": _with_case("crw"),
    "integration.review.line": _with_case("crwu"),
    # a view of the database
    "integration.plan.coverage": _with_case("r"),
}

REFERRALS = {
    # written until it is sent; the steps have their buttons
    "integration.referral": _with_case("crwu"),
    # kept by the steps
    "integration.referral.step": _with_case("r"),
    # the recipient's side: points at no case, read with the referral
    "integration.referral.letter": _with_case("r"),
    "integration.disclosure": _with_case("r"),
    # found by the job of the day
    "integration.gap": _with_case("r"),
}
RIGHTS = {**PLANS, **REFERRALS}

#: kept for one user: a dialog on screen
OWN_ROWS = {
    "integration.plan.agree",
    "integration.plan.end",
    "integration.plan.print",
    "integration.review.appoint",
    "integration.referral.send",
    "integration.referral.answer",
    "integration.referral.print",
}

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
    "integration.life.area": CODE_LIST,
    "integration.unmet.reason": CODE_LIST,
    "integration.instrument": CODE_LIST,
    "integration.instrument.step": CODE_LIST,
    "integration.plan.template": CODE_LIST,
    "integration.plan.template.goal": CODE_LIST,
    "integration.plan.template.measure": CODE_LIST,
    "integration.plan.template.text": CODE_LIST,
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
    # names a case by its reference: the own decisions, the team's, all for the officer
    "integration.referral.override": {"manager": "r", "lead": "r", "dpo": "r"},
    # a dialog; names a case by its reference
    "integration.offer.find": {"manager": "crwu", "lead": "crwu"},
    "integration.offer.find.line": {"manager": "crwu", "lead": "crwu"},
}
