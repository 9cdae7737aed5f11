"""The demo server answers: pages, log-ins, both RPC interfaces."""

from tools import logins


def existing_logins(rpc):
    users = rpc("admin").call("res.users", "search_read", [], fields=["login"])
    return {user["login"] for user in users}


def test_every_demo_login_works(rpc):
    for login in logins.LOGINS:
        if login.login in existing_logins(rpc):
            assert rpc(login.login).uid, login


def test_german_is_the_language_of_everyone(rpc):
    users = rpc("admin").call(
        "res.users", "search_read", [("lang", "!=", "de_DE")], fields=["login"]
    )
    assert not users


def test_json2_with_key(json2, rpc):
    assert json2("admin").call("res.users", "search_count", domain=[]) == rpc(
        "admin"
    ).call("res.users", "search_count", [])


def test_login_page_is_german(page_as):
    for phone in (False, True):
        page = page_as(None, phone=phone)
        page.goto("/web/login")
        page.get_by_label("Passwort", exact=True).wait_for()


def test_start_page(page_as):
    page = page_as("admin")
    page.goto("/odoo")
    page.locator(".o_main_navbar").wait_for()


def test_jobs_run(server, rpc):
    """Each job of ours runs through on the demo; a failed one is told by its row."""
    admin = rpc("admin")
    ours = [("module", "like", "integration%"), ("model", "=", "ir.cron")]
    rows = admin.call("ir.model.data", "search_read", ours, ["res_id"])
    jobs = [row["res_id"] for row in rows]
    assert len(jobs) > 10
    for job in jobs:
        admin.call("ir.cron", "method_direct_trigger", [job])
