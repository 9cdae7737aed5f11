"""The operations of the declaration of rights, tried through RPC."""

from .. import rights
from .planting_values import get_new_values
from .rpc import RpcError

REFUSED = {
    "odoo.exceptions.AccessError",
    "odoo.exceptions.AccessDenied",
    "odoo.http.SessionExpiredException",
}
DECLINED = {"odoo.exceptions.UserError", "odoo.exceptions.ValidationError"}
#: core's refusal to export is no AccessError
NO_EXPORT = "odoo.exceptions.UserError"
#: in this order: what may take the record away comes last
TRIED = (
    *("read", "search", "group", "name search", "export", "attachment", "message"),
    *("write", "create", "unlink"),
)


def try_operation(operation, session, file, model, reads=False):
    """Try an operation on the record of a model in somebody's file.

    :param reads: whether the user may read the record; then the reason of a refusal
        need not be a right
    :return: (whether it was allowed, the server's answer)
    :raise RpcError: for any error that is no refusal
    """
    try:
        answer = _OPERATIONS[operation](session, file, model, file.ids[model])
    except RpcError as error:
        if error.name in REFUSED:
            return False, error.message
        if error.name in DECLINED and (reads or is_declined_for_all(model, operation)):
            return False, error.message
        if operation == "export" and error.name == NO_EXPORT:
            return False, error.message
        raise
    # who sees nothing gets an empty list from these
    listing = operation in ("search", "group", "name search")
    return (bool(answer) if listing else True), answer


def is_declined_for_all(model, operation):
    """:return: whether no role may do it"""
    return not any(
        operation in rights.get_operations(model, role, scope)
        for role in rights.CASES
        for scope in rights.SCOPES
    )


def _domain(res_id):
    return [["id", "=", res_id]]


_OPERATIONS = {
    "read": lambda s, f, model, i: s.call(model, "read", [i], ["display_name"]),
    "search": lambda s, f, model, i: s.call(model, "search", _domain(i)),
    "group": lambda s, f, model, i: s.call(
        model, "formatted_read_group", _domain(i), ["id"], ["__count"]
    ),
    "name search": lambda s, f, model, i: s.call(model, "name_search", "", _domain(i)),
    "export": lambda s, f, model, i: s.call(
        model, "export_data", [i], ["display_name"]
    ),
    "attachment": lambda s, f, model, i: s.call(
        "ir.attachment", "create", [{"name": "x", "res_model": model, "res_id": i}]
    ),
    "message": lambda s, f, model, i: s.call(model, "message_post", [i], body="x"),
    "write": lambda s, f, model, i: s.call(model, "write", [i], f.get_change(model)),
    "create": lambda s, f, model, i: s.call(
        model, "create", [get_new_values(f, model)]
    ),
    "unlink": lambda s, f, model, i: s.call(model, "unlink", [i]),
}
