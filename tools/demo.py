"""The demo database: created once, completed when addons are added."""

import hashlib
import os
from contextlib import contextmanager

from . import database, odoo, postgres
from .console import say
from .paths import ROOT, RUN, product_addons

#: set when a database is completely installed; holds the addons' fingerprint
READY = "integration_tools.ready"
PG_DATA = RUN / "pg"


@contextmanager
def instance():
    """Give the demo's Odoo, with PostgreSQL running."""
    name = os.environ.get("DB") or "integration_demo"
    port = int(os.environ.get("PORT") or 8069)
    with postgres.using(PG_DATA) as server:
        yield odoo.Instance(server, name, RUN, port)


def fingerprint(addons, leave_out=()):
    """Return a digest of the addons' files.

    :param leave_out: names of folders whose files do not count
    """
    digest = hashlib.sha256()
    for addon in addons:
        for path in sorted((ROOT / addon).rglob("*")):
            skip = {"__pycache__", *leave_out}.intersection(path.parts)
            if path.is_file() and not skip:
                digest.update(str(path.relative_to(ROOT)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def prepare(demo):
    """Create the demo database, or install what it lacks."""
    addons = product_addons()
    current = fingerprint(addons, leave_out=("tests",))
    state = None
    if database.exists(demo.server, demo.database):
        state = database.parameter(demo.server, demo.database, READY)
        if not state:
            database.drop(demo.server, demo.database)
    if not state:
        create(demo, addons, "Creating the demo municipality (takes some minutes)")
        odoo.execute_script(demo, odoo.ASSETS)
    else:
        installed = database.installed_addons(demo.server, demo.database)
        missing = [name for name in addons if name not in installed]
        if missing:
            odoo.modify(demo, "Installing new addons", "-i", ",".join(missing))
        elif state != current:
            say("The addons have changed since: `make update` brings them in.")
        current = state
    database.set_parameter(demo.server, demo.database, READY, current)


def create(demo, addons, title):
    """Install addons with demo data into a new database, in German."""
    odoo.modify(
        demo,
        title,
        *("-i", ",".join(addons) or "base"),
        "--with-demo",
        "--load-language=de_DE",
    )
    odoo.execute_script(demo, odoo.GERMAN)
