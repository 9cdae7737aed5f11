"""Nobody learns what they must not, on any surface: the crawl (C54-C64).

Client files full of distinct strings are planted; then every role looks everywhere
(``support/crawler.py``). Who may read what is taken from ``rights.py``.
"""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from tools import logins, odoo
from tools.paths import ROOT, TEST_RUN
from tools.testing import databases

from . import rights
from .support import crawl_report
from .support.crawler import Catalogue, Crawler
from .support.planting_values import FOUND, NOT_PLANTED
from .support.town import KEEPERS, PORTAL

NOBODY = "nobody"
PARTNER = "partner1"
VOLUNTEER = "volunteer1"
#: crawled by `make test`; the others by `make test-full`, which also look longer
QUICK = ("manager1", "clerk", "sysadmin", NOBODY)
LONG = (
    "lead1",
    "manager3",
    "manager_kreis",
    "config1",
    "dpo1",
    "stats1",
    "coordinator1",
    "finance1",
    "auditor1",
    PORTAL,
    PARTNER,
    VOLUNTEER,
)
#: what they may see differs from another manager's and another lead's only in whose it
#: is: their files are those that the others look for
KEEPERS_ONLY = {"manager2", "lead_kreis"}
#: a log-in of what is to come, and the one that installs
NOT_CRAWLED = {"approver1", "admin"}
CRAWLED = [*QUICK, *(pytest.param(login, marks=pytest.mark.long) for login in LONG)]
#: log-ins of a role that another one is crawled with
ALIKE = {"manager3", "manager_kreis"}
#: one of each kind of users also looks at what cannot tell of a client
FAR = {"manager1", "clerk", "sysadmin", NOBODY, PORTAL}
#: server processes: a crawl of all roles uses both cores
SERVERS = 2
#: tables where planted strings belong: those of the records themselves
HOME = ("integration_", "calendar_", "mail_message", "mail_activity", "ir_attachment")
REPORT = "security-crawl.md"


@pytest.fixture(scope="module")
def crawls(request, town):
    """Return login → finished crawler, of all log-ins that this run asks for."""
    wanted = []
    for item in request.session.items:
        login = getattr(item, "callspec", None) and item.callspec.params.get("crawled")
        if login and login not in wanted:
            wanted.append(login)
    # the quick crawl is for runs without the long tests
    whole = any(login in LONG for login in wanted)
    catalogue = Catalogue(town)
    instances = [town.instance]
    second = town.instance._replace(
        port=databases.free_port(), log_name="refusals-2.log"
    )
    before = {login: file.get_state() for login, file in town.files.items()}

    def crawl(number):
        login = None if wanted[number] == NOBODY else wanted[number]
        instance = instances[number % len(instances)]
        alike, far = wanted[number] in ALIKE, wanted[number] in FAR
        return Crawler(
            town, catalogue, login, whole, instance, alike=alike, far=far
        ).crawl()

    second.log.unlink(missing_ok=True)
    with odoo.served(second, *odoo.NO_JOBS), ThreadPoolExecutor(SERVERS) as pool:
        instances.append(second)
        for login in wanted:  # the portal's user is made before
            town.get_session(None if login == NOBODY else login)
        done = dict(zip(wanted, pool.map(crawl, range(len(wanted))), strict=True))
    town.logs = [town.instance.log, second.log]
    town.before = before
    return done


@pytest.mark.parametrize("crawled", CRAWLED)
def test_crawl(crawls, town, crawled):
    crawler = crawls[crawled]
    assert crawler.get_leaks() == {}, "found what the declaration does not allow"
    assert crawler.confirmed == [], "confirmed what the declaration does not allow"
    assert crawler.get_unseen() == [], "may read it, but it was not found"
    assert crawler.broken == [], "calls that failed, but were not refused"
    # the crawl was no row of refusals
    assert sum(crawler.calls.values()) > 200
    if crawled not in (NOBODY, PORTAL, PARTNER, VOLUNTEER):
        assert len(crawler.models_read) > 15
        assert len(crawler.fields_read) > 500


def test_every_text_was_planted(town):
    """Every text of every model on a case holds a string."""
    assert town.files.keys() == KEEPERS.keys()
    for file in town.files.values():
        assert file.get_unplanted() == []
        declared = {*rights.CLIENT, *rights.OWN_ROWS} - NOT_PLANTED
        assert declared <= file.ids.keys()
    assert len(town.plants.places) > 300


def test_nothing_was_changed(crawls, town):
    """Who only looked has changed no record of somebody else's."""
    for login, file in town.files.items():
        assert file.get_state() == town.before[login], login


def test_every_demo_login_is_crawled():
    """A new role takes part in the crawl."""
    crawled = {*QUICK, *LONG, *KEEPERS_ONLY, *NOT_CRAWLED}
    assert {row.login for row in logins.LOGINS} <= crawled


# ----------------------------------------------------------------------
# Where strings lie that no role could see
# ----------------------------------------------------------------------


def scan_logs(town):
    """Return the lines of the server logs that hold a planted string."""
    return [
        line
        for log in town.logs
        for line in log.read_text(errors="replace").splitlines()
        if FOUND.search(line)
    ]


def scan_tables(town):
    """Return table.column → number of rows with a planted string, of the database."""
    columns = town.query(
        "SELECT table_name, column_name FROM information_schema.columns c"
        " JOIN information_schema.tables t USING (table_schema, table_name)"
        " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        " AND data_type IN ('text', 'character varying', 'jsonb', 'json')"
    )
    tables = {}
    for table, column in columns:
        tables.setdefault(table, []).append(column)
    found = {}
    for table, names in tables.items():
        counts = ", ".join(
            f"count(*) FILTER (WHERE \"{name}\"::text LIKE '%%zqxplant%%')"
            for name in names
        )
        [row] = town.query(f'SELECT {counts} FROM "{table}"')
        found |= {
            f"{table}.{name}": number
            for name, number in zip(names, row, strict=True)
            if number
        }
    return found


def test_log_tells_nothing(crawls, town):
    """What was typed, found and refused stands in no log."""
    assert all(log.stat().st_size > 10000 for log in town.logs)
    assert scan_logs(town) == []


def test_tables_hold_strings_where_they_belong(crawls, town):
    """No copy in the bus, in outgoing mail or elsewhere."""
    found = scan_tables(town)
    assert "integration_person.last_name" in found  # the scan sees
    assert [place for place in found if not place.startswith(HOME)] == []
    own = town.query(
        "SELECT DISTINCT model FROM mail_message"
        " WHERE body LIKE '%%zqxplant%%' OR subject LIKE '%%zqxplant%%'"
    )
    assert {row[0] for row in own} == {"integration.case", "calendar.event"}


def test_mail_went_out_neutral(crawls, town):
    """A colleague was written to by mail: it says the reference only."""
    rows = town.query(
        "SELECT mail.body_html, message.subject FROM mail_mail mail"
        " JOIN mail_message message ON message.id = mail.mail_message_id"
        " WHERE message.model = 'integration.case'"
    )
    assert rows, "no mail was made: the scan has seen nothing"
    for body, _subject in rows:
        assert not FOUND.search(body)


def test_report(crawls, town):
    """The numbers of the run; in the documentation when it is asked for."""
    kinds = {
        "server logs (lines)": len(scan_logs(town)),
        "outgoing mail, bus and all tables but the records' own": sum(
            number
            for place, number in scan_tables(town).items()
            if not place.startswith(HOME)
        ),
    }
    lines = crawl_report.get_lines(crawls, town, kinds)
    text = "\n".join(lines) + "\n"
    (TEST_RUN / REPORT).write_text(text)
    if os.environ.get("WRITE_REPORT"):
        (ROOT / "docs" / REPORT).write_text(text)
    assert sum(crawler.seconds for crawler in crawls.values()) / SERVERS < 600
