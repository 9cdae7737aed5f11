"""Fixtures of the whole-system tests: server, log-ins, browser."""

import re

import pytest

from tools import odoo
from tools.paths import TEST_RUN
from tools.pictures.steps import settle
from tools.testing import databases

from .support import browser as browsers
from .support.accessibility import accessibility_problems
from .support.rpc import Json2, Session
from .support.town import Town
from .support.words import bare_references_on, english_on

FAILURES = TEST_RUN / "failures"


@pytest.fixture(scope="session")
def server():
    """A running Odoo with a fresh copy of the demo municipality.

    Its ``url`` and ``database`` are of interest.
    """
    with databases.demo_copy() as instance, odoo.served(instance, *odoo.NO_JOBS):
        yield instance


@pytest.fixture(scope="session")
def quiet_server(server):
    """A second process for the same data, for tests that are refused much: Odoo
    warns of each refusal in its log.
    """
    instance = server._replace(port=databases.free_port(), log_name="refusals.log")
    instance.log.unlink(missing_ok=True)
    with odoo.served(instance, *odoo.NO_JOBS):
        yield instance


@pytest.fixture(scope="session")
def town(quiet_server):
    """The demo municipality with files full of strings to look for."""
    return Town(quiet_server).plant()


@pytest.fixture(scope="session")
def rpc(server):
    """Return a function that gives the (shared) session of a demo log-in."""
    sessions = {}

    def session(login):
        if login not in sessions:
            sessions[login] = Session(server, login)
        return sessions[login]

    return session


@pytest.fixture(scope="session")
def json2(server, rpc):
    """Return a function that gives a script working with a demo log-in's API key."""
    return lambda login: Json2(server, rpc(login).create_key())


@pytest.fixture(scope="session")
def browser():
    with browsers.launched() as running:
        yield running


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Tell fixtures whether their test has failed."""
    report = yield
    if report.when == "call":
        item.failed = report.failed
    return report


@pytest.fixture
def page_as(request, server, rpc, browser):
    """Return a function that opens pages as a demo log-in (None: not logged in).

    Errors on the console fail the test, unless it empties ``page.console_errors``.
    """
    pages = []

    def open_page(login, phone=False):
        session_id = login and rpc(login).http.cookies["session_id"]
        pages.append(browser.open(server.url, session_id, phone))
        return pages[-1]

    yield open_page
    errors = []
    for number, page in enumerate(pages):
        if getattr(request.node, "failed", False):
            name = re.sub(r"\W+", "-", request.node.nodeid)
            FAILURES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=FAILURES / f"{name}-{number}.png")
        errors += page.console_errors
        page.context.close()
    assert not errors, "\n".join(["Errors on the page's console:", *errors])


@pytest.fixture(scope="session")
def axe():
    """Return a function that fails on serious accessibility problems of a page."""

    def check(page):
        problems = accessibility_problems(page)
        assert not problems, "\n".join(["Accessibility:", *problems])

    return check


@pytest.fixture
def look(rpc):
    """Return a function that checks a page as a careful person would."""

    def check(page, login="manager1"):
        """Look as a user; who reads no person sees bare references rightly."""
        settle(page)
        people = login and rpc(login).call(
            "integration.person", "search_read", [], ["reference", "last_name"]
        )
        names = {person["reference"]: person["last_name"] for person in people or ()}
        assert names or not login
        width = page.evaluate("document.documentElement.scrollWidth")
        problems = {
            "pixels beside the screen": max(0, width - page.viewport_size["width"]),
            "English": english_on(page),
            "bare references": bare_references_on(page, names),
            "accessibility": accessibility_problems(page),
        }
        assert not any(problems.values()), problems

    return check
