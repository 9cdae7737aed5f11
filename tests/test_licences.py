"""No Enterprise-licensed module comes along with the addons, also beside project."""

from tools import database
from tools.paths import product_addons
from tools.testing import databases

ENTERPRISE = ("OEEL-1", "OPL-1")


def test_no_enterprise_module_beside_project():
    name = f"{databases.NAME}_licences"
    with databases.with_addons(product_addons(), name, "project") as instance:
        assert "project" in database.installed_addons(instance.server, name)
        enterprise = database.query(
            *(instance.server, name),
            "SELECT name FROM ir_module_module"
            " WHERE state = 'installed' AND license IN %s",
            ENTERPRISE,
        )
    assert not enterprise
