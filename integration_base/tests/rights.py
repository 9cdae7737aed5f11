"""Who may do what with the models of this addon, which know no client (C79).

Role → letters (``c`` create, ``r`` read, ``w`` write, ``u`` unlink), for all records of
the own authority; roles that are not named may do nothing.
"""

#: every log-in of a person who works here
INTERNAL = ("clerk", "manager", "lead", "config", "dpo", "stats", "admin")
EVERYBODY_READS = {**dict.fromkeys(INTERNAL, "r"), "config": "crwu"}
FIGURES = {"stats": "r", "config": "crwu"}

WITHOUT_CLIENT = {
    "integration.access.log": {"dpo": "r"},
    "integration.access.lock": {"dpo": "r"},
    "integration.access.seal": {"dpo": "r"},
    "integration.egress": {"dpo": "r", "config": "r"},
    "integration.emergency": {"dpo": "r"},
    "integration.indicator": FIGURES,
    "integration.indicator.breakdown": FIGURES,
    "integration.indicator.evaluate": {"stats": "crwu"},
    "integration.indicator.result": {"stats": "r"},
    "integration.snapshot": {"stats": "r", "dpo": "r"},
    "integration.snapshot.line": {"stats": "r", "dpo": "r"},
    "integration.language": EVERYBODY_READS,
    "integration.occupation": EVERYBODY_READS,
    "integration.rule.value": EVERYBODY_READS,
    # facts of personal links; their digests nobody reads
    "integration.token": {"dpo": "r"},
    "integration.token.session": {"dpo": "r"},
    "integration.token.guess": {"dpo": "r"},
    "integration.team": {"manager": "r", "lead": "r", "dpo": "r", "config": "crwu"},
}
