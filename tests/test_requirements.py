"""The pinned Python packages fit together, and the addons' needs are among them."""

from importlib import metadata

from packaging.requirements import Requirement

from tools.paths import ROOT, all_addons, manifest


def test_every_requirement_is_met():
    broken = []
    for distribution in metadata.distributions():
        if distribution.name == "odoo":
            continue  # names PyPDF2 and psycopg2; runs with pypdf and psycopg2-binary
        for text in distribution.requires or ():
            need = Requirement(text)
            if need.marker and not need.marker.evaluate({"extra": ""}):
                continue
            try:
                version = metadata.version(need.name)
            except metadata.PackageNotFoundError:
                version = "missing"
            if version == "missing" or not need.specifier.contains(version, True):
                broken.append(f"{distribution.name}: {need}, there is {version}")
    assert not broken


def test_addons_needs_are_pinned():
    pinned = (ROOT / "requirements.txt").read_text().lower().splitlines()
    names = {line.partition("==")[0] for line in pinned}
    modules = metadata.packages_distributions()
    for addon in all_addons():
        for need in manifest(addon).get("external_dependencies", {}).get("python", ()):
            distributions = modules.get(need, [need])
            assert any(name.lower() in names for name in distributions), need
