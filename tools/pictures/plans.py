"""Plans, reviews, offers and referrals."""

import re

from .steps import call, open_action, press_named, settle, show_pdf, user_id

PLAN = "integration_plan"
PLAN_MODEL = "integration.plan"
REFERRAL_MODEL = "integration.referral"
ROW = ".o_data_row, .o_kanban_record:not(.o_kanban_ghost)"


def find_one(page, model, domain, order, names=("id",)):
    """Return the first record of the user that fits."""
    found = call(
        *(page, model, "search_read", domain, list(names)), order=order, limit=1
    )
    return found[0]


def find_plan(page, state):
    """Return a plan of the user with many goals, if it can be with an answer."""
    return find_one(
        *(
            page,
            PLAN_MODEL,
            [("state", "=", state), ("manager_id", "=", user_id(page))],
        ),
        "goal_count desc, version desc, id",
        ["case_id", "goal_ids"],
    )


def plan(state):
    """Return the steps to a plan with its goals."""

    def steps(page):
        found = find_plan(page, state)
        page.goto(f"/odoo/integration-plans/{found['id']}")
        page.locator(f"[name=goal_ids] :is({ROW})").first.wait_for()
        settle(page)

    return steps


def goal(page):
    """A goal with its measures and what has become of it."""
    found = find_one(
        *(page, "integration.goal"),
        [
            ("plan_state", "=", "agreed"),
            ("state", "!=", "open"),
            ("manager_id", "=", user_id(page)),
        ],
        "id",
    )
    page.goto(f"/odoo/plan-goals/{found['id']}")
    page.locator(f"[name=measure_ids] :is({ROW})").first.wait_for()
    settle(page)


def answer_plan(page):
    plan("proposed")(page)
    press_named(page, "action_agree")
    page.locator(".modal [name=signature]").wait_for()


def plan_paper(language):
    """Return the steps to the first page of an agreed plan, as it is printed."""

    def steps(page):
        found = find_plan(page, "agreed")
        action = call(page, PLAN_MODEL, "action_print", [found["id"]])
        model, paper = action["res_model"], action["res_id"]
        spoken = call(page, "integration.language", "search", [("code", "=", language)])
        call(page, model, "write", [paper], {"language_id": spoken[0]})
        show_pdf(page, page.request.get(f"/web/content/{model}/{paper}/paper").body())

    return steps


def case_plan(page):
    found = find_plan(page, "agreed")
    page.goto(f"/odoo/cases/{found['case_id'][0]}")
    tab = page.locator(".o_notebook a[name=plan]")
    tab.click()
    tab.scroll_into_view_if_needed()


def review(page):
    """A review talk in which one goal after the other is asked for."""
    found = find_one(
        *(page, "integration.review"),
        [("state", "=", "planned"), ("plan_id.manager_id", "=", user_id(page))],
        "date, id",
        ["line_ids"],
    )
    if not found["line_ids"]:
        call(page, "integration.review", "action_begin", [found["id"]])
    page.goto(f"/odoo/plan-reviews/{found['id']}")
    page.locator(f"[name=line_ids] :is({ROW})").first.wait_for()
    settle(page)


def assessment(page):
    """Levels with those of the time before, as a table and as a picture."""
    rows = call(
        page, "integration.assessment", "search_read", [], ["person_id"], order="date"
    )
    people = [row["person_id"] for row in rows]
    last = next(row for row in reversed(rows) if people.count(row["person_id"]) > 1)
    page.goto(f"/odoo/assessments/{last['id']}")
    page.locator("[name=chart] canvas").first.wait_for()
    settle(page)


def plan_list(action):
    """Return the steps to a list or table of this addon."""

    def steps(page):
        open_action(page, f"{PLAN}.{action}")

    return steps


def offer(page):
    found = find_one(
        *(page, "integration.offer", [("state", "=", "published")]),
        "level_needed desc, id",
    )
    page.goto(f"/odoo/offers/{found['id']}")
    page.locator("[name=organisation_id]").first.wait_for()
    settle(page)


def find_offer(page):
    """All offers for a goal, ranked, each with its reasons."""
    found = find_one(
        *(page, "integration.goal"),
        [
            ("plan_state", "=", "agreed"),
            ("area_id.code", "=", "language"),
            ("manager_id", "=", user_id(page)),
        ],
        "id",
    )
    page.goto(f"/odoo/plan-goals/{found['id']}")
    page.locator("[name=measure_ids]").first.wait_for()
    settle(page)
    page.locator("button[name=action_find_offer]").first.click()
    page.locator(f".modal :is({ROW})").first.wait_for()


def begin_referral(page):
    """Return a new referral to somebody to whom a client has agreed already."""
    names = ["case_id", "offer_id", "data_class_ids", "message"]
    old = find_one(
        *(page, REFERRAL_MODEL),
        [("state", "=", "started"), ("manager_id", "=", user_id(page))],
        *("id", names),
    )
    values = {
        "case_id": old["case_id"][0],
        "offer_id": old["offer_id"][0],
        "data_class_ids": [(6, 0, old["data_class_ids"])],
        "message": old["message"],
        "channel": "link",
        "email": "kurse@example.com",
    }
    return call(page, REFERRAL_MODEL, "create", [values])[0]


def preview(page):
    """What leaves, and on which basis, before it does."""
    page.goto(f"/odoo/referrals/{begin_referral(page)}")
    page.locator("[name=partner_id]").first.wait_for()
    settle(page)
    press_named(page, "action_send")
    page.locator(".modal [name=preview] *").first.wait_for()


def referral(page):
    """A referral that has begun, with what left."""
    found = find_one(
        *(page, REFERRAL_MODEL),
        [("state", "=", "started"), ("manager_id", "=", user_id(page))],
        "id",
    )
    page.goto(f"/odoo/referrals/{found['id']}")
    page.locator(f"[name=disclosure_ids] :is({ROW})").first.wait_for()
    settle(page)


def recipient_page(page):
    """What the recipient of a referral sees, without an account."""
    number = begin_referral(page)
    action = call(page, REFERRAL_MODEL, "action_send", [number])
    call(page, action["res_model"], "action_send", [action["res_id"]])
    link = read_link(page)
    page.goto(link)
    page.locator("main button").first.wait_for()
    page.locator("main button").first.click()
    page.wait_for_url("**/answer/referral")


def partner_page(page):
    """What a partner body with an account reads and answers."""
    page.goto("/my/referrals")
    page.locator("table a").first.click()
    page.locator("#note").wait_for()


def read_link(page):
    """Return the link in the newest mail; the recipient's mailbox is not there."""
    info = page.request.post("/web/session/get_session_info", data={"params": {}})
    login = {"login": "admin", "password": "admin", "db": info.json()["result"]["db"]}
    # the user's own session goes on, the recipient has none
    page.context.clear_cookies()
    page.request.post("/web/session/authenticate", data={"params": login})
    mail = find_one(
        *(page, "mail.mail", [("body_html", "like", "/answer#")]),
        *("id desc", ["body_html"]),
    )
    page.context.clear_cookies()
    return re.search(r"/answer#[0-9A-Z-]+", mail["body_html"])[0]
