"""A manager's day in a real browser: intake, contact, appointment, hand-over.

At the desk and on the phone, in German; nothing scrolls sideways, no English string,
no bare reference, nothing serious for axe (issue: foundation, C1, C12, C28).
"""

from datetime import UTC, datetime, timedelta

import pytest

from tools.pictures.steps import open_action, press_header_button, settle

from .support.keys import Keys

INTAKE_KEYS = 90
SIZES = pytest.mark.parametrize(
    "phone",
    [pytest.param(False, marks=pytest.mark.long), True],
    ids=["desktop", "phone"],
)


def rarely(*names):
    """:return: parameters of screens that only the long tests look at"""
    return [pytest.param(name, marks=pytest.mark.long) for name in names]


#: actions whose records show texts for clients, in nine languages
MANY_LANGUAGES = {"integration_purpose_action"}


def first_case(rpc, login="manager1"):
    cases = rpc(login).call(
        "integration.case",
        "search_read",
        [
            ["user_id.login", "=", login],
            ["is_closed", "=", False],
            ["waiting_handover_id", "=", False],
        ],
        ["client_name", "reference"],
        limit=1,
    )
    return cases[0]


def test_intake_by_keyboard(page_as, rpc, look):
    page = page_as("manager1")
    open_action(page, "integration_case.integration_intake_action")
    keys = Keys(page)
    page.locator("[name=last_name] input").focus()
    keys.name("Beispielberger")
    keys.tab()
    keys.name("Samira")
    keys.tab(2)
    keys.type("3.2.1990")
    keys.tab()
    keys.choose("Syr")
    keys.tab()
    keys.type("01715550123")
    look(page)
    keys.press("Alt+q")
    page.locator("[name=status_id] input").wait_for()
    page.locator("[name=status_id] input").focus()
    keys.choose("Flüch")
    keys.tab()
    keys.type("1.5.2028")
    page.locator("[name=date_allocation] input").focus()
    keys.press("Tab")
    look(page)
    keys.press("Alt+q")
    page.locator("[name=appointment_start] input").wait_for()
    page.locator("[name=appointment_start] input").focus()
    page.locator(".o_datetime_picker").wait_for()
    keys.type("+3d")
    keys.tab()
    look(page)
    keys.press("Alt+q")
    page.wait_for_url("**/cases/*")
    page.get_by_role("heading", name="Beispielberger, Samira").wait_for()
    look(page)
    assert keys.count <= INTAKE_KEYS
    case = rpc("manager1").call(
        "integration.case",
        "search_read",
        [["person_id.name", "=", "Beispielberger, Samira"]],
        ["date_next_appointment", "intake_step", "client_title_until"],
    )
    assert len(case) == 1
    assert case[0]["date_next_appointment"]
    assert not case[0]["intake_step"]
    assert case[0]["client_title_until"] == "2028-05-01"


def test_intake_is_left_and_resumed(page_as, rpc, look):
    page = page_as("manager1", phone=True)
    open_action(page, "integration_case.integration_intake_action")
    page.locator("[name=last_name] input").fill("Unterbrecher")
    look(page)
    page.locator("footer button[name=action_next]:visible").click()
    page.locator("[name=concern] textarea").wait_for()
    look(page)
    case = rpc("manager1").call(
        "integration.case",
        "search_read",
        [["person_id.last_name", "=", "Unterbrecher"]],
        ["intake_step"],
    )[0]
    assert case["intake_step"] == "situation"
    page.goto(f"/odoo/cases/{case['id']}")
    action = rpc("manager1").call(
        "integration.case", "action_resume_intake", [case["id"]]
    )
    assert action["res_model"] == "integration.intake"
    step = rpc("manager1").call(
        "integration.intake", "read", [action["res_id"]], ["step", "client_name"]
    )[0]
    assert step["step"] == "situation"


@SIZES
@pytest.mark.parametrize(
    "path",
    [
        "action-integration_case.integration_case_my_day_action",
        "cases",
        "clients",
        "appointments",
        "client-consents",
        "action-integration_case.integration_handover_action",
        *rarely(
            "contacts-made",
            "action-integration_case.integration_secrecy_release_action",
            "action-integration_case.integration_household_action",
            "action-integration_case.integration_cover_action",
            "action-integration_case.integration_counselling_session_action",
            "action-integration_case.integration_case_action_evaluation",
        ),
    ],
)
def test_screens_of_a_manager(page_as, look, path, phone):
    page = page_as("manager1", phone=phone)
    page.goto(f"/odoo/{path}")
    page.locator(".o_action").first.wait_for()
    look(page)


@SIZES
@pytest.mark.parametrize(
    "action",
    [
        "integration_person_request_action",
        "integration_erasure_action",
        "integration_consent_action",
        *rarely(
            "integration_restriction_action",
            "integration_retention_rule_action",
            "integration_purpose_action",
            "integration_door_action",
            "integration_privacy_document_action",
        ),
    ],
)
def test_screens_of_the_officer(page_as, look, action, phone):
    """What the officer keeps: requests, erasures, consents, accesses (C45, C70–C74)."""
    page = page_as("dpo1", phone=phone)
    open_action(page, f"integration_case.{action}")
    look(page, login=None)
    row = page.locator(".o_data_row, .o_kanban_record:not(.o_kanban_ghost)").first
    if row.is_visible() and action not in MANY_LANGUAGES:
        row.click()
        page.locator(".o_form_view").wait_for()
        look(page, login=None)


@SIZES
def test_case_and_its_tabs(page_as, rpc, look, phone):
    case = first_case(rpc)
    page = page_as("manager1", phone=phone)
    page.goto(f"/odoo/cases/{case['id']}")
    page.get_by_role("heading", name=case["client_name"]).wait_for()
    look(page)
    for tab in ("persons", "handovers", "access", "consents"):
        page.locator(f".o_notebook a[name={tab}]").click()
        look(page)


def keep_busy(rpc, login="manager1"):
    """Plan an appointment of today, so that a second one shows the clash."""
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    rpc(login).call(
        "calendar.event",
        "create",
        {
            "name": "Dienstbesprechung",
            "start": str(now - timedelta(hours=1)),
            "stop": str(now + timedelta(hours=4)),
        },
    )


def test_plan_an_appointment(page_as, rpc, look):
    case = first_case(rpc)
    keep_busy(rpc)
    page = page_as("manager1", phone=True)
    page.goto(f"/odoo/cases/{case['id']}")
    page.get_by_role("heading", name=case["client_name"]).wait_for()
    event = rpc("manager1").call(
        "integration.case", "action_plan_appointment", [case["id"]]
    )
    assert event["res_model"] == "calendar.event"
    settle(page)
    press_header_button(page, "Termin planen")
    page.locator(".modal [name=location] input").fill("Rathaus, Zimmer 12")
    page.locator(".modal .fa-moon-o").wait_for()
    look(page)
    page.locator(".modal .o_form_button_save").click()
    page.locator(".modal").wait_for(state="detached")
    events = rpc("manager1").call(
        "calendar.event",
        "search_read",
        [["case_id", "=", case["id"]], ["location", "=", "Rathaus, Zimmer 12"]],
        ["name", "is_confidential"],
    )
    assert len(events) == 1
    assert events[0]["is_confidential"]
    assert case["reference"] in events[0]["name"]
    hidden = rpc("clerk").call(
        "calendar.event", "search_count", [["id", "=", events[0]["id"]]]
    )
    assert hidden == 0


def test_hand_over_and_accept(page_as, rpc, look):
    case = first_case(rpc)
    page = page_as("manager1")
    page.goto(f"/odoo/cases/{case['id']}")
    page.get_by_role("heading", name=case["client_name"]).wait_for()
    press_header_button(page, "Übergeben")
    page.locator(".modal [name=to_user_id] input").click()
    manager2 = rpc("manager2").info["name"]
    page.locator(".modal [name=to_user_id] input").fill(manager2)
    page.locator(".o-autocomplete--dropdown-item", has_text=manager2).first.click()
    page.locator(".modal [name=note] textarea").fill("Termin beim Jobcenter begleiten.")
    look(page)
    page.locator(".modal button[name=action_propose]").click()
    page.locator(".modal").wait_for(state="detached")

    answer = page_as("manager2")
    waiting = rpc("manager2").call(
        "integration.handover",
        "search_read",
        [["case_id", "=", case["id"]], ["state", "=", "proposed"]],
        ["display_name"],
    )
    assert [row["display_name"] for row in waiting] == [case["reference"]]
    open_action(answer, "integration_case.integration_handover_action")
    answer.get_by_text(case["reference"], exact=True).first.click()
    answer.locator("button[name=action_accept]").click()
    answer.locator("button[name=action_accept]").wait_for(state="detached")
    assert (
        rpc("manager1").call(
            "integration.case", "search_count", [["id", "=", case["id"]]]
        )
        == 0
    )
    assert (
        rpc("manager2").call(
            "integration.case", "search_count", [["id", "=", case["id"]]]
        )
        == 1
    )
