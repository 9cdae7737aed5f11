"""``make lint`` and ``make format``."""

import os
import subprocess
import sys

from . import odoo_source
from .console import say
from .paths import ROOT, TEST_RUN, all_addons
from .testing import databases

#: folders with Python code besides the addons
CODE = ("tools", "tests")
#: Odoo's own checks that are left out: its pylint runs through pylint-odoo here,
#: eslint is a program of its own, and conflict markers are a matter for git.
LEFT_OUT = ("test_checkers", "test_pylint", "test_eslint", "test_markers")
#: checks of oca-odoo-pre-commit-hooks that are left out: a limit of Weblate, and matters
#: of taste in which Odoo's own files do otherwise
OCA_LEFT_OUT = (
    "weblate-component-too-long",
    "xml-header-wrong",
    "xml-field-numeric-without-eval",
    "xml-tag-position",
)
#: it empties terms that are alike in both languages; here they count as untranslated
OCA_PO_LEFT_OUT = "po-pretty-format"


def _run(name, *command):
    """Run one linter; return its name if it complains."""
    say(f"-- {name}")
    code = subprocess.call([str(part) for part in command], cwd=ROOT)
    return [name] if code else []


def _module(name, *arguments):
    """Run a linter that is a Python module."""
    return _run(name, sys.executable, "-m", name, *arguments)


def lint():
    """Run all linters, or those of ADDON; return 1 if one complains."""
    addon = os.environ.get("ADDON")
    addons = [addon] if addon else all_addons()
    code = addons if addon else [*CODE, *addons]
    failed = _module("flake8", *code)
    failed += _module("isort", "--check-only", "--quiet", *code)
    failed += _module("ruff", "format", "--check", "--quiet", *code)
    failed += _module("codespell_lib", *([addon] if addon else ["."]))
    if addons:
        failed += _module("pylint", "--rcfile=setup.cfg", *addons)
        failed += _oca_hooks(addons)
        database = (
            databases.with_one_addon(addon) if addon else databases.with_everything()
        )
        with database as instance:
            failed += _odoo_test_lint(instance)
    say("\nlint: " + (f"FAILED: {', '.join(failed)}" if failed else "all clean"))
    return 1 if failed else 0


def _oca_hooks(addons):
    """Check XML, CSV and translation files."""
    package = "oca_pre_commit_hooks"
    manifests = [f"{addon}/__manifest__.py" for addon in addons]
    options = ("--disable", ",".join(OCA_LEFT_OUT))
    failed = _module(f"{package}.cli", *options, *manifests)
    translations = [
        path.relative_to(ROOT)
        for addon in addons
        for path in sorted((ROOT / addon).glob("i18n/*.po*"))
    ]
    if translations:
        failed += _module(
            f"{package}.cli_po", "--disable", OCA_PO_LEFT_OUT, *translations
        )
    return failed


def _odoo_test_lint(instance):
    """Run the checks that Odoo makes of its addons on ours."""
    tests = odoo_source.provide().addon("test_lint") / "tests"
    files = [
        path for path in sorted(tests.glob("test_*.py")) if path.stem not in LEFT_OUT
    ]
    return _run(
        "Odoo's test_lint",
        *(sys.executable, "-m", "pytest", "-c", ROOT / "setup.cfg", "--quiet"),
        *("-p", "tools.testing.lint_plugin"),
        *("--odoo-database", instance.database),
        *("--odoo-config", instance.config),
        *("--odoo-extra", f"logfile={TEST_RUN / 'test_lint.log'}"),
        *files,
    )


def format_code():
    """Sort imports and format the code."""
    code = [*CODE, *all_addons()]
    failed = _module("isort", "--quiet", *code) + _module("ruff", "format", *code)
    return 1 if failed else 0
