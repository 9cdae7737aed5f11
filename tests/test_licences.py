"""No Enterprise-licensed module comes along with the addons, also beside project."""

import pytest

from tools import database

from .support import beside

ENTERPRISE = ("OEEL-1", "OPL-1")


@pytest.mark.long
def test_no_enterprise_module_beside_project():
    with beside.database() as instance:
        installed = database.installed_addons(instance.server, instance.database)
        assert installed.issuperset(beside.OTHERS)
        enterprise = database.query(
            *(instance.server, instance.database),
            "SELECT name FROM ir_module_module"
            " WHERE state = 'installed' AND license IN %s",
            ENTERPRISE,
        )
    assert not enterprise
