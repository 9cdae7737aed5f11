"""A manager's day."""

from datetime import date

from .steps import (
    CASE,
    PHONE_WIDTH,
    call,
    choose,
    enter_time,
    lively_case,
    open_action,
    open_case,
    press_header_button,
    settle,
    user_id,
)


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
