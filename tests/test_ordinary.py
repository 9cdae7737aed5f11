"""Ordinary things still work for ordinary users beside client files: contacts,
calendar, tasks, leads, mail, exports, forms that refer to people.

The database holds a client file with an appointment, so that all rules have something
to hide, and Odoo's projects and sales besides.
"""

from datetime import date, timedelta

import pytest

from tools import odoo

from .support import beside
from .support.rpc import Session

# the database takes minutes; tests named "ordinary" in the addons are the quick ones
pytestmark = pytest.mark.long

USER_GROUPS = (
    *("base.group_user", "base.group_partner_manager", "base.group_allow_export"),
    *("project.group_project_manager", "sales_team.group_sale_salesman"),
)
MANAGER_GROUPS = ("integration_case.group_integration_manager",)
SECRET = "Geheimwort"


@pytest.fixture(scope="module")
def sessions():
    """Return login → session: two ordinary colleagues and a case's manager."""
    with beside.database() as instance:
        with odoo.served(instance):
            admin = Session(instance, "admin")
            found = {"admin": admin}
            for login, groups in (
                ("ordinary", USER_GROUPS),
                ("colleague", USER_GROUPS),
                ("manager", MANAGER_GROUPS),
            ):
                make_user(admin, login, groups)
                found[login] = Session(instance, login)
            open_file(found["manager"])
            yield found


def make_user(admin, login, groups):
    ids = []
    for group in groups:
        module, name = group.split(".")
        domain = [["module", "=", module], ["name", "=", name]]
        [row] = admin.call("ir.model.data", "search_read", domain, ["res_id"])
        ids.append(row["res_id"])
    values = {
        "name": login.title(),
        "login": login,
        "password": "demo",
        "email": f"{login}@musterstadt.example",
        "notification_type": "inbox",
        "group_ids": [[6, 0, ids]],
    }
    found = admin.call("res.users", "search", [["login", "=", login]])
    if found:  # the database is used again
        values = {"notification_type": "inbox"}
        admin.call("res.users", "write", found, values)
    else:
        admin.call("res.users", "create", [values])


def open_file(manager):
    person = {"last_name": SECRET, "first_name": SECRET}
    case = first(manager.call("integration.case", "open_file", person, {}))
    start = date.today() + timedelta(days=1)
    values = {
        "name": SECRET,
        "case_id": case,
        "start": f"{start} 08:00:00",
        "stop": f"{start} 09:00:00",
    }
    manager.call("calendar.event", "create", [values])
    manager.call("integration.case", "message_post", [case], body=SECRET)


def first(answer):
    return answer[0] if isinstance(answer, list) else answer


@pytest.fixture
def user(sessions):
    return sessions["ordinary"]


@pytest.fixture
def colleague(sessions):
    return sessions["colleague"]


@pytest.fixture
def contact(user):
    company = first(
        user.call("res.partner", "create", [{"name": "Bauhof", "is_company": True}])
    )
    values = {"name": "Erna Muster", "email": "e@x.example", "parent_id": company}
    return first(user.call("res.partner", "create", [values]))


def read(session, model, res_id, *names):
    [row] = session.call(model, "read", [res_id], list(names))
    return row


def test_contacts(user, colleague, contact):
    user.call("res.partner", "write", [contact], {"city": "Musterstadt"})
    assert read(colleague, "res.partner", contact, "city")["city"] == "Musterstadt"
    found = colleague.call("res.partner", "name_search", "Erna")
    assert contact in [row[0] for row in found]
    groups = user.call(
        *("res.partner", "formatted_read_group", [], ["parent_id"], ["__count"])
    )
    assert groups
    specification = {"parent_id": {"fields": {"display_name": {}}}, "email": {}}
    [row] = user.call("res.partner", "web_read", [contact], specification)
    assert row["parent_id"]["display_name"] == "Bauhof"
    user.call("res.partner", "action_archive", [contact])
    assert not read(user, "res.partner", contact, "active")["active"]
    copy = first(user.call("res.partner", "copy", [contact]))
    user.call("res.partner", "unlink", [copy])
    result = user.call("res.partner", "load", ["name", "city"], [["Neu", "Ort"]])
    assert result["ids"] and not result["messages"]


def test_calendar(user, colleague):
    start = date.today() + timedelta(days=2)
    partners = [user.info["partner_id"], colleague.info["partner_id"]]
    values = {
        "name": "Dienstbesprechung",
        "start": f"{start} 08:00:00",
        "stop": f"{start} 09:00:00",
        "partner_ids": [[6, 0, partners]],
    }
    event = first(user.call("calendar.event", "create", [values]))
    seen = read(colleague, "calendar.event", event, "name", "attendee_ids")
    assert seen["name"] == "Dienstbesprechung"
    domain = [["event_id", "=", event], ["partner_id", "=", partners[1]]]
    attendee = colleague.call("calendar.attendee", "search", domain)
    colleague.call("calendar.attendee", "do_accept", attendee)
    assert read(user, "calendar.attendee", attendee[0], "state")["state"] == "accepted"
    user.call("calendar.event", "write", [event], {"stop": f"{start} 10:00:00"})
    message = user.call("calendar.event", "message_post", [event], body="Raum 12")
    assert read(colleague, "mail.message", first(message), "body")["body"]
    series = {
        **values,
        "recurrency": True,
        "rrule_type": "weekly",
        start.strftime("%a").lower(): True,
        "end_type": "count",
        "count": 3,
    }
    first_of_series = first(user.call("calendar.event", "create", [series]))
    recurrence = read(user, "calendar.event", first_of_series, "recurrence_id")
    domain = [["recurrence_id", "=", recurrence["recurrence_id"][0]]]
    assert colleague.call("calendar.event", "search_count", domain) == 3
    assert user.call("calendar.event", "search_count", [["name", "ilike", SECRET]]) == 0
    user.call("calendar.event", "unlink", [event])


def test_tasks(user, colleague, contact):
    project = first(user.call("project.project", "create", [{"name": "Rathausfest"}]))
    values = {
        "name": "Zelt bestellen",
        "project_id": project,
        "partner_id": contact,
        "user_ids": [[6, 0, [colleague.uid]]],
    }
    task = first(user.call("project.task", "create", [values]))
    assert read(colleague, "project.task", task, "name")["name"] == "Zelt bestellen"
    colleague.call("project.task", "write", [task], {"state": "1_done"})
    sub = {"name": "Angebot", "parent_id": task, "project_id": project}
    user.call("project.task", "create", [sub])
    user.call("project.task", "message_subscribe", [task], [contact])
    specification = {
        "partner_id": {"fields": {"display_name": {}}},
        "user_ids": {"fields": {"display_name": {}}},
        "message_partner_ids": {"fields": {"display_name": {}}},
        "message_ids": {"fields": {"body": {}, "author_id": {}}},
    }
    [row] = colleague.call("project.task", "web_read", [task], specification)
    assert row["partner_id"]["id"] == contact
    assert user.call(*("project.task", "web_read_group", [], ["user_ids"], ["__count"]))
    copy = first(user.call("project.task", "copy", [task]))
    user.call("project.task", "unlink", [copy])


def test_leads(user, colleague, contact):
    form = {
        "name": {},
        "partner_id": {"fields": {"display_name": {}}},
        "email_from": {},
    }
    filled = user.call(
        *("crm.lead", "onchange", [], {"partner_id": contact}, ["partner_id"], form)
    )
    assert filled["value"]["email_from"] == "e@x.example"
    values = {"name": "Sponsor", "partner_id": contact, "type": "opportunity"}
    lead = first(user.call("crm.lead", "create", [values]))
    activity = user.call(
        *("crm.lead", "activity_schedule", [lead]),
        act_type_xmlid="mail.mail_activity_data_todo",
        summary="Anrufen",
        user_id=colleague.uid,
    )
    mine = colleague.call("mail.activity", "search", [["user_id", "=", colleague.uid]])
    assert first(activity) in mine
    user.call("crm.lead", "write", [lead], {"user_id": user.uid})
    user.call("mail.activity", "action_done", [first(activity)])
    user.call("crm.lead", "action_set_won", [lead])


def test_mail(user, colleague, contact):
    message = first(
        user.call(
            *("res.partner", "message_post", [contact]),
            body="Bitte ansehen",
            partner_ids=[colleague.info["partner_id"]],
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
    )
    domain = [["mail_message_id", "=", message]]
    assert colleague.call("mail.notification", "search_count", domain) == 1
    inbox = colleague.request("/mail/inbox/messages")
    assert message in inbox["messages"]
    thread = {"thread_model": "res.partner", "thread_id": contact}
    answer = colleague.request("/mail/thread/messages", **thread)
    assert message in answer["messages"]
    values = {
        "model": "res.partner",
        "res_ids": str([contact]),
        "subject": "Einladung",
        "body": "<p>Guten Tag</p>",
        "partner_ids": [[6, 0, [contact]]],
        "composition_mode": "comment",
    }
    composer = first(user.call("mail.compose.message", "create", [values]))
    user.call("mail.compose.message", "action_send_mail", [composer])
    domain = [["res_id", "=", contact], ["subject", "=", "Einladung"]]
    assert colleague.call("mail.message", "search_count", domain) == 1
    file = {"name": "plan.txt", "raw": "x", "res_model": "res.partner"}
    file = first(user.call("ir.attachment", "create", [{**file, "res_id": contact}]))
    assert read(colleague, "ir.attachment", file, "name")["name"] == "plan.txt"


def test_exports(user, contact):
    for model, paths in (
        ("res.partner", ["name", "parent_id/name", "message_ids/body"]),
        ("calendar.event", ["name", "partner_ids/name", "attendee_ids/state"]),
        ("project.task", ["name", "partner_id/name", "user_ids/name"]),
        ("crm.lead", ["name", "partner_id/email", "user_id/name"]),
        ("mail.activity", ["summary", "user_id/name"]),
    ):
        ids = user.call(model, "search", [])
        result = user.call(model, "export_data", ids, paths)
        assert result["datas"] or not ids
        assert SECRET not in str(result)


def test_screens_of_everything(user):
    """Every list that the user's menus open can be read."""
    menus = user.call("ir.ui.menu", "load_menus", False)
    actions = {m["action_id"] for m in menus.values() if m.get("action_id")}
    opened = 0
    for action in sorted(actions):
        loaded = user.request("/web/action/load", action_id=action)
        model = loaded.get("res_model")
        if loaded["type"] != "ir.actions.act_window" or not model:
            continue
        views = [[view, "list"] for view, kind in loaded["views"] if kind == "list"]
        if not views:
            continue
        user.call(model, "get_views", views)
        user.call(model, "web_search_read", [], {"display_name": {}}, limit=80)
        opened += 1
    assert opened > 15
