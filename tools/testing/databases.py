"""Test databases: made once, reused while the addons are unchanged."""

import json
import os
import shutil
import socket
from contextlib import contextmanager
from datetime import date

from psycopg2 import sql

from .. import cache, database, demo, odoo, postgres
from ..paths import (
    TEST_RUN,
    all_addons,
    manifest,
    product_addons,
    with_dependencies,
)

PG_DATA = TEST_RUN / "pg"
NAME = database.TEST_PREFIX
CORE = f"{NAME}_core"
#: what does not change a database
LEAVE_OUT = ("tests", "static", "readme")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def _instance(name):
    """Give a test instance that no other run uses at the same time."""
    with cache.locked(TEST_RUN / f"{name}.lock"):
        with postgres.using(PG_DATA, fast=True) as server:
            instance = odoo.Instance(server, name, TEST_RUN / name, free_port())
            odoo.write_config(instance)
            instance.log.write_text("")
            yield instance


def install_log(instance):
    """Return the path of the log that tells how the database was made."""
    return instance.folder / "install.log"


def _drop(instance):
    """Drop the database, if there is one, and its files."""
    database.drop(instance.server, instance.database)
    shutil.rmtree(instance.folder / "data", ignore_errors=True)
    install_log(instance).parent.mkdir(parents=True, exist_ok=True)
    install_log(instance).write_text("")


def _copy(template, instance):
    """Make the instance a copy of another one's database and files."""
    _drop(instance)
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
        sql.Identifier(instance.database), sql.Identifier(template.database)
    )
    database.query(instance.server, "postgres", statement)
    shutil.copytree(
        template.folder / "data/filestore" / template.database,
        instance.folder / "data/filestore" / instance.database,
        copy_function=os.link,
    )


def _sibling(instance, name):
    """Return an instance with another name on the same server."""
    return instance._replace(database=name, folder=TEST_RUN / name)


def _install(instance, addons):
    """Install addons into a fresh database."""
    with cache.locked(TEST_RUN / f"{CORE}.lock"):
        _copy(_core(instance), instance)
    target = instance._replace(log_name="install.log")
    names = ",".join(addons)
    odoo.modify(target, f"Installing {names}", "-i", names)


def _core(instance):
    """Return an instance with those of Odoo's own addons that ours stand on."""
    core = _sibling(instance, CORE)
    needs = sorted(
        {need for addon in all_addons() for need in manifest(addon).get("depends", ())}
        - set(all_addons())
    )
    if _state(core) != needs:
        _drop(core)
        target = core._replace(log_name="install.log")
        odoo.modify(target, "Installing Odoo", "-i", ",".join(needs) or "base")
        _remember(core, needs)
    return core


@contextmanager
def with_addons(addons, name, install=(), assets=False):
    """Give an instance with these addons of ours, without demo data.

    :param addons: their changes lead to a new database
    :param install: further addons to install
    :param assets: build the web client's files at once, for browser tests
    """
    state = {addon: demo.fingerprint([addon], LEAVE_OUT) for addon in addons}
    with _instance(name) as instance:
        if _state(instance) != state:
            _install(instance, (*addons, *install))
            if assets:
                odoo.execute_script(instance, odoo.ASSETS)
            _remember(instance, state)
        yield instance


@contextmanager
def with_one_addon(addon):
    """Give an instance with one addon, updated in place after changes."""
    addons = with_dependencies(addon)
    state = {name: demo.fingerprint([name], LEAVE_OUT) for name in addons}
    with _instance(f"{NAME}_{addon}") as instance:
        known = _state(instance)
        if known is None:
            _install(instance, [addon])
        elif changed := [name for name in state if known.get(name) != state[name]]:
            _remember(instance, None)
            target = instance._replace(log_name="install.log")
            install_log(instance).write_text("")
            odoo.modify(
                *(target, f"Updating {', '.join(changed)}"),
                *("-u", ",".join(changed), "-i", addon),
            )
        _remember(instance, state)
        yield instance


@contextmanager
def with_everything():
    """Give the instance with all addons of the repository."""
    with with_addons(all_addons(), NAME, assets=True) as instance:
        yield instance


@contextmanager
def demo_copy():
    """Give an instance with a fresh copy of the demo municipality."""
    with _instance(f"{NAME}_demo") as instance:
        _copy(_demo_template(instance), instance)
        yield instance


def _demo_template(instance):
    """Return an instance that holds the demo data as installed today."""
    template = _sibling(instance, f"{NAME}_demo_template")
    addons = product_addons()
    # Its dates are relative to the day of the installation.
    state = {
        "addons": demo.fingerprint(addons, LEAVE_OUT),
        "date": str(date.today()),
    }
    if _state(template) != state:
        _drop(template)
        target = template._replace(log_name="install.log")
        demo.create(target, addons, "Creating the demo data")
        odoo.execute_script(target, odoo.ASSETS)
        _remember(template, state)
    return template


def _state(instance):
    """Return what is remembered of a database; None if it is not complete."""
    if not database.exists(instance.server, instance.database):
        return None
    value = database.parameter(instance.server, instance.database, demo.READY)
    return json.loads(value) if value else None


def _remember(instance, state):
    value = json.dumps(state)
    database.set_parameter(instance.server, instance.database, demo.READY, value)
