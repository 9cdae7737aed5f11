"""``make screenshots``: the pictures in docs/screenshots, desktop and phone.

What stands on them is said in ``pictures``; here they are taken.
"""

import os

from . import odoo
from .console import ToolError, say
from .paths import ROOT
from .pictures import SHOTS
from .pictures.steps import settle
from .testing import databases

TARGET = ROOT / "docs/screenshots"


def take():
    """Take all pictures anew from a fresh demo municipality; of TAGS, those so named."""
    # Playwright and the helpers of the tests are of no use to the other commands.
    from tests.support import browser as browsers
    from tests.support.rpc import Session

    TARGET.mkdir(parents=True, exist_ok=True)
    with databases.demo_copy() as instance, odoo.served(instance):
        with browsers.launched() as browser:
            wanted = (os.environ.get("TAGS") or "").split(",")
            for shot in (s for s in SHOTS if any(name in s.name for name in wanted)):
                session_id = None
                if shot.login:
                    session = Session(instance, shot.login)
                    session_id = session.http.cookies["session_id"]
                for kind in ("desktop", "phone"):
                    page = browser.open(instance.url, session_id, kind == "phone")
                    shot.steps(page)
                    settle(page)
                    _check_width(page, shot)
                    path = TARGET / f"{shot.name}-{kind}.png"
                    page.screenshot(path=path)
                    say(str(path.relative_to(ROOT)))
                    page.context.close()
    return 0


def _check_width(page, shot):
    """Refuse a picture of a page that scrolls sideways."""
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > page.viewport_size["width"]:
        raise ToolError(f"{shot.name}: the page scrolls sideways ({width} pixels)")
