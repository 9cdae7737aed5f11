"""A database with our addons beside other ones of Odoo's, without demo data."""

from tools.paths import product_addons
from tools.testing import databases

OTHERS = ("project", "crm")


def database():
    """Give an instance in which a town uses projects and sales beside our addons."""
    name = f"{databases.NAME}_beside"
    return databases.with_addons(product_addons(), name, *OTHERS)
