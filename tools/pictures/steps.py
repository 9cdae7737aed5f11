"""Helpers of the pictures: pages, records and fields found as a person would."""

import base64
import subprocess
from contextlib import suppress
from datetime import date, timedelta

from playwright.sync_api import TimeoutError as PageTimeout

CASE = "integration_case"
BASE = "integration_base"
CASE_MODEL = "integration.case"
QUIET_MS = 5_000
PHONE_WIDTH = 390


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


def open_action(page, xmlid, selector=".o_action, .modal .o_form_view"):
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


def press_named(page, name):
    """Press a button of a form's head by the name of its method."""
    button = page.locator(f".o_statusbar_buttons button[name={name}]")
    if not button.is_visible():
        page.locator(".o_statusbar_buttons button.o-dropdown").first.click()
        button = page.locator(f".o-dropdown--menu button[name={name}]")
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
    page.locator(".o_searchview_autocomplete").wait_for()
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


def show_pdf(page, pdf):
    """Show the first page of a PDF as it is printed."""
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
