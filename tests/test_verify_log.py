"""The command that verifies the read log, as an administrator runs it (C66, C68)."""

import pytest

from tools import database, verify


@pytest.fixture(scope="module")
def sealed(rpc):
    """A log with a sealed block."""
    rpc("manager1").call("integration.person", "search_read", [], ["last_name"])
    [job] = rpc("admin").call(
        "ir.model.data",
        "search_read",
        [["name", "=", "ir_cron_seal_access_log"]],
        ["res_id"],
    )
    rpc("admin").call("ir.cron", "method_direct_trigger", [job["res_id"]])


@pytest.fixture
def verified(sealed, server):
    """Return a function that gives the exit code and the lines of the command."""

    def run(*arguments):
        done = verify.run(
            server, *arguments, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout.splitlines()

    return run


@pytest.mark.long
def test_untouched_log(verified):
    """What the log's keeper noted is still there."""
    code, lines = verified()
    assert code == 0
    digest = lines[-1].removeprefix("Digest: ")
    assert len(digest) == 64
    assert verified("--digest", digest)[0] == 0
    code, lines = verified("--digest", "0" * 64)
    assert code == 1
    assert "0" * 64 in lines[0]


def test_changed_row(verified, server):
    """Somebody with the database's password changes who has looked."""

    def change(sign):
        return database.query(
            server.server,
            server.database,
            f"UPDATE integration_access_log SET res_count = res_count {sign} 1"
            " WHERE id = (SELECT min(first_id) FROM integration_access_seal)"
            " RETURNING id",
        )

    [[row_id]] = change("+")
    try:
        code, lines = verified()
    finally:
        change("-")
    assert code == 1
    assert str(row_id) in lines[0]
    assert verified()[0] == 0
