"""What the documents name is there: files, commands, log-ins; addons build as wheels."""

import re
import tomllib

import pytest

from tools.logins import LOGINS
from tools.paths import ROOT, product_addons

DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
READMES = [ROOT / "README.md", ROOT / "README.de.md"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)#]+)", path.read_text()):
        assert "://" in target or (path.parent / target).exists(), target


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_commands_exist(path):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", path.read_text(), re.M))
    assert named <= targets


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_logins_are_listed(path, rpc):
    users = rpc("admin").call("res.users", "search_read", [], fields=["login"])
    there = {user["login"] for user in users}
    expected = {login.login for login in LOGINS if login.login in there}
    assert (
        set(re.findall(r"^\| `(\w+)` \|", path.read_text(), re.M))
        - set(product_addons())
        == expected
    )


@pytest.mark.parametrize("addon", product_addons())
def test_builds_as_wheel(addon):
    project = tomllib.loads((ROOT / addon / "pyproject.toml").read_text())
    assert project["build-system"]["build-backend"] == "whool.buildapi"
