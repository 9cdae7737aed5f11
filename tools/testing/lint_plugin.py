"""Pytest plugin that shows Odoo's own lint tests no addons but ours, or ADDON."""

import os

import pytest

from odoo.modules import Manifest

from ..paths import all_addons


@pytest.fixture(autouse=True)
def _only_our_addons(monkeypatch):
    names = [os.environ["ADDON"]] if os.environ.get("ADDON") else all_addons()
    ours = [Manifest.for_addon(name) for name in names]
    monkeypatch.setattr(Manifest, "all_addon_manifests", lambda: ours)
