"""Who may do what with volunteers: as in ``integration_case`` (C56, C79).

Nothing here knows a client, except what stands on the case's side.
"""

COORDINATOR = {"coordinator": "crwu"}
CODE_LIST = {"coordinator": "r", "stats": "r", "config": "crwu"}


def _with_case(letters):
    """:return: rights of whoever reads the case: manager the own, lead the team's."""
    return {
        "manager": {"own": letters},
        "lead": {"own": letters, "team": letters},
    }


RIGHTS = {
    # the only place that knows for whom a volunteer helps
    "integration.engagement": _with_case("crwu"),
    # kept by the steps
    "integration.engagement.release": _with_case("r"),
}

#: read by the coordination, kept by the configuration
TABLE = {"coordinator": "r", "config": "crwu"}
#: kept by steps and buttons
BY_BUTTONS = {"coordinator": "r"}
DIALOG = {"coordinator": "crwu"}

#: kept for one user: a dialog on screen
OWN_ROWS = {"integration.engagement.ask", "integration.engagement.send"}

#: read by managers through the engagements of their cases only, see
#: ``test_engagement_rights``
HELPED = {**COORDINATOR, "manager": "r", "lead": "r"}

#: read by managers as the engagement, or if they have asked for it themselves
THROUGH_CASE = {
    "integration.volunteer.request",
    "integration.volunteer.tandem",
    "integration.volunteer.meeting",
}
WITHOUT_CLIENT = {
    "integration.volunteer": COORDINATOR,
    "integration.volunteer.language": COORDINATOR,
    "integration.volunteer.availability": COORDINATOR,
    "integration.volunteer.absence": COORDINATOR,
    # kept by shifts, requests and tandems
    "integration.volunteer.booking": {"coordinator": "r"},
    "integration.volunteer.ability": CODE_LIST,
    "integration.clearance.type": CODE_LIST,
    "integration.clearance.requirement": CODE_LIST,
    # corrected by new rows; changed on the day of entry only
    "integration.volunteer.clearance": COORDINATOR,
    # counts, noted by the system
    "integration.volunteer.deletion": {"coordinator": "r"},
    # dialogs of one user
    "integration.volunteer.anonymise": COORDINATOR,
    "integration.volunteer.import": COORDINATOR,
    "integration.volunteer.import.row": {"coordinator": "r"},
    "integration.tandem.end.reason": {**CODE_LIST, "manager": "r", "lead": "r"},
    "integration.volunteer.tandem": HELPED,
    "integration.volunteer.meeting": HELPED,
    # managers choose one when they ask for help
    "integration.volunteer.task": {**CODE_LIST, "manager": "r", "lead": "r"},
    "integration.volunteer.shift": COORDINATOR,
    "integration.volunteer.shift.role": COORDINATOR,
    "integration.volunteer.shift.series": COORDINATOR,
    "integration.volunteer.shift.series.role": COORDINATOR,
    "integration.volunteer.shift.exception": COORDINATOR,
    # dialogs of the one who opened them
    "integration.volunteer.shift.change": COORDINATOR,
    "integration.volunteer.shift.put": COORDINATOR,
    # kept by their steps
    "integration.volunteer.signup": {"coordinator": "r"},
    "integration.volunteer.signup.step": {"coordinator": "r"},
    # hours and money
    "integration.attendance.effect": TABLE,
    "integration.volunteer.attendance": BY_BUTTONS,
    "integration.volunteer.hours": {"coordinator": "crw"},
    "integration.volunteer.hours.lock": BY_BUTTONS,
    "integration.volunteer.hours.lock.step": BY_BUTTONS,
    "integration.volunteer.rate": TABLE,
    "integration.volunteer.card.criterion": TABLE,
    "integration.volunteer.payer.declaration": {"coordinator": "cr"},
    # finance reads what was approved
    "integration.volunteer.voucher": {"coordinator": "r", "settlement": "r"},
    "integration.volunteer.voucher.line": BY_BUTTONS,
    # sent by a dialog, answered by link
    "integration.volunteer.confirmation": BY_BUTTONS,
    "integration.volunteer.confirmation.line": BY_BUTTONS,
    "integration.volunteer.confirmation.ask": DIALOG,
    "integration.volunteer.hours.reason": DIALOG,
    "integration.volunteer.voucher.make": DIALOG,
    "integration.volunteer.voucher.pay": {**DIALOG, "settlement": "crwu"},
    "integration.volunteer.certificate": DIALOG,
    # who asks reads and writes the own ones
    "integration.volunteer.request": {**COORDINATOR, "manager": "crw", "lead": "crw"},
    "integration.volunteer.request.ask": BY_BUTTONS,
    "integration.volunteer.request.cancel": {
        **DIALOG,
        "manager": "crwu",
        "lead": "crwu",
    },
    "integration.volunteer.request.suggest": DIALOG,
    "integration.volunteer.request.suggest.line": DIALOG,
}
