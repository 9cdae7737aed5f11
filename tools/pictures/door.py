"""The client's own door."""

from ..logins import DOORS
from .steps import press_header_button, settle


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


def answer_client(page):
    """What the client wrote, and the manager's answer to it."""
    client_access(page)
    press_header_button(page, "Nachricht schreiben")
    page.locator(".modal [name=text] textarea").fill(
        "Der Kurs beginnt am Montag um neun Uhr. Bitte bringen Sie den Ausweis mit."
    )
