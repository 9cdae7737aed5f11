"""The virtual environment with everything Odoo, tests and linters import."""

import hashlib
import importlib.util
import sys

from . import cache
from .console import step
from .paths import ROOT
from .process import run

REQUIREMENT_FILES = ("requirements.txt", "test-requirements.txt")


def provide(odoo):
    """Return the environment's folder, building it where necessary.

    :param odoo: the Odoo that the environment's Python shall import
    """
    key = hashlib.sha256(f"{sys.version}\n{odoo.python_path}\n".encode())
    for name in REQUIREMENT_FILES:
        key.update((ROOT / name).read_bytes())

    def build(folder):
        with step("Installing Python packages"):
            pip = _create(folder)
            # Everything is pinned, so nothing needs to be resolved; and OCA addons
            # require a distribution named odoo, which is not on the index.
            command = [*pip, "install", "--quiet", "--no-input", "--no-deps"]
            for name in REQUIREMENT_FILES:
                command += ["--requirement", ROOT / name]
            run(command)
        (site,) = folder.glob("lib/python*/site-packages")
        (site / "odoo.pth").write_text(f"{odoo.python_path}\n")

    return cache.provide(f"venv-{key.hexdigest()[:16]}", build)


def python_of(folder):
    return folder / "bin/python"


def _create(folder):
    """Create an empty environment; return the command of a pip for it.

    Debian's Python lacks ensurepip unless python3-venv is installed; its pip can
    install into another environment instead.
    """
    if importlib.util.find_spec("ensurepip"):
        run([sys.executable, "-m", "venv", folder])
        return [python_of(folder), "-m", "pip"]
    run([sys.executable, "-m", "venv", "--without-pip", folder])
    return [sys.executable, "-m", "pip", "--python", python_of(folder)]
