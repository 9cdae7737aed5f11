"""Consents: the dialog with the client, its paper, what the officer keeps."""

from .manager import case_tab
from .steps import (
    CASE_MODEL,
    call,
    choose,
    lively_case,
    settle,
    show_pdf,
)

TAKE_MODEL = "integration.consent.take"


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
        show_pdf(page, pdf)

    return steps
