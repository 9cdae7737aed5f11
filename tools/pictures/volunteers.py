"""Volunteers: the coordination, the case's tab, their own pages; programmes."""

from .plans import find_one
from .steps import open_action, press_named, settle, user_id

MODEL = "integration.volunteer"
ROW = ".o_data_row, .o_kanban_record:not(.o_kanban_ghost)"


def screen(action, addon="integration_volunteer"):
    """Return the steps to a list or table."""

    def steps(page):
        open_action(page, f"{addon}.{action}")

    return steps


def volunteer(page):
    found = find_one(page, MODEL, [("name", "=", "Helga Sommer")], "id")
    page.goto(f"/odoo/volunteers/{found['id']}")
    page.locator("[name=task_ids]").first.wait_for()
    settle(page)


def suggestions(page):
    """Who fits an open request, with the reasons."""
    domain = [("state", "=", "open"), ("language_id", "!=", False)]
    found = find_one(page, f"{MODEL}.request", domain, "id")
    page.goto(f"/odoo/volunteer-requests/{found['id']}")
    page.locator("[name=task_id]").first.wait_for()
    settle(page)
    press_named(page, "action_suggest")
    page.locator(f".modal :is({ROW})").first.wait_for()


def tandem(page):
    """A running tandem with its meetings and what was released."""
    found = find_one(page, f"{MODEL}.tandem", [("state", "=", "running")], "id")
    page.goto(f"/odoo/tandems/{found['id']}")
    page.locator("[name=volunteer_id]").first.wait_for()
    settle(page)


def case_tab(page):
    """The tab of a client whom a tandem helps."""
    domain = [("kind", "=", "tandem"), ("manager_id", "=", user_id(page))]
    found = find_one(page, "integration.engagement", domain, "id", ["case_id"])
    page.goto(f"/odoo/cases/{found['case_id'][0]}")
    tab = page.locator(".o_notebook a[name=volunteering]")
    tab.click()
    tab.scroll_into_view_if_needed()
    settle(page)


def own_page(name):
    """Return the steps to one of the volunteer's own pages."""

    def steps(page):
        page.goto(f"/my/volunteer/{name}".rstrip("/"))
        page.locator(".o_volunteer_pages h1").wait_for()

    return steps


def guideline(page):
    """A guideline with its rates, those not verified marked."""
    found = find_one(
        *(page, "integration.programme.version"),
        [("state", "=", "open"), ("rate_ids.verified", "=", True)],
        "valid_from desc, id",
    )
    page.goto(f"/odoo/grant-guidelines/{found['id']}")
    page.locator("[name=line_ids]").first.wait_for()
    page.locator(".o_notebook a[name=rates]").click()
    settle(page)
