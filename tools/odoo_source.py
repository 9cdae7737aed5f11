"""Odoo 19 Community: from Debian's package, or where ODOO_HOME says."""

import os
import shutil
from pathlib import Path
from typing import NamedTuple

from . import cache, debian, npm
from .console import ToolError
from .paths import RUN

PACKAGES = (
    "odoo-19",
    # what links inside odoo-19 point at
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
    "fonts-roboto-unhinted",
    "fonts-montserrat",
    "fonts-inconsolata",
    "fonts-ocr-b",
)
OTHER_WAYS = (
    "Without it, set ODOO_HOME=/path/to/odoo to use an Odoo 19 that is already on"
    " this machine (source checkout or installed package), or use containers:"
    " docker compose up."
)


class Odoo(NamedTuple):
    """An Odoo 19 ready to be imported."""

    #: the folder that Python must search to find ``odoo``
    python_path: Path
    #: where its addons are, besides those inside the Python package
    addons: tuple

    def addon(self, name):
        """Return the folder of one of Odoo's own addons."""
        folders = (self.python_path / "odoo/addons", *self.addons)
        return next(path / name for path in folders if (path / name).exists())


def provide():
    """Return the Odoo to use, downloading it where necessary."""
    home = os.environ.get("ODOO_HOME")
    if home:
        return _from_home(Path(home).expanduser().resolve())
    root = cache.provide("odoo-19", _build)
    return Odoo(root / "usr/lib/python3/dist-packages", ())


def _from_home(home):
    """Describe a source checkout, an installed package or its parent folder."""
    if (home / "odoo-bin").exists():
        return Odoo(home, (home / "addons",))
    for package in (home, home / "odoo"):
        if (package / "release.py").exists():
            return Odoo(_isolated(package), ())
    raise ToolError(
        f"ODOO_HOME={home} holds no Odoo: neither odoo-bin nor odoo/release.py."
    )


def _isolated(package):
    """Return a folder with nothing but a link to an installed ``odoo``.

    Its own folder may hold other Python packages, which must not be imported.
    """
    folder = RUN / "odoo-home"
    folder.mkdir(parents=True, exist_ok=True)
    link = folder / "odoo"
    link.unlink(missing_ok=True)
    link.symlink_to(package)
    return folder


def _build(folder):
    try:
        debian.unpack(PACKAGES, folder)
        _add_what_debian_strips(folder / "usr/lib/python3/dist-packages/odoo/addons")
    except ToolError as error:
        raise ToolError(
            f"Odoo 19 could not be downloaded.\n{error}\n{OTHER_WAYS}"
        ) from error


def _add_what_debian_strips(addons):
    """Put the files in place that the web client needs and the package lacks."""
    fonts = npm.package("font-awesome", "4.7.0") / "fonts"
    for place in ("web/static/src/libs", "web/static/lib"):
        target = addons / place / "fontawesome/fonts"
        if target.is_symlink():
            target.unlink()
        target.mkdir(parents=True, exist_ok=True)
        for font in fonts.iterdir():
            (target / font.name).unlink(missing_ok=True)
            shutil.copyfile(font, target / font.name)
    name = "selfie_segmentation"
    script = npm.package(f"@mediapipe/{name}", "0.1.1675465747") / f"{name}.js"
    target = addons / "mail/static/lib" / name / script.name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    shutil.copyfile(script, target)
