"""The coordination's screens in a real browser, in German (V1-V28, G3).

What is looked at on each screen says the fixture ``look``.
"""

import pytest

from tools.pictures import volunteers
from tools.pictures.steps import open_action

VOLUNTEER = "integration_volunteer"
GRANT = "integration_grant"
#: action → who looks, whether a record is opened too
SCREENS = {
    f"{VOLUNTEER}.integration_volunteer_action": ("coordinator1", True),
    f"{VOLUNTEER}.integration_volunteer_request_action": ("coordinator1", True),
    f"{VOLUNTEER}.integration_volunteer_shift_action": ("coordinator1", False),
    f"{VOLUNTEER}.integration_volunteer_tandem_action": ("coordinator1", True),
    f"{VOLUNTEER}.integration_volunteer_hours_action": ("coordinator1", True),
    f"{GRANT}.integration_programme_version_action": ("finance1", True),
}
#: looked at by the long tests
RARE_SCREENS = {
    f"{VOLUNTEER}.integration_volunteer_booking_action": ("coordinator1", False),
    f"{VOLUNTEER}.integration_volunteer_shift_series_action": ("coordinator1", True),
    f"{VOLUNTEER}.integration_volunteer_signup_action": ("coordinator1", True),
    f"{VOLUNTEER}.integration_volunteer_clearance_action": ("coordinator1", True),
    f"{VOLUNTEER}.integration_volunteer_absence_action": ("coordinator1", False),
    f"{VOLUNTEER}.integration_volunteer_meeting_action": ("coordinator1", True),
    f"{VOLUNTEER}.integration_volunteer_attendance_action": ("coordinator1", True),
    f"{VOLUNTEER}.integration_volunteer_voucher_action": ("coordinator1", True),
    f"{VOLUNTEER}.integration_volunteer_hours_lock_action": ("coordinator1", True),
    f"{VOLUNTEER}.integration_volunteer_rate_action": ("config1", True),
    f"{VOLUNTEER}.integration_clearance_type_action": ("config1", True),
    f"{VOLUNTEER}.integration_clearance_requirement_action": ("config1", False),
    f"{VOLUNTEER}.integration_volunteer_request_action_mine": ("manager1", False),
    f"{GRANT}.integration_programme_action": ("finance1", True),
    f"{GRANT}.integration_programme_rate_action": ("auditor1", False),
    f"{GRANT}.integration_programme_deadline_action": ("auditor1", False),
    f"{GRANT}.integration_base_rate_action": ("finance1", False),
}
ROW = ".o_data_row, .o_kanban_record:not(.o_kanban_ghost)"
SIZES = pytest.mark.parametrize(
    "phone",
    [pytest.param(False, marks=pytest.mark.long), True],
    ids=["desktop", "phone"],
)


@SIZES
@pytest.mark.parametrize(
    "action",
    [*SCREENS, *(pytest.param(name, marks=pytest.mark.long) for name in RARE_SCREENS)],
)
def test_screens(page_as, look, action, phone):
    login, opens = (SCREENS | RARE_SCREENS)[action]
    page = page_as(login, phone=phone)
    open_action(page, action)
    look(page, None)
    if opens:
        page.locator(ROW).first.click()
        page.locator(".o_form_view").wait_for()
        look(page, None)


@SIZES
def test_suggestions(page_as, look, phone):
    """Who fits a request, each with the reasons (V18)."""
    page = page_as("coordinator1", phone=phone)
    volunteers.suggestions(page)
    look(page, None)


@SIZES
def test_tab_of_the_case(page_as, look, phone):
    """What the manager sees of volunteers in a client's file (C13)."""
    page = page_as("manager1", phone=phone)
    volunteers.case_tab(page)
    look(page)
