"""The one declaration of rights, put together from the addons' parts (C56, C79).

Each addon declares its models in ``<addon>/tests/rights.py``, one line each; the tests
of the addon and those through RPC read the same lines. ``python -m tests.rights``
prints the whole as a table.

A part may hold ``RIGHTS`` and ``BY_DOCUMENT`` (model → role → scope → letters, for what
leads to a client), ``OWN_ROWS`` (dialogs and uploads of one user), ``WITHOUT_CLIENT``
(model → role → letters) and ``WITH_DISCUSSION``. What a letter opens, stands in
``OPENS``.
"""

import runpy

from tools.paths import ROOT, product_addons

SCOPES = ("own", "team", "foreign", "other")
#: role → demo log-in that plays it; None is nobody: not logged in
LOGINS = {
    "manager": "manager1",
    "lead": "lead1",
    "clerk": "clerk",
    "admin": "sysadmin",
    "config": "config1",
    "dpo": "dpo1",
    "stats": "stats1",
    "coordinator": "coordinator1",
    "finance": "finance1",
    "auditor": "auditor1",
    "volunteer": "volunteer1",
    "portal": "portal_crawl",
    "nobody": None,
}
#: role → scope → whose case stands for it
CASES = {
    "manager": {
        "own": "manager1",
        "team": "manager3",
        "foreign": "manager2",
        "other": "manager_kreis",
    },
    "lead": {
        "own": "lead1",
        "team": "manager3",  # the manager may have taken her records away
        "foreign": "manager2",
        "other": "manager_kreis",
    },
}
#: roles that may export what they read: core's right and ours, given by the tests
EXPORTERS = {"manager"}
#: core lets only administrators export these, of what they may read
ADMIN_EXPORTS = {"mail.message"}
#: letter of the declaration → operations
OPENS = {
    "c": ("create",),
    "r": ("read", "search", "group", "name search", "export"),
    "w": ("write", "attachment"),
    "u": ("unlink",),
    "a": ("attachment",),
}
OPERATIONS = (
    *("create", "read", "write", "unlink", "search", "group", "name search"),
    *("export", "attachment", "message"),
)


def _load():
    parts = {}
    for addon in product_addons():
        path = ROOT / addon / "tests/rights.py"
        for name, value in runpy.run_path(path).items() if path.exists() else ():
            if isinstance(value, dict) and name.isupper():
                parts.setdefault(name, {}).update(value)
            elif isinstance(value, set) and name.isupper():
                parts.setdefault(name, set()).update(value)
    return parts


_PARTS = _load()
#: what follows a case
CLIENT = {**_PARTS["RIGHTS"], **_PARTS["BY_DOCUMENT"]}
OWN_ROWS = _PARTS["OWN_ROWS"]
CORE_DIALOGS = _PARTS["CORE_DIALOGS"]
#: models whose texts the officer of the authority reads
OFFICER_TEXTS = _PARTS["OFFICER_TEXTS"]
WITHOUT_CLIENT = _PARTS["WITHOUT_CLIENT"]
#: of those, what others than their keepers read only if it helps a client of theirs
THROUGH_CASE = _PARTS["THROUGH_CASE"]
WITH_DISCUSSION = _PARTS["WITH_DISCUSSION"]


def get_letters(model, role, scope):
    """:return: what a role may do with records of a scope, as letters"""
    if model in WITHOUT_CLIENT:
        return WITHOUT_CLIENT[model].get(role, "") if scope != "other" else ""
    return CLIENT[model].get(role, {}).get(scope, "")


def get_operations(model, role, scope):
    """:return: the set of operations that a role may do with records of a scope"""
    letters = get_letters(model, role, scope)
    allowed = {operation for letter in letters for operation in OPENS[letter]}
    if role not in EXPORTERS or model in ADMIN_EXPORTS:
        allowed.discard("export")
    if model in WITH_DISCUSSION and "r" in letters:
        allowed.add("message")
    return allowed


def get_table():
    """:return: lines of a Markdown table of all rights on what follows a case"""
    lines = [
        "| model | role | " + " | ".join(SCOPES) + " |",
        "|---|---|" + "---|" * len(SCOPES),
    ]
    for model in sorted(CLIENT):
        for role in LOGINS:
            cells = [get_letters(model, role, scope) for scope in SCOPES]
            if any(cells):
                row = (f"`{model}`", role, *(cell or "–" for cell in cells))
                lines.append("| " + " | ".join(row) + " |")
    return lines


if __name__ == "__main__":
    print("\n".join(get_table()))  # pylint: disable=print-used
