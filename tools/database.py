"""Databases on a PostgreSQL server: look, create, drop, ask."""

from contextlib import closing

import psycopg2
from psycopg2 import sql

from .console import ToolError

#: On a server that is not ours, only such databases are ever dropped by the tests.
TEST_PREFIX = "integration_test"


def connect(server, name="postgres"):
    connection = psycopg2.connect(
        host=server.host,
        port=server.port,
        user=server.user,
        password=server.password,
        dbname=name,
        application_name="integration-tools",
    )
    connection.autocommit = True
    return closing(connection)


def query(server, name, statement, *parameters):
    """Run one statement; return its rows, if it gives any."""
    with connect(server, name) as connection, connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []


def exists(server, name):
    return bool(
        query(server, "postgres", "SELECT 1 FROM pg_database WHERE datname = %s", name)
    )


def drop(server, name):
    """Drop a database, ending its sessions."""
    if not server.embedded and not name.startswith(TEST_PREFIX):
        raise ToolError(
            f"The database {name} on {server.host} is incomplete. Please drop it"
            " yourself, or choose another name with DB=…"
        )
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    query(server, "postgres", statement.format(sql.Identifier(name)))


def in_use(server):
    """Tell whether anyone else is connected to the server."""
    return bool(
        query(
            server,
            "postgres",
            "SELECT 1 FROM pg_stat_activity"
            " WHERE backend_type = 'client backend' AND pid != pg_backend_pid()",
        )
    )


def parameter(server, name, key):
    """Return a system parameter of an Odoo database, None without one.

    Works on any database, also an empty one.
    """
    if not query(server, name, "SELECT to_regclass('ir_config_parameter')")[0][0]:
        return None
    rows = query(
        server, name, "SELECT value FROM ir_config_parameter WHERE key = %s", key
    )
    return rows[0][0] if rows else None


def set_parameter(server, name, key, value):
    query(
        server,
        name,
        "INSERT INTO ir_config_parameter (key, value) VALUES (%s, %s)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        key,
        value,
    )


def installed_addons(server, name):
    """Return the names of the addons installed in an Odoo database."""
    if not query(server, name, "SELECT to_regclass('ir_module_module')")[0][0]:
        return set()
    rows = query(
        server, name, "SELECT name FROM ir_module_module WHERE state = 'installed'"
    )
    return {row[0] for row in rows}
