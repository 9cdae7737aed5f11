"""What other roles see."""

from .steps import BASE, CASE, open_action


def login_page(page):
    page.goto("/web/login")
    page.get_by_label("Passwort", exact=True).wait_for()


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


def rules(page):
    open_action(page, f"{BASE}.integration_rule_value_action")


def contacts(page):
    open_action(page, "contacts.action_contacts", ".o_data_row, .o_kanban_record")
