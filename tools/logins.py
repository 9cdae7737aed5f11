"""Log-ins of the demo municipality, as printed by ``make run``."""

from typing import NamedTuple


class Login(NamedTuple):
    """One demo user; ``role`` is shown to German readers."""

    login: str
    role: str
    password: str = "demo"


LOGINS = (
    Login("manager1", "Integrationsmanagement, Team Nord"),
    Login("manager2", "Integrationsmanagement, Team Süd"),
    Login("manager3", "Integrationsmanagement, Team Nord (teilt nicht)"),
    Login("lead1", "Teamleitung Nord"),
    Login("manager_kreis", "Integrationsmanagement, Landkreis Musterkreis"),
    Login("lead_kreis", "Teamleitung, Landkreis Musterkreis"),
    Login("coordinator1", "Ehrenamtskoordination"),
    Login("finance1", "Fördermittel"),
    Login("approver1", "Freigabe Fördermittel"),
    Login("auditor1", "Prüfung Fördermittel (nur lesen)"),
    Login("dpo1", "Datenschutz"),
    Login("config1", "Einstellungen und Codelisten"),
    Login("stats1", "Statistik"),
    Login("clerk", "Sachbearbeitung ohne Integrationsrechte"),
    Login("sysadmin", "Odoo-Administration ohne Integrationsrechte"),
    Login("volunteer1", "Portal: ehrenamtlich tätig"),
    Login("partner1", "Portal: Kursträger"),
    Login("admin", "Installation", "admin"),
)


class Door(NamedTuple):
    """A demo client with paper and code: what her paper says, and what was told."""

    link: str
    code: str
    role: str


DOORS = (
    Door("DEMA1-MVSTE-RSTAD-TARAB", "111111", "Klientin, Papier auf Arabisch"),
    Door("DEMB2-MVSTE-RSTAD-TVKRA", "222222", "Klientin, Papier auf Ukrainisch"),
)


def doors(url, existing):
    """Return the lines of a table of the clients' own accesses.

    :param url: address of the demo
    :param existing: the numbers of the database's links
    """
    rows = [door for door in DOORS if door.link.partition("-")[0] in existing]
    return [f"  {url}/d#{row.link}  Code {row.code}  {row.role}" for row in rows]


def table(existing):
    """Return the lines of a table of those log-ins that exist.

    :param existing: the logins of the database's users
    """
    rows = [login for login in LOGINS if login.login in existing]
    return [f"  {row.login:<15}{row.password:<8}{row.role}" for row in rows]
