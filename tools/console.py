"""What the commands say: messages, long steps with progress, errors."""

import sys
import threading
import time
from contextlib import contextmanager

HEARTBEAT_SECONDS = 15


class ToolError(Exception):
    """A problem that the user can act on; shown without a traceback."""


def say(message=""):
    """Print one line at once, also into a pipe."""
    print(message, flush=True)


def warn(message):
    print(message, file=sys.stderr, flush=True)


@contextmanager
def step(title):
    """Announce a long step, show that it is alive, and say how long it took.

    :param title: what is being done, for people
    :return: a function that sets the detail shown by the next sign of life
    """
    started = time.monotonic()
    detail = [""]
    done = threading.Event()

    def beat():
        while not done.wait(HEARTBEAT_SECONDS):
            say(f"   … {time.monotonic() - started:.0f} s {detail[0]}".rstrip())

    def show(text):
        detail[0] = text

    say(f"-- {title}")
    threading.Thread(target=beat, daemon=True).start()
    try:
        yield show
    finally:
        done.set()
    say(f"   done in {time.monotonic() - started:.1f} s")
