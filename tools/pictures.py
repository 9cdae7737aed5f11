"""What the pictures in docs/screenshots show: one function each.

A function gets the page of a logged-in user and leaves it as the picture shall show
it. It runs twice, on a desktop and on a phone.
"""

import base64
import subprocess
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import NamedTuple

from playwright.sync_api import TimeoutError as PageTimeout

from .logins import DOORS

CASE = "integration_case"
BASE = "integration_base"
CASE_MODEL = "integration.case"
TAKE_MODEL = "integration.consent.take"
QUIET_MS = 5_000
PHONE_WIDTH = 390


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


def settle(page):
    """Wait until everything is loaded and drawn."""
    with suppress(PageTimeout):
        page.wait_for_load_state("networkidle", timeout=QUIET_MS)
    page.mouse.move(1, 1)
    page.locator(".o_loading_indicator, .o_blockUI").wait_for(state="hidden")
    page.wait_for_timeout(400)


def open_action(page, xmlid, selector=".o_action"):
    page.goto(f"/odoo/action-{xmlid}")
    page.locator(selector).first.wait_for()
    settle(page)


def user_id(page):
    answer = page.request.post("/web/session/get_session_info", data={"params": {}})
    return answer.json()["result"]["uid"]


def lively_case(page):
    """Return a case of the user with a family and many contacts."""
    cases = call(
        *(page, "integration.case", "search_read"),
        [("is_closed", "=", False), ("user_id", "=", user_id(page))],
        ["person_ids", "person_id", "client_name", "counselling_count", "event_count"],
    )
    families = [case for case in cases if len(case["person_ids"]) > 1]
    return max(families, key=lambda c: (c["event_count"] > 0, c["counselling_count"]))


def open_case(page):
    case = lively_case(page)
    page.goto(f"/odoo/cases/{case['id']}")
    page.get_by_role("heading", name=case["client_name"]).wait_for()
    settle(page)
    return case


def press_header_button(page, label):
    """Press a button of a form's head, which a phone hides in a menu."""
    bar = page.locator(".o_statusbar_buttons")
    button = bar.get_by_role("button", name=label, exact=True)
    if not button.is_visible():
        bar.locator("button.o-dropdown, .dropdown-toggle").first.click()
        button = page.locator(".o-dropdown--menu").get_by_text(label, exact=True)
    button.first.click()


def choose(page, field, text):
    """Choose a record in a many2one field; a phone shows a dialog for that."""
    box = page.locator(f"[name={field}] input").first
    if box.get_attribute("readonly") is None:
        box.fill(text)
        page.locator(".o-autocomplete--dropdown-item", has_text=text).first.click()
        return
    box.click()
    dialog = page.locator(".modal").last
    dialog.locator(".o_kanban_record:visible, .o_data_row:visible").first.wait_for()
    if not dialog.locator(".o_searchview_input").is_visible():
        dialog.locator("button:has(.fa-search), button:has(.oi-search)").first.click()
    dialog.locator(".o_searchview_input").fill(text)
    page.keyboard.press("Enter")
    settle(page)
    row = dialog.locator(".o_kanban_record, .o_data_row", has_text=text)
    row.first.click()
    settle(page)


def enter_time(page, field):
    """Type a working day at ten in the morning; a phone keeps what it proposes."""
    if page.viewport_size["width"] <= PHONE_WIDTH:
        return
    day = date.today() + timedelta(days=2)
    day += timedelta(days=(0, 0, 0, 0, 0, 2, 1)[day.weekday()])
    box = page.locator(f"[name={field}] button, [name={field}] input").first
    box.click()
    box = page.locator(f"[name={field}] input").first
    box.fill(f"{day:%d.%m.%Y} 10:00:00")
    box.press("Tab")
    page.locator(".o_datetime_picker").wait_for(state="hidden")


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
    my_day(page)
    if page.viewport_size["width"] > PHONE_WIDTH:
        page.get_by_role("button", name="Fälle", exact=True).click()
        page.get_by_role("menuitem", name="Aufnahme", exact=True).click()
    else:
        open_action(page, f"{CASE}.integration_intake_action", ".modal")
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
    enter_time(page, "appointment_start")


def record_contact(page):
    open_case(page)
    press_header_button(page, "Kontakt erfassen")
    form = page.locator(".o_integration_quick_form")
    form.wait_for()
    for label in ("Telefon", "30", "Finanzen und Leistungen", "in 2 Wochen"):
        form.get_by_text(label, exact=True).first.click()
    page.get_by_label("Notiz").fill(
        "Weiterbewilligungsantrag ausgefüllt, Nachweise kopiert."
    )
    page.locator(".o_integration_quick_head").scroll_into_view_if_needed()


def case_timeline(page):
    open_case(page)
    page.locator(".o_integration_timeline").first.wait_for()


def case_tab(name):
    def steps(page):
        open_case(page)
        page.locator(f".o_notebook a[name={name}]").click()
        page.locator(f".o_notebook a[name={name}]").scroll_into_view_if_needed()

    return steps


def ask_for_consents(page):
    """Ask an Arabic-speaking client; two answers are given."""
    case_tab("consents")(page)
    page.locator("button[name=action_take_consents]:visible").first.click()
    page.locator(".o_integration_consents section").first.wait_for()
    settle(page)
    choose(page, "language_id", "Arabisch")
    page.locator(".o_integration_consents [dir=rtl]").first.wait_for()
    for position, answer in ((2, "given"), (3, "refused")):
        page.locator(
            f".o_integration_consents section:nth-of-type({position})"
            f" [data-answer={answer}]"
        ).click()
    page.locator(
        ".o_integration_consents section:nth-of-type(2)"
    ).scroll_into_view_if_needed()


def sign(page):
    """The end of the same dialog: how it is given, and the signature."""
    ask_for_consents(page)
    page.locator(".modal [name=signature]").first.scroll_into_view_if_needed()


def consent_paper(language):
    """Return the steps to the first page of the paper, as it is printed."""

    def steps(page):
        case = lively_case(page)
        action = call(page, CASE_MODEL, "action_take_consents", [case["id"]])
        take = [action["res_id"]]
        found = call(page, "integration.language", "search", [("code", "=", language)])
        call(page, TAKE_MODEL, "write", take, {"language_id": found[0]})
        pdf = page.request.get(f"/web/content/{TAKE_MODEL}/{take[0]}/paper").body()
        png = subprocess.run(
            ["pdftoppm", "-png", "-r", "110", "-l", "1"],
            input=pdf,
            capture_output=True,
            check=True,
        ).stdout
        data = base64.b64encode(png).decode()
        page.set_content(
            "<meta name='viewport' content='width=device-width'>"
            "<body style='margin:0;background:#888;text-align:center'><img alt=''"
            f" style='max-width:100%' src='data:image/png;base64,{data}'></body>"
        )
        page.locator("img").wait_for()

    return steps


def plan_appointment(page):
    open_case(page)
    press_header_button(page, "Termin planen")
    page.locator(".modal [name=location] input").fill("Rathaus, Zimmer 112")
    enter_time(page, "start")
    settle(page)


def calendar(page):
    page.goto("/odoo/appointments")
    page.locator(".fc-event").first.wait_for()


def propose_handover(page):
    open_case(page)
    press_header_button(page, "Übergeben")
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
    """Return the steps to a kind of view; a phone shows cards instead of a list."""

    def steps(page):
        page.goto("/odoo/cases")
        page.locator(".o_data_row, .o_kanban_record, .o_pivot").first.wait_for()
        settle(page)
        switch = page.locator(f".o_switch_view.o_{kind}")
        if switch.is_visible():
            switch.click()
        elif kind == "pivot":
            page.locator(".o_cp_switch_buttons button").first.click()
            page.locator(".o-dropdown--menu .oi-view-pivot").click()
        settle(page)

    return steps


def person(page):
    case = lively_case(page)
    page.goto(f"/odoo/clients/{case['person_id'][0]}")
    page.locator("[name=last_name]").first.wait_for()
    settle(page)


def clients(page):
    page.goto("/odoo/clients")
    page.locator(".o_data_row, .o_kanban_record").first.wait_for()


def duplicate_hint(page):
    case = lively_case(page)
    names = ["last_name", "first_name", "birth_date"]
    [known] = call(page, "integration.person", "read", case["person_id"][:1], names)
    open_action(page, f"{CASE}.integration_intake_action", ".modal")
    page.locator("[name=last_name] input").fill(known["last_name"])
    page.locator("[name=first_name] input").fill(known["first_name"])
    page.locator("[name=birth_date] input, [name=birth_date] button").first.click()
    page.keyboard.type(f"{date.fromisoformat(known['birth_date']):%d.%m.%Y}")
    page.keyboard.press("Tab")
    page.get_by_text("Vielleicht gibt es schon eine Akte").first.wait_for()


def finder(page):
    """Look for a client of another team, whose reference a proposed hand-over names."""
    proposed = call(
        *(page, "integration.handover", "search_read"),
        [("state", "=", "proposed"), ("to_user_id", "=", user_id(page))],
        ["display_name"],
    )
    open_action(page, f"{CASE}.integration_finder_action", ".modal")
    reference = proposed[0]["display_name"].partition("/")[0]
    page.locator("[name=reference] input").fill(reference)
    page.locator("button[name=action_find]").click()
    page.locator("button[name=action_break_glass]").wait_for()


def emergency(page):
    finder(page)
    page.locator("[name=reason] textarea").fill(
        "Die Klientin steht vor der Tür, niemand vom Team Süd ist zu erreichen."
    )


# ----------------------------------------------------------------------
# Other roles
# ----------------------------------------------------------------------


def caseload(page):
    open_action(page, f"{CASE}.integration_case_action_caseload", ".o_pivot")


def figures(page):
    open_action(page, f"{BASE}.integration_indicator_evaluate_action", ".modal")
    page.locator("button[name=action_evaluate]").click()
    page.locator(".o_data_row, .o_kanban_record").first.wait_for()


def frozen_table(page):
    open_action(page, f"{BASE}.integration_indicator_evaluate_action", ".modal")
    page.locator("button[name=action_freeze]").click()
    page.locator(".o_form_view .oe_title h1").first.wait_for()


def officer(action):
    def steps(page):
        open_action(page, f"{BASE}.{action}")

    return steps


def purposes(page):
    open_action(page, f"{CASE}.integration_purpose_action", ".o_data_row")


def purpose_text(page):
    """A text as clients read it, with who confirmed it."""
    found = call(
        *(page, "integration.purpose.text", "search"),
        [("purpose_id.code", "=", "profile"), ("language_id.code", "=", "ara")],
    )
    page.goto(f"/odoo/consent-texts/{found[0]}")
    page.locator("[name=text]").first.wait_for()


def rules(page):
    open_action(page, f"{BASE}.integration_rule_value_action")


def contacts(page):
    open_action(page, "contacts.action_contacts", ".o_data_row, .o_kanban_record")


# ----------------------------------------------------------------------
# The client's own door
# ----------------------------------------------------------------------


def door_entry(page):
    page.goto(f"/d#{DOORS[0].link}")
    page.locator("#number").wait_for()


def door_page(tag, name):
    """Return the steps of a client to one of her pages, in a language."""

    def steps(page):
        door_entry(page)
        page.locator("#code").fill(DOORS[0].code)
        page.locator("main button").click()
        page.wait_for_url("**/d/home")
        page.locator("footer summary").click()
        page.locator(f"footer button[value={tag}]").click()
        page.wait_for_url("**/d/home")
        page.goto(f"/d/{name}")
        page.locator("h1").wait_for()

    return steps


def client_access(page):
    page.goto("/odoo/client-accesses")
    page.locator(".o_data_row, .o_kanban_record").first.wait_for()
    settle(page)
    page.locator(".o_data_row, .o_kanban_record").first.click()
    page.locator("button[name=action_print], .o_statusbar_buttons").first.wait_for()


SHOTS = (
    Shot("login", None, login_page),
    Shot("mein-tag", "manager1", my_day),
    Shot("kontakt-erfassen", "manager1", record_contact),
    Shot("fall-verlauf", "manager1", case_timeline),
    Shot("fall-personen", "manager1", case_tab("persons")),
    Shot("fall-uebergaben", "manager1", case_tab("handovers")),
    Shot("fall-wer-sieht-das", "manager1", case_tab("access")),
    Shot("fall-einwilligungen", "manager1", case_tab("consents")),
    Shot("einwilligungen-fragen", "manager1", ask_for_consents),
    Shot("einwilligungen-unterschrift", "manager1", sign),
    Shot("einwilligungen-papier-arabisch", "manager1", consent_paper("ara")),
    Shot("einwilligungen-papier-tigrinisch", "manager1", consent_paper("tir")),
    Shot("einwilligungen-papier-ukrainisch", "manager1", consent_paper("ukr")),
    Shot("termin-planen", "manager1", plan_appointment),
    Shot("termine", "manager1", calendar),
    Shot("uebergabe-vorschlagen", "manager1", propose_handover),
    Shot("uebergabe-beantworten", "manager1", answer_handover),
    Shot("faelle-liste", "manager1", case_view("list")),
    Shot("faelle-kanban", "manager1", case_view("kanban")),
    Shot("faelle-pivot", "manager1", case_view("pivot")),
    Shot("klienten", "manager1", clients),
    Shot("person", "manager1", person),
    Shot("dublette-hinweis", "manager1", duplicate_hint),
    Shot("auskunftssuche", "manager1", finder),
    Shot("notzugriff", "manager1", emergency),
    # after the lists, for they leave files behind
    Shot("aufnahme-1-wer", "manager1", intake_who),
    Shot("aufnahme-2-situation", "manager1", intake_situation),
    Shot("aufnahme-3-termin", "manager1", intake_appointment),
    Shot("teamleitung-mein-tag", "lead1", my_day),
    Shot("teamleitung-auslastung", "lead1", caseload),
    Shot("auswertung", "stats1", figures),
    Shot("zahlen-festgeschrieben", "stats1", frozen_table),
    Shot("datenschutz-protokoll", "dpo1", officer("integration_access_log_action")),
    Shot("datenschutz-siegel", "dpo1", officer("integration_access_seal_action")),
    Shot("datenschutz-notzugriff", "dpo1", officer("integration_emergency_action")),
    Shot("datenschutz-nach-aussen", "dpo1", officer("integration_egress_action_open")),
    Shot("datenschutz-zwecke", "dpo1", purposes),
    Shot("datenschutz-einwilligungstext", "dpo1", purpose_text),
    Shot("einstellungen-regeln", "config1", rules),
    Shot("sachbearbeitung-kontakte", "clerk", contacts),
    Shot("klientenzugang", "manager1", client_access),
    Shot("tuer-eingang-de", None, door_entry),
    Shot("tuer-start-de", None, door_page("de", "home")),
    *(
        Shot(f"tuer-einwilligungen-{tag}", None, door_page(tag, "consents"))
        for tag in ("ar", "ti", "uk")
    ),
    Shot("tuer-wer-hat-gesehen-ar", None, door_page("ar", "seen")),
    Shot("tuer-termine-uk", None, door_page("uk", "appointments")),
)
