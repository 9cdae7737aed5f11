"""Verifying the sealed chain of the demo's access log."""

import subprocess

from . import demo, odoo
from .console import ToolError
from .paths import ROOT


def run(instance, *arguments, **options):
    """Run ``odoo verify_log`` on an instance.

    :param options: as of ``subprocess.run``
    :return: the finished process
    """
    odoo.write_config(instance)
    database = ("--database", instance.database)
    line = odoo.command(instance, "verify_log", *database, *arguments)
    line.insert(3, f"--addons-path={ROOT}")
    return subprocess.run(line, cwd=ROOT, env=odoo.environment(), **options)


def verify_log():
    """Print what ``odoo verify_log`` finds; fail if the log was changed."""
    with demo.instance() as instance:
        if run(instance).returncode:
            raise ToolError("The access log was changed, or could not be verified.")
