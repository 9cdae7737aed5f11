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
    test_addons,
    with_dependencies,
)

PG_DATA = TEST_RUN / "pg"
NAME = database.TEST_PREFIX
CORE = f"{NAME}_core"
DEMO_TEMPLATE = f"{NAME}_demo_template"
INSTALL_LOG = "install.log"
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
    return instance.folder / INSTALL_LOG


def demo_install_log():
    """Return the path of the log that tells how the demo data were installed."""
    return TEST_RUN / DEMO_TEMPLATE / INSTALL_LOG


def _drop(instance):
    """Drop the database, if there is one, and its files."""
    database.drop(instance.server, instance.database)
    shutil.rmtree(instance.folder / "data", ignore_errors=True)
    instance.folder.mkdir(parents=True, exist_ok=True)
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
    target = instance._replace(log_name=INSTALL_LOG)
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
        target = core._replace(log_name=INSTALL_LOG)
        odoo.modify(target, "Installing Odoo", "-i", ",".join(needs) or "base")
        _remember(core, needs)
    return core


@contextmanager
def with_addons(addons, name, *others):
    """Give an instance with addons of ours and others, without demo data.

    Only changes of ours lead to a new database.
    """
    state = _fingerprints(addons)
    with _instance(name) as instance:
        if _state(instance) != state:
            _install(instance, (*addons, *others))
            _remember(instance, state)
        yield instance


@contextmanager
def with_one_addon(addon):
    """Give an instance with one addon, updated in place after changes."""
    state = _fingerprints(with_dependencies(addon))
    with _instance(f"{NAME}_{addon}") as instance:
        known = _state(instance)
        if known is None:
            _install(instance, [addon])
        elif changed := [name for name in state if known.get(name) != state[name]]:
            _remember(instance, None)
            target = instance._replace(log_name=INSTALL_LOG)
            install_log(instance).write_text("")
            odoo.modify(
                *(target, f"Updating {', '.join(changed)}"),
                *("-u", ",".join(changed), "-i", addon),
            )
        _remember(instance, state)
        yield instance


@contextmanager
def with_everything():
    """Give the instance with all addons of the repository.

    Its folder ``terms`` holds what there is to translate in the product's addons.
    """
    state = _fingerprints(all_addons(), leave_out=("tests", "readme"))
    with _instance(NAME) as instance:
        if _state(instance) != state:
            _install(instance, product_addons())
            # before the test addons, whose models would come into the files
            _export_terms(instance)
            if names := ",".join(test_addons()):
                target = instance._replace(log_name=INSTALL_LOG)
                odoo.modify(target, f"Installing {names}", "-i", names)
            odoo.execute_script(instance, odoo.ASSETS)
            _remember(instance, state)
        yield instance


def terms_folder(instance):
    """Return the folder with the exported .pot files of ``with_everything``."""
    return instance.folder / "terms"


def _export_terms(instance):
    folder = terms_folder(instance)
    folder.mkdir(exist_ok=True)
    variables = {"ADDONS": ",".join(product_addons()), "TARGET": str(folder)}
    odoo.execute_script(instance, odoo.EXPORT_TERMS, **variables)


def _fingerprints(addons, leave_out=LEAVE_OUT):
    return {addon: demo.fingerprint([addon], leave_out) for addon in addons}


@contextmanager
def demo_copy():
    """Give an instance with a fresh copy of the demo municipality."""
    with _instance(f"{NAME}_demo") as instance:
        _copy(_demo_template(instance), instance)
        yield instance


def _demo_template(instance):
    """Return an instance that holds the demo data as installed today."""
    template = _sibling(instance, DEMO_TEMPLATE)
    addons = product_addons()
    # Its dates are relative to the day of the installation.
    state = {
        "addons": demo.fingerprint(addons, LEAVE_OUT),
        "date": str(date.today()),
    }
    if _state(template) != state:
        _drop(template)
        target = template._replace(log_name=INSTALL_LOG)
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
