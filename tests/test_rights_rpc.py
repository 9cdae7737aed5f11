"""Who finds a client file through the RPC interfaces: every role looks everywhere.

Distinct strings are planted in every text of a file; then each role reads, searches,
groups, names, exports and fills forms. A forerunner of the full crawl.
"""

import pytest

from tools import logins, odoo
from tools.testing import databases

from .support.crawler import MODELS, Crawler
from .support.planting import FOUND, PlantedFile
from .support.rpc import Json2, RpcError, Session

OUTSIDERS = ("clerk", "sysadmin", "manager2")
#: crawled by `make test-full` only
FURTHER_OUTSIDERS = (
    "config1",
    "dpo1",
    "stats1",
    "manager3",
    "manager_kreis",
    "lead_kreis",
)
CRAWLED = [
    *OUTSIDERS,
    *(pytest.param(login, marks=pytest.mark.long) for login in FURTHER_OUTSIDERS),
]
#: what each role can do, so that an empty crawl is known to be no broken one
MAY_DO = {
    "clerk": ("res.partner", "search_count"),
    "sysadmin": ("res.users", "search_count"),
    "config1": ("integration.team", "search_count"),
    "dpo1": ("integration.access.log", "search_count"),
    "stats1": ("integration.indicator", "search_count"),
    "manager2": ("integration.case", "search_count"),
    "manager3": ("integration.case", "search_count"),
    "manager_kreis": ("integration.case", "search_count"),
    "lead_kreis": ("integration.case", "search_count"),
}


@pytest.fixture(scope="module")
def crawled(server):
    """A second process for the same data: Odoo warns of each refusal in its log."""
    instance = server._replace(port=databases.free_port(), log_name="crawl.log")
    instance.log.unlink(missing_ok=True)
    with odoo.served(instance):
        yield instance


@pytest.fixture(scope="module")
def rpc(crawled):
    """Return a function that gives the (shared) session of a demo log-in."""
    sessions = {}

    def session(login):
        if login not in sessions:
            sessions[login] = Session(crawled, login)
        return sessions[login]

    return session


@pytest.fixture(scope="module")
def planted(rpc):
    return PlantedFile(rpc("manager1"))


@pytest.fixture(scope="module")
def models(rpc):
    """Return the names of all models in question, as the administrator knows them."""
    rows = rpc("admin").call(
        "ir.model", "search_read", [["abstract", "=", False]], ["model", "transient"]
    )
    names = sorted(
        row["model"]
        for row in rows
        if MODELS.match(row["model"]) and not row["transient"]
    )
    assert len(names) > 60
    return names


@pytest.fixture(scope="module")
def crawl(rpc, planted, models):
    """Return a function that gives a role's (shared) crawl."""
    done = {}

    def look(login):
        if login not in done:
            done[login] = Crawler(rpc(login), planted).crawl(models)
        return done[login]

    return look


def test_manager_finds_everything(crawl, planted):
    """The control: what is planted can be found, by these very calls."""
    crawler = crawl("manager1")
    missing = set(planted.plants.places) - set(crawler.found)
    assert any(" search " in place for place in crawler.found)
    # these two were replaced by the reference when they were saved
    neutral = ["calendar.event.name", "name of a file"]
    assert planted.plants.describe(missing) == neutral
    assert not crawler.broken
    assert len(planted.plants.places) > 30


def test_planted_is_neutral_where_stored_for_others(planted):
    """Titles and file names were replaced when they were saved."""
    read = planted.session.call
    [event] = read("calendar.event", "read", [planted.ids["calendar.event"]], ["name"])
    [file] = read("ir.attachment", "read", [planted.ids["ir.attachment"]], ["name"])
    assert not planted.plants.in_text((event, file))


@pytest.mark.long
def test_lead_reads_the_teams_case(crawl, planted):
    crawler = crawl("lead1")
    places = {planted.plants.places.get(token) for token in crawler.found}
    assert "integration.person.last_name" in places
    assert not crawler.broken


@pytest.mark.parametrize("login", CRAWLED)
def test_outsiders_find_nothing(crawl, rpc, planted, login):
    rows = planted.session.call(
        "integration.access",
        "search_read",
        [
            ["res_model", "=", "integration.case"],
            ["res_id", "=", planted.ids["integration.case"]],
            ["is_current", "=", True],
        ],
        ["user_id"],
    )
    assert rows
    assert rpc(login).uid not in [row["user_id"][0] for row in rows]
    crawler = crawl(login)
    found = {
        planted.plants.places.get(token, token): sorted(places)
        for token, places in crawler.found.items()
    }
    assert found == {}
    assert not crawler.broken
    # the crawl was no row of refusals
    model, method = MAY_DO[login]
    assert rpc(login).call(model, method, []) > 0
    assert crawler.answers > 100, (crawler.answers, crawler.refusals)


@pytest.mark.parametrize("login", (*OUTSIDERS, *FURTHER_OUTSIDERS))
def test_outsiders_change_nothing(rpc, planted, login):
    session = rpc(login)
    case = planted.ids["integration.case"]
    calls = [
        (model, method, [res_id], *args)
        for model, res_id in planted.ids.items()
        for method, args in (("write", [{}]), ("unlink", []))
    ]
    calls += [
        ("integration.case", "message_post", [case]),
        ("integration.case", "activity_schedule", [case]),
        ("integration.case", "action_reopen", [case]),
        ("integration.case", "action_resume_intake", [case]),
        ("integration.handover", "create", [{"case_id": case, "note": "x"}]),
        ("integration.counselling", "create", [{"case_id": case}]),
        (
            "ir.attachment",
            "create",
            [{"name": "x", "res_model": "integration.case", "res_id": case}],
        ),
    ]
    for model, method, *args in calls:
        with pytest.raises(RpcError) as caught:
            session.call(model, method, *args)
        # what nobody may do is declined before rights are asked
        refusals = ("odoo.exceptions.AccessError", "odoo.exceptions.UserError")
        assert caught.value.name in refusals, (model, method)
        assert not planted.plants.in_text(caught.value.message)


def test_json2_answers_alike(crawled, rpc, planted):
    """Scripts with an API key stand behind the same rules."""

    case = planted.ids["integration.case"]
    event = {"name": "x", "start": "2030-01-01", "stop": "2030-01-02", "case_id": case}
    calls = (
        ("integration.case", "read", {"ids": [case], "fields": ["concern"]}),
        ("calendar.event", "create", {"vals_list": [event]}),
    )
    script = Json2(crawled, rpc("manager1").create_key())
    model, method, arguments = calls[0]
    assert planted.plants.in_text(script.call(model, method, **arguments))
    for login in OUTSIDERS:
        script = Json2(crawled, rpc(login).create_key())
        for model, method, arguments in calls:
            with pytest.raises(RpcError) as caught:
                script.call(model, method, **arguments)
            assert caught.value.name == "odoo.exceptions.AccessError"
            assert not planted.plants.in_text(caught.value.message)


def test_log_tells_nothing(crawl, crawled):
    """What was typed, found and refused stands in no log."""
    crawl("manager1")
    assert not FOUND.findall(crawled.log.read_text())


def test_every_demo_login_was_asked():
    """A new role takes part in the crawl."""
    asked = {"manager1", "lead1", "admin", *OUTSIDERS, *FURTHER_OUTSIDERS}
    later = {
        "coordinator1",
        "finance1",
        "approver1",
        "auditor1",
        "volunteer1",
        "partner1",
    }
    assert {row.login for row in logins.LOGINS} - later <= asked
