"""The demo server: foreground, background, update, shell, clean-up."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from . import database, demo, logins, odoo, postgres
from .console import ToolError, say, step
from .paths import ROOT, RUN, TEST_RUN, product_addons

PID_FILE = RUN / "odoo.pid"
#: the last sessions of a server that has ended
CLOSING_SECONDS = 5


def _running_pid():
    """Return the id of the server process that these commands started, or None."""
    try:
        pid = int(PID_FILE.read_text())
        arguments = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (OSError, ValueError):
        return None
    return pid if str(RUN / "odoo.conf").encode() in arguments else None


def _require_stopped():
    if pid := _running_pid():
        raise ToolError(f"The server is running (process {pid}); first: make stop")


def _require_free_port(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise ToolError(
                f"Port {port} is in use; choose another one with PORT=…"
            ) from error


@contextmanager
def _demo():
    """Give the demo instance with its database complete."""
    with demo.instance() as instance:
        demo.prepare(instance)
        yield instance


def _start(instance, **options):
    _require_free_port(instance.port)
    process = odoo.serve(instance, **options)
    PID_FILE.write_text(str(process.pid))
    with step("Starting Odoo"):
        odoo.wait_until_ready(instance, process)
    _greet(instance)
    return process


def _greet(instance):
    rows = database.query(
        instance.server, instance.database, "SELECT login FROM res_users WHERE active"
    )
    say(f"\nMusterstadt: {instance.url}    Log: {instance.log.relative_to(ROOT)}\n")
    for line in logins.table({row[0] for row in rows}):
        say(line)
    numbers = database.query(
        instance.server, instance.database, "SELECT number FROM integration_token"
    )
    for line in logins.doors(instance.url, {row[0] for row in numbers}):
        say(line)
    say()


def _interrupt(_signal, _frame):
    raise KeyboardInterrupt


def run():
    """Serve the demo until interrupted."""
    _require_stopped()
    signal.signal(signal.SIGTERM, _interrupt)
    with _demo() as instance:
        process = _start(instance, start_new_session=True)
        try:
            say("Ctrl-C stops it.")
            return process.wait()
        except KeyboardInterrupt:
            say("Stopping …")
            return 0
        finally:
            odoo.stop(process)
            PID_FILE.unlink(missing_ok=True)


def start():
    """Serve the demo in the background."""
    if pid := _running_pid():
        say(f"The server is running already (process {pid}).")
        return 0
    with _demo() as instance:
        process = _start(instance, start_new_session=True)
    say(f"Process {process.pid}; `make stop` ends it.")
    return 0


def stop():
    """Stop the demo server and its PostgreSQL, unless that is still in use."""
    if pid := _running_pid():
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + odoo.STOP_SECONDS
        while _running_pid() and time.monotonic() < deadline:
            time.sleep(0.1)
        if _running_pid():
            os.kill(pid, signal.SIGKILL)
    PID_FILE.unlink(missing_ok=True)
    postgres.release(demo.PG_DATA, patience=CLOSING_SECONDS)
    return 0


def update():
    """Bring changed addons into the demo database."""
    _require_stopped()
    with _demo() as instance:
        addons = product_addons()
        odoo.modify(instance, "Updating the addons", "-u", ",".join(addons))
        current = demo.fingerprint(addons, leave_out=("tests",))
        database.set_parameter(instance.server, instance.database, demo.READY, current)
    return 0


def shell():
    """Open a Python prompt in the demo database."""
    with _demo() as instance:
        odoo.write_config(instance)
        command = odoo.command(instance, "shell", "--no-http")
        return subprocess.call(command, cwd=ROOT, env=odoo.environment())


def clean():
    """Remove the demo and test data after asking."""
    if not sys.stdin or not sys.stdin.isatty():
        raise ToolError("`make clean` asks before it deletes; call it in a terminal.")
    answer = input(f"Delete {RUN} with all demo and test data? [y/N] ")
    if answer.strip().lower() not in ("y", "yes", "j", "ja"):
        return 1
    stop()
    for data in (demo.PG_DATA, TEST_RUN / "pg"):
        postgres.stop(data)
    shutil.rmtree(RUN)
    return 0
