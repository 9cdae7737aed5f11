"""The declaration of rights (``tests/rights.py``), tried through RPC with every role,
model, operation and scope (C56, C79).
"""

import pytest

from . import rights
from .support import operations
from .support.rpc import RpcError

ROOTS = {"integration.case", "integration.person"}
# every user and contact may be linked to an event: no way back to a client
HUBS = {"res.users", "res.partner"}
#: tried by `make test`; the others by `make test-full`
QUICK = ("clerk", "admin", "nobody", "manager")
#: a manager and a lead last: they may take records away
ROLES = sorted(rights.LOGINS, key=list(rights.CASES).__contains__)
#: records that others hang on, tried last: they may be taken away
LAST = (
    *("integration.goal", "integration.assessment"),
    *("calendar.recurrence", "calendar.event", "integration.counselling"),
    *("integration.case", "integration.person"),
)
MODELS = (*(name for name in rights.CLIENT if name not in LAST), *LAST)
PAIRS = [
    pytest.param(role, model, marks=[] if role in QUICK else pytest.mark.long)
    for role in ROLES
    for model in MODELS
]


#: letter → the call that is tried where the declaration refuses it
REFUSED_CALLS = {
    "c": lambda session, model, _res_id: session.call(model, "create", [{}]),
    "r": lambda session, model, _res_id: session.call(model, "search_count", []),
    "w": lambda session, model, res_id: session.call(model, "write", [res_id], {}),
    "u": lambda session, model, res_id: session.call(model, "unlink", [res_id]),
}
#: what says so may come before the right is asked for
UNCHANGEABLE = {*operations.DECLINED, "odoo.exceptions.MissingError"}
ACCESS_OF = {"c": "create", "r": "read", "w": "write", "u": "unlink"}


@pytest.fixture(scope="module", autouse=True)
def _prepared(town):
    town.close_handovers()
    for role in rights.EXPORTERS:
        town.let_export(rights.LOGINS[role])
    yield
    for role in rights.EXPORTERS:
        town.let_export(rights.LOGINS[role], allowed=False)


@pytest.fixture(scope="module")
def fields(town):
    """Return (model, relation) of all stored or computed links of all models."""
    return town.query(
        "SELECT f.model, f.relation, f.name, m.transient FROM ir_model_fields f"
        " JOIN ir_model m ON m.id = f.model_id"
        " WHERE f.ttype IN ('many2one', 'many2many') AND NOT COALESCE(m.abstract, FALSE)"
    )


def is_opened(model, letter):
    return any(letter in rights.get_letters(model, r, "own") for r in rights.LOGINS)


def get_models_with_path(fields):
    found = set(ROOTS)
    while True:
        new = {
            model
            for model, relation, name, _transient in fields
            # of the activity mixin: the user's own activities
            if relation in found and not name.startswith("activity_")
        } - (found | HUBS)
        if not new:
            return found
        found |= new


def test_every_model_is_declared(fields, town):
    """A model with a path to a case or person fails the run until it is declared."""
    found = get_models_with_path(fields)
    assert len(found) > 25
    declared = {*rights.CLIENT, *rights.OWN_ROWS, *rights.CORE_DIALOGS}
    assert found - declared == set(), "declare these in <addon>/tests/rights.py"
    ours = {
        row[0]
        for row in town.query(
            "SELECT model FROM ir_model WHERE model LIKE 'integration.%%'"
            " AND NOT COALESCE(abstract, FALSE)"
        )
    }
    assert ours - declared - rights.WITHOUT_CLIENT.keys() == set()


def test_declaration_is_complete():
    """The table says something of every role and every operation."""
    said = {
        operation
        for model in rights.CLIENT
        for role in rights.CASES
        for scope in rights.SCOPES
        for operation in rights.get_operations(model, role, scope)
    }
    assert said == set(rights.OPERATIONS) == set(operations.TRIED)
    assert len(rights.get_table()) > len(rights.CLIENT)


@pytest.mark.parametrize(("role", "model"), PAIRS)
def test_rights_on_clients(town, role, model):
    session = town.get_session(rights.LOGINS[role])
    wrong = []
    for scope, file in town.get_files(role):
        declared = rights.get_operations(model, role, scope)
        for operation in operations.TRIED:
            if operation == "message" and model not in rights.WITH_DISCUSSION:
                continue
            allowed, answer = operations.try_operation(
                operation, session, file, model, reads="read" in declared
            )
            if allowed != (operation in declared):
                wrong.append(f"{scope} {operation}: {allowed} ({answer})"[:300])
            elif not allowed:
                assert not town.plants.in_text(answer)
    assert wrong == []


@pytest.mark.parametrize(
    "role",
    [
        pytest.param(role, marks=[] if role in QUICK else pytest.mark.long)
        for role in rights.LOGINS
    ],
)
def test_rights_without_client(town, role):
    """Code lists, engines and headers: what is declared opens, all else is refused."""
    session = town.get_session(rights.LOGINS[role])
    wrong = []
    for model in sorted(rights.WITHOUT_CLIENT):
        declared = rights.get_letters(model, role, "own")
        # a row's number is enough to try: a refusal does not depend on it
        [[res_id]] = town.query(
            f"SELECT COALESCE(min(id), 1) FROM {model.replace('.', '_')}"
        )
        for letter, operation in ACCESS_OF.items():
            try:
                if letter in declared:
                    allowed = session.call(model, "has_access", [], operation)
                    session.call(model, "search_count", [])
                else:
                    REFUSED_CALLS[letter](session, model, res_id)
                    allowed = True
            except RpcError as error:
                if error.name not in operations.REFUSED:
                    # nobody may: then the reason need not be a right
                    assert error.name in UNCHANGEABLE, (model, operation, error)
                    assert not is_opened(model, letter)
                allowed = False
            if allowed != (letter in declared):
                wrong.append(f"{model} {operation}: {allowed}")
    assert wrong == []
