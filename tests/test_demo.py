"""The demo municipality holds what is promised, on any day it is installed."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from tools import database

TOWN = "Stadt Musterstadt"
COUNTY = "Landkreis Musterkreis"
CONTACTS_FROM = timedelta(days=430)


def get_today():
    return datetime.now(ZoneInfo("Europe/Berlin")).date()


def get_now():
    """Return the time as Odoo keeps it: UTC without saying so."""
    return datetime.now(UTC).replace(tzinfo=None)


@pytest.fixture(scope="module")
def query(server):
    """Return a function that asks the database, past all rights."""
    return lambda statement, *parameters: database.query(
        server.server, server.database, statement, *parameters
    )


@pytest.fixture(scope="module")
def count(query):
    """Return a function that counts the rows of a table in an authority."""

    def count(table, company, condition="TRUE", what="*"):
        return query(
            f"SELECT count({what}) FROM {table} row"
            " JOIN res_company company ON company.id = row.company_id"
            f" WHERE company.name = %s AND {condition}",
            company,
        )[0][0]

    return count


def test_promised_numbers(count):
    assert count("integration_case", TOWN, what="DISTINCT person_id") == 120
    assert count("integration_case", TOWN, "episode = 1") == 120
    assert count("integration_case", TOWN, "episode = 2") == 1
    assert count("integration_case", TOWN, "NOT is_closed") == 99
    assert count("integration_household", TOWN) == 70
    assert count("integration_counselling", TOWN) == 1200
    assert count("integration_counselling_session", TOWN) == 3
    assert count("integration_handover", TOWN, "state = 'proposed'") == 1
    assert count("integration_cover", TOWN) == 2
    assert count("integration_team", TOWN) == 2
    assert count("integration_case", COUNTY) == 8
    assert count("integration_counselling", COUNTY) == 60


def test_plans_offers_and_referrals(count):
    assert count("integration_plan", TOWN) == 90
    assert count("integration_plan", TOWN, what="DISTINCT state") == 6
    assert count("integration_plan", TOWN, "version = 3") > 2
    lines = "integration_assessment_line"
    assert count(lines, TOWN, "wording LIKE '%%Braucht%%'") > 100
    assert count(lines, TOWN, "wording LIKE '%%Needs%%'") == 0
    assert count("integration_offer", TOWN) == 40
    assert count("integration_offer", TOWN, "capacity_state = 'full'") > 2
    assert count("integration_offer", TOWN, "state = 'unpublished'") > 0
    assert count("integration_referral", TOWN) == 60
    assert count("integration_referral", TOWN, what="DISTINCT state") == 8
    assert count("integration_gap", TOWN, "date_until IS NULL") > 5


def test_volunteers(count):
    assert count("integration_volunteer", TOWN) == 40
    assert count("integration_volunteer", TOWN, what="DISTINCT state") == 6
    assert count("integration_volunteer_request", TOWN) == 30
    assert count("integration_volunteer_request", TOWN, what="DISTINCT state") == 6
    assert count("integration_volunteer_shift_series", TOWN) == 2
    assert count("integration_volunteer_signup", TOWN, "state = 'waiting'") > 0
    assert count("integration_volunteer_tandem", TOWN) == 15
    assert count("integration_engagement", TOWN) == 13
    assert count("integration_volunteer_hours", TOWN) > 100
    assert count("integration_volunteer_voucher", TOWN) > 5


def test_clearances_in_all_states(rpc):
    volunteers = rpc("coordinator1").call(
        "integration.volunteer",
        "search_read",
        [["state", "=", "active"]],
        ["clearance_state"],
    )
    states = {row["clearance_state"] for row in volunteers}
    assert states == {"valid", "expiring", "expired"}


def test_managers_and_their_teams(query):
    rows = query(
        "SELECT login, team.name, count(*) FROM integration_case c"
        " JOIN res_users u ON u.id = c.user_id"
        " JOIN integration_team team ON team.id = c.team_id"
        " WHERE NOT is_closed GROUP BY 1, 2"
    )
    numbers = {(login, team): number for login, team, number in rows}
    assert {key for key in numbers if key[0] != "manager_kreis"} == {
        ("manager1", "Team Nord"),
        ("manager2", "Team Süd"),
        ("manager3", "Team Nord"),
    }
    assert all(number >= 30 for key, number in numbers.items() if "Team" in key[1])


def test_every_phase_and_state_is_there(query, count):
    stages = query(
        "SELECT code FROM integration_case_stage WHERE active AND NOT EXISTS"
        " (SELECT 1 FROM integration_case c WHERE c.stage_id = integration_case_stage.id)"
    )
    assert not stages
    today = get_today()
    for condition, least in (
        ("is_extended", 1),
        ("intake_step IS NOT NULL", 1),
        ("mode = 'advice' AND NOT is_closed", 30),
        ("mode = 'case_management' AND NOT is_closed", 30),
        (f"NOT is_closed AND clock_end <= '{today}'", 2),
        (
            f"NOT is_closed AND clock_end > '{today}'"
            f" AND clock_end < '{today + timedelta(days=180)}'",
            4,
        ),
        (f"client_title_until < '{today}' AND NOT is_closed", 3),
        (
            f"client_title_until BETWEEN '{today}' AND '{today + timedelta(days=30)}'"
            " AND NOT is_closed",
            7,
        ),
    ):
        assert count("integration_case", TOWN, condition) >= least, condition


def test_contacts_reach_back_fourteen_months(query, count):
    first, last = query("SELECT min(date), max(date) FROM integration_counselling")[0]
    assert timedelta(days=395) < get_now() - first < CONTACTS_FROM
    assert last <= get_now()
    for column in ("kind", "outcome", "interpreter", "language_id"):
        assert count("integration_counselling", TOWN, what=f"DISTINCT {column}") >= 3
    assert count("integration_counselling", TOWN, "outcome <> 'kept'") >= 50


def test_last_contact_and_first_talk_follow_from_contacts(query):
    wrong = query(
        "SELECT c.reference FROM integration_case c"
        " LEFT JOIN LATERAL (SELECT min(date) AS first, max(date) AS last"
        "   FROM integration_counselling x WHERE x.case_id = c.id"
        "   AND outcome = 'kept' AND kind <> 'collateral') talk ON TRUE"
        " WHERE c.date_last_contact IS DISTINCT FROM talk.last"
        "    OR c.date_first_talk > talk.first::date"
    )
    assert not wrong


def test_nothing_lies_before_the_opening_or_after_the_closure(query):
    wrong = query(
        "SELECT c.reference, x.date FROM integration_counselling x"
        " JOIN integration_case c ON c.id = x.case_id"
        " WHERE x.date::date < c.date_open OR x.date::date > c.date_closed"
    )
    assert not wrong


def test_old_contacts_are_fixed(query):
    fresh = query(
        "SELECT count(*) FROM integration_counselling"
        " WHERE create_date > now() at time zone 'utc' - interval '24 hours'"
    )[0][0]
    assert 0 < fresh < 60


def test_a_case_is_worked_from_today_on(rpc):
    """manager1 has appointments today and tomorrow and something due."""
    session = rpc("manager1")
    today = get_today()
    for ahead in (0, 1):
        day = today + timedelta(days=ahead)
        events = session.call(
            "calendar.event",
            "search_count",
            [("case_id", "!=", False), ("start", ">=", f"{day} 06:00:00")]
            + [("start", "<=", f"{day} 18:00:00")],
        )
        assert events >= 3
    assert session.call(
        "mail.activity", "search_count", [("date_deadline", "<=", str(today))]
    )
    waiting = session.call(
        "integration.handover", "search_count", [("state", "=", "proposed")]
    )
    assert waiting == 1


def test_neither_authority_sees_the_other(rpc):
    town = rpc("lead1").call(
        "integration.case", "search_read", [], fields=["company_id"]
    )
    county = rpc("lead_kreis").call(
        "integration.case", "search_read", [], fields=["company_id"]
    )
    assert {row["company_id"][1] for row in town} == {TOWN}
    assert {row["company_id"][1] for row in county} == {COUNTY}


def test_history_of_languages_is_in_order(query):
    rows = query(
        "SELECT person_id, language_id, assessed_on, superseded_on"
        " FROM integration_person_language ORDER BY 1, 2, 3, id"
    )
    for one, following in pairwise(rows):
        same = one[:2] == following[:2]
        assert one[3] == (following[2] if same else None)


def test_no_mail_waits_to_leave(query):
    assert query("SELECT count(*) FROM mail_mail")[0][0] == 0
