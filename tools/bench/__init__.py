"""``make bench``: measurements; writes docs/benchmark.md."""

import os
import platform
from datetime import date

from .. import odoo
from ..console import say
from ..paths import ROOT
from ..testing import databases
from . import imports, need_to_know

REPORT = ROOT / "docs/benchmark.md"


def bench():
    # The helpers of the tests are of no use to the other commands.
    from tests.support.rpc import Session

    with databases.demo_copy() as instance, odoo.served(instance):
        chapters = [
            need_to_know.measure(instance, Session),
            imports.measure(instance, Session),
        ]
    head = f"""# Measurements

Made by `make bench` on {date.today()}: {platform.machine()}, {os.cpu_count()} cores, \
Python {platform.python_version()}, through HTTP as the web client does it, on the demo \
municipality.
"""
    REPORT.write_text("\n".join([head, *chapters]))
    say(f"Written: {REPORT.relative_to(ROOT)}")
    return 0
