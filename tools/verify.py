"""Verifying the sealed chain of the demo's access log."""

import subprocess

from . import demo, odoo
from .console import ToolError
from .paths import ROOT


def verify_log():
    """Print what ``odoo verify_log`` finds; fail if the log was changed."""
    with demo.instance() as instance:
        odoo.write_config(instance)
        line = odoo.command(instance, "verify_log", "--database", instance.database)
        line.insert(3, f"--addons-path={ROOT}")
        if subprocess.run(line, cwd=ROOT, env=odoo.environment()).returncode:
            raise ToolError("The access log was changed, or could not be verified.")
