"""Programs of the operating system that Odoo and the tests call."""

import os
import shutil
import subprocess
from ctypes.util import find_library

from .console import ToolError, step
from .process import run


def _has_ethiopic_font():
    """Tell whether Tigrinya can be printed; stands for all Noto fonts."""
    command = ["fc-list", ":lang=ti", "family"]
    return shutil.which("fc-list") and subprocess.check_output(command).strip()


#: package → is it there?
NEEDED = {
    "wkhtmltopdf": lambda: shutil.which("wkhtmltopdf"),
    "chromium": lambda: shutil.which("chromium"),
    "fonts-noto-core": _has_ethiopic_font,
    "poppler-utils": lambda: shutil.which("pdftotext"),
    "libmagic1": lambda: find_library("magic"),
}


def provide():
    """Install the missing system packages, or say which they are."""
    missing = [name for name, is_there in NEEDED.items() if not is_there()]
    if not missing:
        return
    names = " ".join(missing)
    if os.geteuid() or not shutil.which("apt-get"):
        raise ToolError(f"Please install these system packages first: {names}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with step(f"Installing system packages: {names}"):
        run(["apt-get", "-q", "update"], env=environment)
        run(
            ["apt-get", "-q", "-y", "install", "--no-install-recommends", *missing],
            env=environment,
        )
