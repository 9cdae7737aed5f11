"""Running Odoo: configuration file, one-off commands, server processes."""

import os
import re
import secrets
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from typing import NamedTuple

from . import odoo_source
from .console import ToolError, step
from .paths import ROOT

PROGRESS = re.compile(r"(?:Loading module (\S+) \((\d+/\d+)\))")
#: scripts for an Odoo shell
ASSETS = ROOT / "tools/scripts/assets.py"
EXPORT_TERMS = ROOT / "tools/scripts/export_terms.py"
GERMAN = ROOT / "tools/scripts/german.py"
#: for a server whose records nobody else shall work on
NO_JOBS = ("--max-cron-threads=0",)
START_SECONDS = 180
STOP_SECONDS = 30


class Instance(NamedTuple):
    """One Odoo: its database and files. ``folder`` holds all that it writes."""

    server: object
    database: str
    folder: object
    port: int
    log_name: str = "odoo.log"

    @property
    def config(self):
        return self.folder / "odoo.conf"

    @property
    def log(self):
        return self.folder / self.log_name

    @property
    def url(self):
        return f"http://localhost:{self.port}"


def write_config(instance):
    """Write the configuration file of an instance."""
    addons = (ROOT, *odoo_source.provide().addons)
    options = {
        "addons_path": ",".join(map(str, addons)),
        "admin_passwd": secrets.token_urlsafe(),
        "data_dir": instance.folder / "data",
        "db_host": instance.server.host,
        "db_name": instance.database,
        "db_port": instance.server.port,
        "db_user": instance.server.user,
        "dbfilter": f"^{re.escape(instance.database)}$",
        "http_interface": "127.0.0.1",
        "http_port": instance.port,
        "list_db": False,
        "max_cron_threads": 1,
        "workers": 0,
    }
    if instance.server.password:
        options["db_password"] = instance.server.password
    if instance.server.programs:
        options["pg_path"] = instance.server.programs
    instance.folder.mkdir(parents=True, exist_ok=True)
    instance.config.touch(mode=0o600)
    lines = [f"{key} = {value}\n" for key, value in options.items()]
    instance.config.write_text("[options]\n" + "".join(lines))


def command(instance, name, *arguments):
    """Return the command line of an Odoo subcommand."""
    files = ("--config", instance.config, "--logfile", instance.log)
    whole = (sys.executable, "-m", "odoo", name, *files, *arguments)
    return [str(argument) for argument in whole]


def environment():
    """Return the environment without what would override the configuration."""
    ours = dict(os.environ)
    for name in [name for name in ours if name.startswith("PG") or name == "ODOO_RC"]:
        del ours[name]
    return ours


def modify(instance, title, *arguments):
    """Install or update addons, showing how far it is."""
    with step(title) as show:
        _execute(instance, show, "server", *arguments, "--no-http", "--stop-after-init")


def execute_script(instance, path, **variables):
    """Run a Python file with ``env`` in the instance's database.

    :param variables: environment variables for the script
    """
    with open(path) as script:
        _execute(
            *(instance, lambda text: None, "shell", "--no-http"),
            stdin=script,
            env=environment() | variables,
        )


def _execute(instance, show, name, *arguments, **options):
    """Run an Odoo command to its end; raise with the log's errors if it fails."""
    options = {"env": environment(), "stdin": subprocess.DEVNULL} | options
    write_config(instance)
    instance.log.touch()
    start = instance.log.stat().st_size
    process = subprocess.Popen(
        command(instance, name, *arguments),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        **options,
    )
    output = []
    reader = threading.Thread(target=lambda: output.extend(process.stdout), daemon=True)
    reader.start()
    try:
        with open(instance.log, errors="replace") as log:
            log.seek(start)
            while process.poll() is None:
                for line in log:
                    if found := PROGRESS.search(line):
                        show(f"{found[1]} ({found[2]})")
                time.sleep(0.2)
    except BaseException:
        process.terminate()
        raise
    reader.join()
    if process.returncode:
        raise ToolError(
            f"Odoo stopped with an error. Full log: {instance.log}\n"
            + _tail(instance.log, start)
            + "".join(output[-20:])
        )


def _tail(path, start):
    """Return the end of a log, from its first error on if there is one."""
    with open(path, errors="replace") as log:
        log.seek(start)
        lines = log.readlines()
    problems = [
        i for i, line in enumerate(lines) if re.search(r" (ERROR|CRITICAL) ", line)
    ]
    return "".join(lines[problems[0] :][:60] if problems else lines[-20:])


def serve(instance, *arguments, **options):
    """Start a server process and return it at once."""
    write_config(instance)
    return subprocess.Popen(
        command(instance, "server", *arguments),
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **options,
    )


def wait_until_ready(instance, process):
    """Wait until a server answers; raise if it ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ToolError(f"Odoo did not start. Log: {instance.log}")
        try:
            with urllib.request.urlopen(f"{instance.url}/web/login", timeout=60):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise ToolError(f"Odoo does not answer on {instance.url}. Log: {instance.log}")


@contextmanager
def served(instance, *arguments):
    """Run a server until the end of the block."""
    process = serve(instance, *arguments)
    try:
        wait_until_ready(instance, process)
        yield
    finally:
        stop(process)


def stop(process):
    """End a server process of ours, kindly first."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
