"""The container set-up is valid, and every path and addon that it names exists.

It cannot be started by the tests: they run without containers.
"""

import json
import re
import shlex

import jsonschema
import pytest
import yaml

from tools.paths import ROOT, manifest, product_addons

#: Python packages that the addons may need, and that the image odoo:19 has
IN_THE_IMAGE = {
    "PyPDF2",
    "babel",
    "cryptography",
    "lxml",
    "openpyxl",
    "python-dateutil",
    "python-stdnum",
    "stdnum",
    "vobject",
    "xlsxwriter",
}


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


@pytest.fixture(scope="module")
def dockerfile():
    return (ROOT / "Dockerfile").read_text().replace("\\\n", " ")


def copied(dockerfile):
    """Return (sources, target) of each COPY line."""
    lines = [shlex.split(line) for line in dockerfile.splitlines()]
    return [(line[1:-1], line[-1]) for line in lines if line and line[0] == "COPY"]


def test_valid_against_the_compose_specification(compose):
    schema = json.loads((ROOT / "tests/data/compose-spec.json").read_text())
    jsonschema.Draft7Validator(schema).validate(compose)


def test_all_addons_are_installed(compose):
    named = compose["services"]["setup"]["environment"]["ADDONS"].split(",")
    assert sorted(named) == product_addons()


def test_all_addons_are_copied(dockerfile):
    folder = "/opt/integration/addons/"
    addons = {
        target.removeprefix(folder): sources
        for sources, target in copied(dockerfile)
        if target.startswith(folder)
    }
    assert addons == {name: [name] for name in product_addons()}
    assert (
        f"addons_path = {folder.rstrip('/')}"
        in (ROOT / "docker/odoo.conf").read_text().splitlines()
    )


def test_copied_files_exist(dockerfile):
    for sources, _target in copied(dockerfile):
        for source in sources:
            assert (ROOT / source).exists(), source


def test_files_named_inside_the_image_are_copied(compose, dockerfile):
    inside = {
        target + source.rpartition("/")[2] if target.endswith("/") else target
        for sources, target in copied(dockerfile)
        for source in sources
    }
    named = compose["services"]["setup"]["command"]
    script = (ROOT / "docker/setup.sh").read_text()
    named += re.findall(r"/opt/integration/\S+", script)
    assert set(named) <= inside


def test_volumes_are_declared(compose):
    for service in compose["services"].values():
        for volume in service.get("volumes", ()):
            assert volume.partition(":")[0] in compose["volumes"]


def test_variables_are_in_the_example_file():
    text = (ROOT / "docker-compose.yml").read_text()
    used = set(re.findall(r"\$\{(\w+)", text))
    example = (ROOT / ".env.example").read_text()
    assert set(re.findall(r"^(\w+)=", example, re.MULTILINE)) == used


def test_setup_variables_are_given(compose):
    script = (ROOT / "docker/setup.sh").read_text()
    script += (ROOT / "docker/admin_password.py").read_text()
    needed = set(re.findall(r"\$\{?([A-Z_]+)|environ\[\"([A-Z_]+)\"\]", script))
    names = {name for pair in needed for name in pair if name}
    assert names <= set(compose["services"]["setup"]["environment"])


def test_python_needs_are_in_the_image(dockerfile):
    for addon in product_addons():
        needs = manifest(addon).get("external_dependencies", {}).get("python", ())
        for name in needs:
            assert name in IN_THE_IMAGE or name in dockerfile, f"{addon}: {name}"
