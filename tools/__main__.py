"""Entry point: ``python3 -m tools COMMAND``.

Runs on any Python of the machine, sets up what is missing, and goes on in the
virtual environment's Python.
"""

import importlib
import os
import sys
from pathlib import Path

from . import odoo_source, system, venv
from .console import ToolError, warn
from .paths import RUN

#: command → module below ``tools`` and function
COMMANDS = {
    "run": ("server", "run"),
    "start": ("server", "start"),
    "stop": ("server", "stop"),
    "update": ("server", "update"),
    "shell": ("server", "shell"),
    "clean": ("server", "clean"),
    "test": ("testing.main", "test"),
    "test-full": ("testing.main", "test_full"),
    "lint": ("lint", "lint"),
    "format": ("lint", "format_code"),
    "pot": ("translations", "update"),
    "screenshots": ("screenshots", "take"),
    "bench": ("bench", "bench"),
    "verify-log": ("verify", "verify_log"),
}
#: nothing to do for these before anything else was run
NEED_RUN_FOLDER = ("stop", "clean")
PYTHON_MIN, PYTHON_MAX = (3, 10), (3, 13)


def main(arguments):
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        raise ToolError(f"Usage: python3 -m tools {'|'.join(COMMANDS)}")
    command = arguments[0]
    if command in NEED_RUN_FOLDER and not RUN.exists():
        return 0
    if not PYTHON_MIN <= sys.version_info[:2] <= PYTHON_MAX:
        raise ToolError("Odoo 19 needs Python 3.10 to 3.13; set PYTHON=python3.x")
    system.provide()
    odoo = odoo_source.provide()
    environment = venv.provide(odoo)
    if Path(sys.prefix).resolve() != environment:
        python = str(venv.python_of(environment))
        os.execv(python, [python, "-m", "tools", command])
    module, function = COMMANDS[command]
    return getattr(importlib.import_module(f"tools.{module}"), function)()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ToolError as error:
        warn(f"\nError: {error}")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
