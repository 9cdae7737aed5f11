"""Plans, offers and referrals in a real browser, in German: as a careful person looks.

What is looked at on each screen says the fixture ``look`` (C14–C44, O1–O12).
"""

import pytest

from tools.pictures import plans
from tools.pictures.steps import open_action

#: action → who looks, whether a record is opened too
SCREENS = {
    "integration_plan_action": ("manager1", True),
    "integration_goal_action": ("manager1", True),
    "integration_review_action": ("manager1", True),
    "integration_offer_action": ("manager1", True),
    "integration_referral_action": ("manager1", True),
}
#: looked at by the long tests
RARE_SCREENS = {
    "integration_assessment_action": ("manager1", True),
    "integration_plan_coverage_action": ("lead1", False),
    "integration_gap_action": ("lead1", False),
    "integration_offer_import_action": ("lead1", False),
    "integration_referral_override_action": ("dpo1", False),
    "integration_plan_template_action": ("config1", True),
    "integration_instrument_action": ("config1", False),
}
STEPS = (plans.case_plan, plans.answer_plan, plans.find_offer, plans.preview)
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
    reader = login if login == "manager1" else None
    page = page_as(login, phone=phone)
    open_action(page, f"integration_plan.{action}")
    look(page, reader)
    if opens:
        page.locator(ROW).first.click()
        page.locator(".o_form_view").wait_for()
        look(page, reader)


@SIZES
@pytest.mark.parametrize("steps", STEPS, ids=lambda steps: steps.__name__)
def test_dialogs(page_as, look, steps, phone):
    page = page_as("manager1", phone=phone)
    steps(page)
    look(page)


@SIZES
def test_page_of_a_partner_body(page_as, look, phone):
    """In the portal, with an account (C44)."""
    page = page_as("partner1", phone=phone)
    page.goto("/my/referrals")
    look(page, None)
    plans.partner_page(page)
    look(page, None)


@SIZES
def test_page_of_a_recipient(page_as, look, phone):
    """By a link, without an account (C42)."""
    page = page_as("manager1", phone=phone)
    plans.recipient_page(page)
    look(page, None)
