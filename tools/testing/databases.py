"""Test databases: made once, reused while the addons are unchanged."""

import json
import os
import shutil
import socket
from contextlib import contextmanager
from datetime import date

from psycopg2 import sql

from .. import cache, database, demo, odoo, postgres
from ..paths import TEST_RUN, all_addons, product_addons, with_dependencies

PG_DATA = TEST_RUN / "pg"
NAME = database.TEST_PREFIX
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


def _fresh(instance, install):
    """Drop the database if there is one, and install anew."""
    database.drop(instance.server, instance.database)
    shutil.rmtree(instance.folder / "data", ignore_errors=True)
    install_log(instance).write_text("")
    install(instance._replace(log_name="install.log"))


def _install(instance, addons):
    names = ",".join(addons)
    _fresh(instance, lambda to: odoo.modify(to, f"Installing {names}", "-i", names))


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
    name = f"{NAME}_demo"
    with _instance(name) as instance:
        template = _demo_template(instance)
        database.drop(instance.server, name)
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        statement = statement.format(
            sql.Identifier(name), sql.Identifier(template.database)
        )
        database.query(instance.server, "postgres", statement)
        files = instance.folder / "data/filestore"
        shutil.rmtree(files, ignore_errors=True)
        shutil.copytree(
            template.folder / "data/filestore" / template.database,
            files / name,
            copy_function=os.link,
        )
        yield instance


def _demo_template(instance):
    """Return an instance that holds the demo data as installed today."""
    name = f"{NAME}_demo_template"
    template = instance._replace(database=name, folder=TEST_RUN / name)
    addons = product_addons()
    # Its dates are relative to the day of the installation.
    state = {
        "addons": demo.fingerprint(addons, LEAVE_OUT),
        "date": str(date.today()),
    }
    if _state(template) != state:
        template.folder.mkdir(parents=True, exist_ok=True)
        _fresh(
            template,
            lambda target: demo.create(target, addons, "Creating the demo data"),
        )
        odoo.execute_script(template, odoo.ASSETS)
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
