"""Files from npm packages, through the npm client."""

import tempfile
from pathlib import Path

from . import cache
from .console import step
from .process import run


def package(name, version):
    """Return the folder of an unpacked npm package in the cache."""

    def build(folder):
        with step(f"Downloading {name} {version}"):
            with tempfile.TemporaryDirectory() as scratch:
                run(["npm", "pack", "--silent", f"{name}@{version}"], cwd=scratch)
                (archive,) = Path(scratch).glob("*.tgz")
                run(["tar", "-xzf", archive, "-C", folder])

    slug = name.strip("@").replace("/", "-")
    return cache.provide(f"npm/{slug}-{version}", build) / "package"


def axe_core():
    """Return the script that checks a page for accessibility."""
    return package("axe-core", "4.14.1") / "axe.min.js"
