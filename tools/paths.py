"""Where things are, and which addons there are."""

import ast
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUN = ROOT / ".run"
TEST_RUN = RUN / "test"
SETUP_CFG = ROOT / "setup.cfg"


def cache_dir():
    """Return the folder for downloads, shared by all clones of a user."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base).resolve() / "integration-odoo"


def _addons(pattern):
    return sorted(path.parent.name for path in ROOT.glob(f"{pattern}/__manifest__.py"))


def product_addons():
    """Return the addons that a municipality installs."""
    return _addons("integration_*")


def test_addons():
    """Return the addons that exist for tests only."""
    return _addons("test_*")


def all_addons():
    return product_addons() + test_addons()


def manifest(addon):
    return ast.literal_eval((ROOT / addon / "__manifest__.py").read_text())


def with_dependencies(addon):
    """Return the addon and those of this repository that it stands on."""
    found, ours = [], all_addons()

    def visit(name):
        for dependency in manifest(name).get("depends", ()):
            if dependency in ours and dependency not in found:
                visit(dependency)
        found.append(name)

    visit(addon)
    return found
