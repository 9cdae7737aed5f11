"""Packages of Debian unstable, without touching the system's own sources."""

import os
import tempfile
from pathlib import Path

from .console import ToolError, step
from .process import run

SUITE = "sid"
DEFAULT_KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")


def _paragraphs(text):
    """Split deb822 text into dictionaries; continuation lines are dropped."""
    for block in text.split("\n\n"):
        fields = {}
        for line in block.splitlines():
            name, colon, value = line.partition(":")
            if colon and not line[:1].isspace() and not line.startswith("#"):
                fields[name] = value.strip()
        if fields:
            yield fields


def _main_archive():
    """Return the machine's own source of Debian packages."""
    for target in _paragraphs(run(["apt-get", "indextargets"])):
        if (
            target.get("Created-By") == "Packages"
            and target.get("Component") == "main"
            and {target.get("Origin"), target.get("Label")} == {"Debian"}
            and "security" not in target.get("Repo-URI", "security")
        ):
            return target
    raise ToolError("apt knows no Debian archive (try: apt-get update).")


def _keyring(target):
    """Return the key ring that the source names, or Debian's own."""
    path, _colon, number = target.get("Sourcesentry", "").rpartition(":")
    if path.endswith(".sources") and number.isdigit():
        entries = list(_paragraphs(Path(path).read_text()))
        named = Path(entries[int(number) - 1].get("Signed-By", ""))
        if named.is_absolute() and named.exists():
            return named
    return DEFAULT_KEYRING


def _write_config(state):
    """Write a private apt configuration below ``state``; return its path."""
    target = _main_archive()
    for folder in ("lists/partial", "archives/partial", "etc"):
        (state / folder).mkdir(parents=True)
    (state / "status").touch()
    (state / "etc/sources.list").write_text(
        f"deb [signed-by={_keyring(target)}] {target['Repo-URI']} {SUITE} main\n"
    )
    config = state / "apt.conf"
    config.write_text(
        f'Dir::State "{state}";\n'
        f'Dir::State::lists "{state}/lists";\n'
        f'Dir::State::status "{state}/status";\n'
        f'Dir::Cache "{state}";\n'
        f'Dir::Etc::sourcelist "{state}/etc/sources.list";\n'
        'Dir::Etc::sourceparts "-";\n'
        f'APT::Architectures "{target["Architecture"]}";\n'
        'APT::Sandbox::User "root";\n'
        'Acquire::Languages "none";\n'
    )
    return config


def unpack(packages, folder):
    """Download packages of Debian unstable and unpack them into ``folder``.

    :param packages: names of binary packages; their dependencies are not followed
    """
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        config = _write_config(scratch / "apt")
        environment = {**os.environ, "LC_ALL": "C"}
        with step("Reading Debian's list of packages"):
            # by default a source that cannot be reached is but a warning
            strict = ("-o", "APT::Update::Error-Mode=any")
            run(["apt-get", "-c", config, *strict, "update"], env=environment)
        with step("Downloading Odoo 19 (about 130 MB)") as show:
            for name in packages:
                show(name)
                run(
                    ["apt-get", "-c", config, "download", name],
                    cwd=scratch,
                    env=environment,
                )
        with step("Unpacking"):
            for archive in sorted(scratch.glob("*.deb")):
                run(["dpkg", "-x", archive, folder])
