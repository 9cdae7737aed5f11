"""Who may do what with programmes and grants: as in ``integration_case`` (C56, C79).

Nothing here leads to a client.
"""

#: kept by finance, read by the audit
KEPT = {"finance": "crwu", "auditor": "r"}
CODE_LIST = {"finance": "r", "auditor": "r", "config": "crwu"}

WITHOUT_CLIENT = {
    "integration.programme": KEPT,
    "integration.programme.version": KEPT,
    "integration.programme.line": KEPT,
    "integration.programme.rate": KEPT,
    "integration.programme.deadline": KEPT,
    "integration.base.rate": {**KEPT, "config": "crwu"},
    "integration.cost.kind": CODE_LIST,
    "integration.qualification.class": CODE_LIST,
}
