"""What record rules, names for the entitled, reference guard and access log cost."""

from functools import partial
from pathlib import Path

from .. import odoo, odoo_source
from ..console import step
from ..paths import ROOT
from ..testing import databases
from .pairs import PAIRS, compare

ADDONS = Path(__file__).parent / "addons"
PLAIN = "integration_bench_plain"
LIST = {
    "reference": {},
    "client_name": {},
    "stage_id": {"fields": {"display_name": {}}},
}
PEOPLE = {
    "name": {},
    "birth_date": {},
    "nationality_id": {"fields": {"display_name": {}}},
}
CONTACTS = {"date": {}, "kind": {}, "minutes": {}, "note": {}}


def measure(instance, session_class):
    """:return: chapter of the report"""
    # an Odoo of its own on the same database, where nothing is checked or logged
    plain = instance._replace(
        port=databases.free_port(), folder=instance.folder / "plain"
    )
    path = ",".join(map(str, (ROOT, *odoo_source.provide().addons, ADDONS)))
    arguments = (f"--addons-path={path}", f"--load=base,rpc,web,{PLAIN}")
    with odoo.served(plain, *arguments, *odoo.NO_JOBS):
        ours = session_class(instance, "manager1")
        bare = session_class(plain, "manager1")
        with step(f"Need to know: {PAIRS} pairs of each call") as show:
            rows = []
            for name, call in _calls(ours):
                show(name)
                assert call(ours) == call(bare), name
                rows.append((name, compare(partial(call, ours), partial(call, bare))))
    return _chapter(rows)


def _calls(session):
    """:return: list of (name, function of a session), all on the same ids"""
    ids = {
        model: session.call(model, "search", [], limit=80, order="id")
        for model in (
            *("integration.case", "integration.person", "integration.counselling"),
        )
    }
    case = ids["integration.case"][0]

    def listing(model, fields):
        domain = [["id", "in", ids[model]]]
        return lambda s: s.call(model, "web_search_read", domain, fields, limit=80)

    return [
        ("list of 80 cases", listing("integration.case", LIST)),
        ("list of 80 persons", listing("integration.person", PEOPLE)),
        ("list of 80 contacts", listing("integration.counselling", CONTACTS)),
        (
            "one case",
            lambda s: s.call("integration.case", "web_read", [case], LIST),
        ),
        (
            "groups of cases",
            lambda s: s.call(
                *("integration.case", "formatted_read_group"),
                [["id", "in", ids["integration.case"]]],
                *(["stage_id"], ["__count"]),
            ),
        ),
    ]


def _chapter(rows):
    lines = [
        f"| {name} | {row['one']:.1f} | {row['other']:.1f} | {row['ratio']:.2f} "
        f"| {row['upper']:.2f} | {row['spread']:.2f} |"
        for name, row in rows
    ]
    return "\n".join(
        [
            "## Need to know",
            "",
            "Calls as a manager, against the same calls for the same ids in superuser "
            "mode without access log, by a second server on the same database. Medians "
            f"of {PAIRS} interleaved pairs; the last column is what the second server "
            "differs from itself by chance.",
            "",
            "| call | ms | ms without | ratio | upper 95 % bound | A/A spread |",
            "|---|---|---|---|---|---|",
            *lines,
            "",
        ]
    )
