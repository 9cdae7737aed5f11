"""Pytest plugin for the addons' tests: chooses them by Odoo's test tags."""

import pytest

from odoo.tests import BaseCase
from odoo.tests.tag_selector import TagsSelector


def pytest_addoption(parser):
    parser.addoption("--odoo-tags", default="standard", help="Odoo's --test-tags")


# Odoo's runner sets this; its base classes of JavaScript tests read it.
BaseCase._test_params = ()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    selector = TagsSelector(config.getoption("--odoo-tags"))
    chosen, others = [], []
    for item in items:
        test = item.cls and item.cls(item.originalname or item.name)
        (chosen if test and selector.check(test) else others).append(item)
    items[:] = chosen
    config.hook.pytest_deselected(items=others)
