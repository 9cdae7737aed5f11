"""What the pictures in docs/screenshots show: one function each.

A function gets the page of a logged-in user and leaves it as the picture shall show
it. It runs twice, on a desktop and on a phone.
"""

from collections.abc import Callable
from typing import NamedTuple

CASE = "integration_case"
BASE = "integration_base"


class Shot(NamedTuple):
    """One picture, taken on a desktop and on a phone."""

    #: file name without ending
    name: str
    #: demo log-in; None: not logged in
    login: str
    steps: Callable


# ----------------------------------------------------------------------
# Helpers
# ----------------------------------------------------------------------


def call(page, model, method, *args, **kwargs):
    """Return what a model's method gives to the page's user."""
    params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
    answer = page.request.post(
        f"/web/dataset/call_kw/{model}/{method}",
        data={"jsonrpc": "2.0", "method": "call", "params": params},
    ).json()
    return answer["result"]


def open_action(page, xmlid, selector=".o_action"):
    page.goto(f"/odoo/action-{xmlid}")
    page.locator(selector).first.wait_for()


def family_case(page):
    """Return a lively case of the user with a family."""
    cases = call(
        *(page, "integration.case", "search_read"),
        [("is_closed", "=", False), ("user_id", "=", user_id(page))],
        ["person_ids", "person_id", "client_name", "counselling_count"],
    )
    return max(cases, key=lambda c: (len(c["person_ids"]), c["counselling_count"]))


def user_id(page):
    answer = page.request.post("/web/session/get_session_info", data={"params": {}})
    return answer.json()["result"]["uid"]


def open_case(page):
    case = family_case(page)
    page.goto(f"/odoo/cases/{case['id']}")
    page.get_by_role("heading", name=case["client_name"]).wait_for()
    return case


def press_header_button(page, name):
    """Press a button of a form's head, which a phone hides in a menu."""
    button = page.locator(f".o_form_view button[name='{name}']:visible")
    page.wait_for_load_state("networkidle")
    if not button.count():
        page.locator(
            ".o_statusbar_buttons .dropdown-toggle, .o_cp_action_menus .dropdown-toggle"
        ).first.click()
        button = page.locator(f"button[name='{name}']:visible")
    button.first.click()


def choose(page, field, text):
    """Choose a record in a many2one field."""
    page.locator(f"[name={field}] input").first.fill(text)
    page.locator(".o-autocomplete--dropdown-item", has_text=text).first.click()


# ----------------------------------------------------------------------
# Everybody
# ----------------------------------------------------------------------


def login_page(page):
    page.goto("/web/login")
    page.get_by_label("Passwort", exact=True).wait_for()


# ----------------------------------------------------------------------
# A manager's day
# ----------------------------------------------------------------------


def my_day(page):
    open_action(page, f"{CASE}.integration_case_my_day_action", ".o_integration_card")


def intake_who(page):
    open_action(page, f"{CASE}.integration_intake_action", "[name=last_name] input")
    page.locator("[name=last_name] input").fill("Al Hamid")
    page.locator("[name=first_name] input").fill("Samira")
    page.locator("[name=name_native] input").fill("سميرة الحامد")
    page.locator("[name=birth_date] input, [name=birth_date] button").first.click()
    page.keyboard.type("03.02.1990")
    page.keyboard.press("Tab")
    choose(page, "nationality_id", "Syrien")
    page.locator("[name=phone] input").fill("0171 3920099")
    page.locator("[name=city] input").fill("Musterstadt")


def intake_situation(page):
    intake_who(page)
    page.locator("button[name=action_next]:visible").click()
    page.locator("[name=concern] textarea").wait_for()
    choose(page, "status_id", "Flüchtlingseigenschaft")
    page.locator("[name=concern] textarea").fill(
        "Sucht einen Integrationskurs mit Kinderbetreuung."
    )


def intake_appointment(page):
    intake_situation(page)
    page.locator("button[name=action_next]:visible").click()
    page.locator("[name=appointment_location] input").wait_for()
    page.locator("[name=appointment_location] input").fill("Rathaus, Zimmer 112")


def record_contact(page):
    case = open_case(page)
    press_header_button(page, "action_record_contact")
    page.locator(".o_integration_quick_form").wait_for()
    page.get_by_label("Notiz").fill(
        "Weiterbewilligungsantrag ausgefüllt, Nachweise kopiert."
    )
    page.get_by_role("button", name="30", exact=True).click()
    page.get_by_role("heading", name=case["client_name"]).scroll_into_view_if_needed()


def case_timeline(page):
    open_case(page)
    page.locator(".o_integration_timeline").first.wait_for()


def case_tab(name):
    def steps(page):
        open_case(page)
        page.locator(f".o_notebook a[name={name}]").click()
        page.locator(f".o_notebook a[name={name}]").scroll_into_view_if_needed()

    return steps


def plan_appointment(page):
    open_case(page)
    press_header_button(page, "action_plan_appointment")
    page.locator(".modal [name=location] input").fill("Rathaus, Zimmer 112")


def calendar(page):
    page.goto("/odoo/appointments")
    page.locator(".fc-event").first.wait_for()


def propose_handover(page):
    open_case(page)
    page.wait_for_load_state("networkidle")
    button = page.get_by_role("button", name="Übergeben")
    if not button.is_visible():
        page.locator(".o_statusbar_buttons .dropdown-toggle").first.click()
        button = page.get_by_role("menuitem", name="Übergeben").or_(button)
    button.first.click()
    choose(page, "to_user_id", "Tobias Maier")
    page.locator("[name=note] textarea").fill(
        "Umzug nach Seedorf. Kitaplatz ist zugesagt, der Antrag beim Jobcenter läuft."
    )


def answer_handover(page):
    waiting = call(
        *(page, "integration.handover", "search"),
        [("state", "=", "proposed"), ("to_user_id", "=", user_id(page))],
    )
    page.goto(f"/odoo/action-{CASE}.integration_handover_action/{waiting[0]}")
    page.locator("[name=note]").first.wait_for()


def case_view(kind):
    def steps(page):
        page.goto("/odoo/cases")
        page.locator(".o_action").first.wait_for()
        if kind != "list" and page.locator(".o_switch_view").first.is_visible():
            page.locator(f".o_switch_view.o_{kind}").click()
        elif kind != "list" or not page.locator(".o_list_view").count():
            page.locator(".o_cp_switch_buttons .dropdown-toggle").click()
            page.locator(
                f".o_switch_view.o_{kind}, .dropdown-item .o_{kind}, "
                f".dropdown-item:has(.oi-view-{kind})"
            ).first.click()
        page.locator(f".o_{kind}_view").wait_for()

    return steps


def person(page):
    case = family_case(page)
    page.goto(f"/odoo/clients/{case['person_id'][0]}")
    page.locator("[name=last_name]").first.wait_for()


# ----------------------------------------------------------------------
# Other roles
# ----------------------------------------------------------------------


def caseload(page):
    open_action(page, f"{CASE}.integration_case_action_caseload", ".o_pivot")


def figures(page):
    open_action(page, f"{BASE}.integration_indicator_evaluate_action", ".modal")
    page.locator("button[name=action_evaluate]").click()
    page.locator(".o_list_view, .o_kanban_view").first.wait_for()


def home(page):
    page.goto("/odoo")
    page.locator(".o_action, .o_web_client .o_apps").first.wait_for()


def access_log(page):
    open_action(page, f"{BASE}.integration_access_log_action")


def rules(page):
    open_action(page, f"{BASE}.integration_rule_value_action")


def contacts(page):
    open_action(page, "contacts.action_contacts")


SHOTS = (
    Shot("login", None, login_page),
    Shot("mein-tag", "manager1", my_day),
    Shot("aufnahme-1-wer", "manager1", intake_who),
    Shot("aufnahme-2-situation", "manager1", intake_situation),
    Shot("aufnahme-3-termin", "manager1", intake_appointment),
    Shot("kontakt-erfassen", "manager1", record_contact),
    Shot("fall-verlauf", "manager1", case_timeline),
    Shot("fall-personen", "manager1", case_tab("persons")),
    Shot("fall-uebergaben", "manager1", case_tab("handovers")),
    Shot("fall-wer-sieht-das", "manager1", case_tab("access")),
    Shot("termin-planen", "manager1", plan_appointment),
    Shot("termine", "manager1", calendar),
    Shot("uebergabe-vorschlagen", "manager1", propose_handover),
    Shot("uebergabe-beantworten", "manager1", answer_handover),
    Shot("faelle-liste", "manager1", case_view("list")),
    Shot("faelle-kanban", "manager1", case_view("kanban")),
    Shot("faelle-pivot", "manager1", case_view("pivot")),
    Shot("person", "manager1", person),
    Shot("teamleitung-mein-tag", "lead1", my_day),
    Shot("teamleitung-auslastung", "lead1", caseload),
    Shot("auswertung", "stats1", figures),
    Shot("datenschutz-protokoll", "dpo1", access_log),
    Shot("einstellungen-regeln", "config1", rules),
    Shot("sachbearbeitung-kontakte", "clerk", contacts),
)
