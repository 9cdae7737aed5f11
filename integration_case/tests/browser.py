"""A person at the keyboard or with a thumb, for tests that count.

Keys and taps go through the browser's own input, not through scripts; they are
counted in the page as trusted events, so that the number is what really arrived.
"""

import json
import time
from contextlib import ExitStack, contextmanager
from itertools import zip_longest
from unittest.mock import patch

from odoo.tests import HttpCase
from odoo.tests.common import ChromeBrowser

from odoo.addons.bus.websocket import (
    CloseCode,
    WebsocketConnectionHandler,
    _kick_all,
)

MODIFIERS = {"Alt": 1, "Control": 2, "Shift": 8}
VIRTUAL_KEYS = {
    "Enter": 13,
    "Tab": 9,
    "ArrowLeft": 37,
    "ArrowUp": 38,
    "ArrowRight": 39,
    "ArrowDown": 40,
    " ": 32,
    **{name: 0 for name in MODIFIERS},
}
COUNTERS = """
    window.counted = { keys: 0, taps: 0 };
    addEventListener("keydown", (ev) => ev.isTrusted && counted.keys++, true);
    addEventListener("pointerdown", (ev) => ev.isTrusted && counted.taps++, true);
"""
TOUCH = """
    window.touched = false;
    addEventListener(%s, () => (window.touched = true), { capture: true, once: true });
"""


class Person:
    """Whoever sits before the browser."""

    def __init__(self, test, browser):
        self.test = test
        self.browser = browser
        self.dialogs = []
        browser._handlers["Page.javascriptDialogOpening"] = self._on_dialog

    def _on_dialog(self, **params):
        self.dialogs.append(params["type"])
        self.browser._websocket_send(
            "Page.handleJavaScriptDialog", params={"accept": False}
        )

    def command(self, method, **params):
        return self.browser._websocket_request(method, params=params)

    def evaluate(self, expression):
        """:return: the value of a JavaScript expression"""
        answer = self.command(
            "Runtime.evaluate",
            expression=expression,
            awaitPromise=True,
            returnByValue=True,
        )
        if "exceptionDetails" in answer:
            self.test.fail(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def wait(self, condition, message="", timeout=20):
        """Wait for a selector or, in parentheses, a JavaScript condition."""
        if not condition.startswith("("):
            condition = f"(!!document.querySelector({json.dumps(condition)}))"
        end = time.time() + timeout
        while time.time() < end:
            if self.evaluate(condition):
                return
            time.sleep(0.05)
        self.browser.take_screenshot()
        self.test.fail(f"Waited in vain: {message or condition}")

    def start_counting(self):
        self.evaluate(COUNTERS)

    @property
    def keys(self):
        return self.evaluate("counted.keys")

    @property
    def taps(self):
        return self.evaluate("counted.taps")

    def press(self, key, *modifiers):
        """Press one key, holding others down."""
        flags = 0
        for name in modifiers:
            flags |= MODIFIERS[name]
            self._send_key("rawKeyDown", name, flags)
        plain = len(key) == 1 and not flags
        text = "\r" if key == "Enter" else key if plain else ""
        self._send_key("keyDown" if text else "rawKeyDown", key, flags, text)
        self._send_key("keyUp", key, flags)
        for name in reversed(modifiers):
            flags &= ~MODIFIERS[name]
            self._send_key("keyUp", name, flags)

    def _send_key(self, kind, key, flags, text=""):
        code = f"Key{key.upper()}" if len(key) == 1 and key.isalpha() else key
        params = {
            "type": kind,
            "key": key,
            "code": {" ": "Space"}.get(code, code),
            "windowsVirtualKeyCode": self._get_virtual_key(key),
            "modifiers": flags,
        }
        if text:
            params["text"] = text
        self.command("Input.dispatchKeyEvent", **params)

    def _get_virtual_key(self, key):
        # the codes of punctuation are those of other keys, such as Delete
        if key in VIRTUAL_KEYS:
            return VIRTUAL_KEYS[key]
        return ord(key.upper()) if key.isalnum() else 0

    def type(self, text):
        for character in text:
            self.press("Enter" if character == "\n" else character)

    def tap(self, selector, size=44):
        """Tap an element with a finger; fails if something lies over it.

        :param int size: least height in pixels; WCAG 2.2 demands 24 of core's own
        """
        self.wait(selector)
        spot = self.evaluate(
            f"""(async () => {{
                const el = document.querySelector({json.dumps(selector)});
                let box, before;
                do {{
                    // nobody hits what still moves
                    before = box;
                    el.scrollIntoView({{ block: "center" }});
                    await new Promise((go) => setTimeout(go, 50));
                    box = el.getBoundingClientRect();
                }} while (before?.x !== box.x || before?.y !== box.y);
                const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
                const top = document.elementFromPoint(x, y);
                return {{ x, y, height: box.height, free: el.contains(top) }};
            }})()"""
        )
        self.test.assertTrue(spot["free"], f"{selector} is covered")
        self.test.assertGreaterEqual(spot["height"], size, f"{selector} is too small")
        self._touch([{"x": spot["x"], "y": spot["y"]}], "click")

    def _touch(self, points, sign):
        """Put a finger down on the first point, move it over the rest, lift it.

        Nobody goes on as if a touch had been taken that the screen did not take; on a
        busy machine the browser gives one up. It is then repeated, and counted again.

        :param str sign: event by which the page shows that it has taken the touch
        """
        for _attempt in range(3):
            self.evaluate(TOUCH % json.dumps(sign))
            # no answer is waited for: it comes so late on a busy machine that the
            # finger would have pressed long
            for kind, point in zip_longest(
                ["touchStart"], points, fillvalue="touchMove"
            ):
                self.browser._websocket_send(
                    "Input.dispatchTouchEvent",
                    params={"type": kind, "touchPoints": [point]},
                )
            if len(points) > 1:
                # one that leaves in motion flings, and the next tap only stops that
                time.sleep(0.2)
            self.command("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
            end = time.time() + 5
            while time.time() < end:
                # another page has no mark
                if self.evaluate("window.touched ?? true"):
                    return
                time.sleep(0.02)

    def tap_text(self, selector, text, inside="", size=24):
        """Tap the first element that shows a text, or something inside it.

        :param str inside: selector within that element; empty: the element itself
        """
        mark = f"""(() => {{
            document.querySelector("[data-tapped]")?.removeAttribute("data-tapped");
            const found = [...document.querySelectorAll({json.dumps(selector)})].find(
                (el) => el.innerText.includes({json.dumps(text)})
            );
            const inside = {json.dumps(inside)};
            const target = inside ? found?.querySelector(inside) : found;
            target?.setAttribute("data-tapped", "");
            return !!target;
        }})()"""
        self.wait(f"({mark})", f"{selector}: {text}")
        self.tap("[data-tapped]", size)

    def sign(self):
        """Sign in a dialog with a finger and adopt."""
        self.tap('.modal [name="signature"] .o_signature', 24)
        self.wait("canvas.o_web_sign_signature")
        self.draw("canvas.o_web_sign_signature")
        adopt = ".modal:has(canvas) .modal-footer .btn-primary"
        self.wait(f"(!document.querySelector('{adopt}').disabled)")
        self.tap(adopt, 24)
        self.wait("(!document.querySelector('canvas'))", timeout=60)

    def draw(self, selector):
        """Draw a line on an element with a finger, as one writes a name."""
        self.wait(selector)
        box = self.evaluate(
            f"""(() => {{
                const el = document.querySelector({json.dumps(selector)});
                el.scrollIntoView({{ block: "center" }});
                const {{ x, y, width, height }} = el.getBoundingClientRect();
                return {{ x, y, width, height }};
            }})()"""
        )
        self._touch(
            [
                {
                    "x": box["x"] + box["width"] * (0.2 + 0.05 * step),
                    "y": box["y"] + box["height"] * (0.3 if step % 2 else 0.6),
                }
                for step in range(12)
            ],
            "pointerup",
        )

    def set_offline(self, offline):
        self.command("Network.enable")
        self.command(
            "Network.emulateNetworkConditions",
            offline=offline,
            latency=0,
            downloadThroughput=-1,
            uploadThroughput=-1,
        )


class BrowserCase(HttpCase):
    """A test case that lets a person work in the browser."""

    @contextmanager
    def open_browser(self, path, login):
        """Open a page as a user.

        The database may be looked at again when the context is left.

        :param str path: path of the page
        :param str login: log-in of the user
        :return: context manager that gives a :class:`Person`
        """
        browser = ChromeBrowser(self)
        with self.allow_requests(browser=browser), ExitStack() as stack:
            stack.callback(self._wait_remaining_requests)
            stack.callback(_kick_all, CloseCode.KILL_NOW)
            stack.enter_context(
                patch.object(
                    WebsocketConnectionHandler, "websocket_allowed", return_value=True
                )
            )
            stack.callback(browser.stop)
            self.authenticate(login, login, browser=browser)
            self.cr.flush()
            self.cr.clear()
            person = Person(self, browser)
            if self.touch_enabled:
                person.command("Emulation.setTouchEmulationEnabled", enabled=True)
            browser.navigate_to(self.base_url() + path)
            yield person
