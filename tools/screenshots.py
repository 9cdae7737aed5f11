"""``make screenshots``: the pictures in docs/screenshots, desktop and phone.

A picture is a :class:`Shot`; its ``steps`` gets a logged-in page and leaves it as the
picture shall show it. Add one by writing such a function and a line in ``SHOTS``.
"""

from collections.abc import Callable
from typing import NamedTuple

from . import odoo
from .console import say
from .paths import ROOT
from .testing import databases

TARGET = ROOT / "docs/screenshots"


class Shot(NamedTuple):
    """One picture, taken on a desktop and on a phone."""

    #: file name without ending
    name: str
    #: demo log-in; None: not logged in
    login: str
    steps: Callable


def login_page(page):
    page.goto("/web/login")
    page.get_by_label("Passwort", exact=True).wait_for()


SHOTS = (Shot("login", None, login_page),)


def take():
    """Take all pictures anew from a fresh demo municipality."""
    # Playwright and the helpers of the tests are of no use to the other commands.
    from tests.support import browser as browsers
    from tests.support.rpc import Session

    TARGET.mkdir(parents=True, exist_ok=True)
    with databases.demo_copy() as instance, odoo.served(instance):
        with browsers.launched() as browser:
            for shot in SHOTS:
                session_id = None
                if shot.login:
                    session = Session(instance, shot.login)
                    session_id = session.http.cookies["session_id"]
                for kind in ("desktop", "phone"):
                    page = browser.open(instance.url, session_id, kind == "phone")
                    shot.steps(page)
                    path = TARGET / f"{shot.name}-{kind}.png"
                    page.screenshot(path=path)
                    say(str(path.relative_to(ROOT)))
                    page.context.close()
    return 0
