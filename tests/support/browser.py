"""A real browser at the running Odoo, as one of its users."""

from contextlib import contextmanager

from playwright.sync_api import sync_playwright

EXECUTABLE = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP = {"viewport": {"width": 1366, "height": 900}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
TIMEOUT_MS = 20_000


class Browser:
    """A running browser; opens pages for users."""

    def __init__(self, playwright):
        self.chromium = playwright.chromium.launch(
            executable_path=EXECUTABLE, args=list(ARGUMENTS)
        )

    def open(self, url, session_id=None, phone=False):
        """Return a page in a context of its own, not yet loaded.

        Errors that the page reports are collected in ``page.console_errors``.

        :param session_id: cookie of a logged-in session
        :param phone: a phone with touch screen instead of a desktop
        """
        context = self.chromium.new_context(
            base_url=url,
            locale="de-DE",
            timezone_id="Europe/Berlin",
            # a menu that slides in from below is shut again by a hasty tap
            reduced_motion="reduce",
            **(PHONE if phone else DESKTOP),
        )
        context.set_default_timeout(TIMEOUT_MS)
        if session_id:
            context.add_cookies(
                [{"name": "session_id", "value": session_id, "url": url}]
            )
        page = context.new_page()
        page.console_errors = []
        page.on("pageerror", lambda error: page.console_errors.append(str(error)))
        page.on("console", lambda message: _collect(page, message))
        return page


def _collect(page, message):
    if message.type == "error":
        page.console_errors.append(f"{message.text} ({message.location.get('url')})")


@contextmanager
def launched():
    """Give a running browser."""
    with sync_playwright() as playwright:
        browser = Browser(playwright)
        try:
            yield browser
        finally:
            browser.chromium.close()
