"""What the data protection officer keeps."""

from .steps import BASE, CASE, call, lively_case, open_action, show_pdf

ROW = ".o_data_row, .o_kanban_record"


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


def rights(action):
    """Return the steps to a list of the rights of the person."""

    def steps(page):
        open_action(page, f"{CASE}.{action}", ROW)

    return steps


def request(page):
    """A request of a client, with the days that are left."""
    rights("integration_person_request_action")(page)
    page.locator(ROW).first.click()
    page.locator("[name=received_on]").first.wait_for()


def erasure(page):
    """An erasure that waits for a second person: what goes, what stays and why."""
    rights("integration_erasure_action")(page)
    page.locator(ROW).first.click()
    page.locator(
        ".o_form_view .o_data_row, .o_form_view .o_kanban_record"
    ).first.wait_for()


def statement(language):
    """Return the steps to the paper that says who saw a client's data."""

    def steps(page):
        model = "integration.person.paper"
        case = lively_case(page)
        [found] = call(
            page, "integration.language", "search", [("code", "=", language)]
        )
        values = {
            "person_id": case["person_id"][0],
            "kind": "statement",
            "language_id": found,
        }
        paper = call(page, model, "create", [values])
        call(page, model, "action_make", paper)
        show_pdf(page, page.request.get(f"/web/content/{model}/{paper[0]}/file").body())

    return steps


def authority_paper(kind):
    """Return the steps to a paper of the authority, made from what is set."""

    def steps(page):
        open_action(page, f"{CASE}.integration_privacy_document_action", ".modal")
        model = "integration.privacy.document"
        paper = call(page, model, "create", [{"kind": kind}])
        call(page, model, "action_print", paper)
        show_pdf(page, page.request.get(f"/web/content/{model}/{paper[0]}/file").body())

    return steps
