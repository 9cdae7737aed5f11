"""``make test`` and ``make test-full``."""

import os
import shutil
import subprocess
import sys

from .. import npm, translations
from ..console import ToolError, say
from ..paths import ROOT, TEST_RUN, all_addons
from . import databases, logcheck
from .results import Results

#: in ADDON: the whole-system tests instead of an addon's
SYSTEM = "tests"
#: Odoo tag and pytest marker of tests that only ``make test-full`` runs
LONG_TAG = "integration_long"
LONG_MARKER = "long"


def test():
    return _test(long=False)


def test_full():
    return _test(long=True)


def _test(long):
    addon = os.environ.get("ADDON")
    if not shutil.which("chromium"):
        raise ToolError("The browser tests need the program chromium.")
    results = Results()
    TEST_RUN.mkdir(parents=True, exist_ok=True)
    if addon == SYSTEM:
        _system(results, long)
    elif addon:
        _one_addon(results, addon, long)
    elif long:
        # one after the other: the long ones measure times
        _all_addons(results, long)
        _system(results, long)
    else:
        _both(results)
    return results.close()


def _both(results):
    """Run the whole-system tests beside those of the addons: each of the two leaves a
    processor idle for much of the time. What the former say is shown at the end.
    """
    output = TEST_RUN / f"{SYSTEM}-{os.getpid()}.out"
    environment = {name: os.environ[name] for name in os.environ.keys() - {"TAGS"}}
    with open(output, "w") as file:
        system = subprocess.Popen(
            [sys.executable, "-m", "tools", "test"],
            cwd=ROOT,
            env={**environment, "ADDON": SYSTEM},
            stdout=file,
            stderr=subprocess.STDOUT,
        )
        try:
            _all_addons(results, long=False)
        except BaseException:
            system.terminate()
            raise
        finally:
            code = system.wait()
    text = output.read_text()
    output.unlink()
    say(text)
    results.add_run(SYSTEM, text, code)


def _odoo_tags(long):
    return os.environ.get("TAGS") or ("standard" + f",{LONG_TAG}" * long)


def _all_addons(results, long):
    with databases.with_everything() as instance:
        _addon_tests(results, instance, all_addons(), long)
        for name, problems in translations.problems(instance):
            results.check(name, problems)


def _one_addon(results, addon, long):
    if addon not in all_addons():
        raise ToolError(f"ADDON={addon}: no such addon; there are {all_addons()}")
    with databases.with_one_addon(addon) as instance:
        _addon_tests(results, instance, [addon], long)


def _addon_tests(results, instance, addons, long):
    """Run the tests of addons that are installed in the instance."""
    folders = [ROOT / addon / "tests" for addon in addons]
    _pytest(
        results,
        "addons",
        *("-p", "tools.testing.plugin"),
        *("--odoo-database", instance.database),
        *("--odoo-config", instance.config),
        *("--odoo-log-level", "info", "--odoo-http"),
        *("--odoo-extra", f"logfile={instance.log}"),
        *("--odoo-tags", _odoo_tags(long)),
        *[folder for folder in folders if folder.exists()],
    )
    _check_log(results, databases.install_log(instance))
    _check_log(results, instance.log)


def _system(results, long):
    """Run the whole-system tests against a server with the demo municipality."""
    npm.axe_core()
    selection = [] if long else ["-m", f"not {LONG_MARKER}"]
    if os.environ.get("ADDON") == SYSTEM and os.environ.get("TAGS"):
        selection += ["-k", os.environ["TAGS"]]
    log = TEST_RUN / f"{databases.NAME}_demo" / "odoo.log"
    log.unlink(missing_ok=True)
    _pytest(results, "system", "-p", "no:odoo", *selection, ROOT / SYSTEM)
    if log.exists():  # not when the chosen tests needed no server
        _check_log(results, log)
        _check_log(results, databases.demo_install_log())


def _check_log(results, log):
    results.check(f"{log.relative_to(ROOT)} is clean", logcheck.problems(log))


def _pytest(results, name, *arguments):
    report = TEST_RUN / f"{name}-{os.getpid()}.xml"
    say(f"\n-- Tests: {name}")
    command = [sys.executable, "-m", "pytest", "--junitxml", report, *arguments]
    code = subprocess.call([str(part) for part in command], cwd=ROOT)
    results.add_junit(name, report, code)
    report.unlink(missing_ok=True)
