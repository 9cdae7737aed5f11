"""Who may do what with plans: declared as in ``integration_case`` (C56, C79)."""


def _with_case(letters):
    """:return: rights of whoever reads the case: manager the own, lead the team's."""
    return {
        "manager": {"own": letters},
        "lead": {"own": letters, "team": letters},
    }


RIGHTS = {
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

#: kept for one user: a dialog on screen
OWN_ROWS = {
    "integration.plan.agree",
    "integration.plan.end",
    "integration.plan.print",
    "integration.review.appoint",
}

CODE_LIST = {
    "manager": "r",
    "lead": "r",
    "dpo": "r",
    "stats": "r",
    "config": "crwu",
}
WITHOUT_CLIENT = {
    "integration.life.area": CODE_LIST,
    "integration.unmet.reason": CODE_LIST,
    "integration.instrument": CODE_LIST,
    "integration.instrument.step": CODE_LIST,
    "integration.plan.template": CODE_LIST,
    "integration.plan.template.goal": CODE_LIST,
    "integration.plan.template.measure": CODE_LIST,
}
