"""Server logs must hold no warning except those that setup.cfg allows."""

import subprocess
import sys

from ..paths import SETUP_CFG


def problems(log):
    """Return the lines that report what is wrong with a log."""
    result = subprocess.run(
        [sys.executable, "-m", "checklog_odoo", "-c", str(SETUP_CFG), str(log)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if not result.returncode:
        return []
    text = result.stdout
    return text[text.find("errors that caused failure") :].splitlines() or [text]
