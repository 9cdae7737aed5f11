"""Counting what passed and failed."""

import re
import xml.etree.ElementTree as ElementTree

from ..console import say

#: so many problems of one check are listed
SHOWN = 40
#: marks of a test that has not passed, in a JUnit file
BAD = ("failure", "error", "skipped")


class Results:
    """Counts of a whole run, over pytest runs and single checks."""

    def __init__(self):
        self.passed = 0
        self.failures = []

    def check(self, name, problems):
        """Count one check, which has failed if there are problems."""
        if problems:
            self.failures.append(name)
            say(f"\nFAILED {name}")
            for problem in problems[:SHOWN]:
                say(f"  {problem}")
            if len(problems) > SHOWN:
                say(f"  … and {len(problems) - SHOWN} more")
        else:
            self.passed += 1
            say(f"ok     {name}")

    def add_junit(self, name, path, exit_code):
        """Count the tests of one pytest run; a skipped test has failed.

        :param path: its JUnit file, missing when pytest could not start
        """
        cases = []
        if path.exists():
            cases = list(ElementTree.parse(path).iter("testcase"))
        before = len(self.failures)
        for case in cases:
            bad = [kind for kind in BAD if case.findall(kind)]
            if bad:
                test = f"{case.get('classname')}::{case.get('name')}"
                self.failures.append(f"{test} ({bad[0]})")
            else:
                self.passed += 1
        if not cases:
            self.failures.append(f"{name}: no test was run")
        elif exit_code and len(self.failures) == before:
            self.failures.append(f"{name}: pytest ended with {exit_code}")

    def add_run(self, name, text, exit_code):
        """Count a run of another process by what it has said at its end.

        :param str text: its output, that of :meth:`close` last
        """
        before = len(self.failures)
        counts = re.findall(r"^(\d+) passed, (\d+) failed$", text, re.MULTILINE)
        if counts:
            self.passed += int(counts[-1][0])
            failed = text.rpartition("\nFailed:\n")[2] if int(counts[-1][1]) else ""
            self.failures += re.findall(r"^  (\S.*)$", failed, re.MULTILINE)
        if exit_code and len(self.failures) == before:
            self.failures.append(f"{name}: ended with {exit_code}")
        if not exit_code and not (counts and int(counts[-1][0])):
            self.failures.append(f"{name}: no test was run")

    def close(self):
        """Print the failures and, last, the counts; return the exit code."""
        if self.failures:
            say("\nFailed:")
            for failure in self.failures:
                say(f"  {failure}")
        say(f"\n{self.passed} passed, {len(self.failures)} failed")
        return 1 if self.failures else 0
