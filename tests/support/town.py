"""The demo municipality with planted files, as the tests of rights want it."""

from tools import database

from .. import rights
from .planting import PlantedFile
from .planting_values import Plants
from .planting_volunteers import PlantedHelp
from .rpc import Session

#: keeper of a planted file → whom the case is offered to
KEEPERS = {
    "manager1": "lead1",
    "lead1": "manager3",
    "manager2": "manager3",
    "manager3": "lead1",
    "manager_kreis": "lead_kreis",
}
#: keeper → colleague who is written to, by mail
WRITTEN_TO = {"manager1": "lead1"}
EXPORT_GROUPS = (
    "integration_base.group_integration_export",
    "base.group_allow_export",
)
PORTAL = rights.LOGINS["portal"]


class Town:
    """Sessions, planted files and the database of one running server."""

    def __init__(self, instance):
        self.instance = instance
        self.plants = Plants()
        self.files = {}
        #: what the coordination keeps of volunteers
        self.help = None
        self._sessions = {}

    def get_session(self, login, instance=None):
        """:return: the (shared) session of a log-in, at one of the server processes"""
        instance = instance or self.instance
        key = (login, instance.port)
        if key not in self._sessions:
            if login == PORTAL:
                self._make_portal_user()
            self._sessions[key] = Session(instance, login)
        return self._sessions[key]

    def query(self, statement, *parameters):
        return database.query(
            self.instance.server, self.instance.database, statement, *parameters
        )

    def plant(self, keepers=tuple(KEEPERS)):
        """Plant a file of each keeper; colleagues are written to by mail."""
        for login in set(WRITTEN_TO.values()):
            session = self.get_session(login)
            values = {"notification_type": "email"}
            session.call("res.users", "write", [session.uid], values)
        for login in keepers:
            readers = [WRITTEN_TO[login]] if login in WRITTEN_TO else []
            takers = {
                "taker": self.get_session(KEEPERS[login]).uid,
                "readers": [self.get_session(r).info["partner_id"] for r in readers],
            }
            self.files[login] = PlantedFile(
                self.get_session(login), self.plants, takers, self.query
            )
        coordinator = self.get_session(rights.LOGINS["coordinator"])
        self.help = PlantedHelp(coordinator, self.plants, {}, self.query)
        return self

    def close_handovers(self):
        """Have the planted proposals answered, so that new ones may be made."""
        for file in self.files.values():
            self.query(
                "UPDATE integration_handover SET state = 'done' WHERE id = %s",
                file.ids["integration.handover"],
            )

    def get_files(self, role):
        """:return: list of (scope, file) that a role is tried with"""
        if role in rights.CASES:
            cases = rights.CASES[role]
        else:
            cases = {"foreign": "manager2", "other": "manager_kreis"}
        return [(scope, self.files[login]) for scope, login in cases.items()]

    def get_group_id(self, xml_id):
        module, name = xml_id.split(".")
        return self.query(
            "SELECT res_id FROM ir_model_data WHERE module = %s AND name = %s",
            *(module, name),
        )[0][0]

    def let_export(self, login, allowed=True):
        """Give or take both rights to export."""
        command = 4 if allowed else 3
        commands = [[command, self.get_group_id(group)] for group in EXPORT_GROUPS]
        uid = self.get_session(login).uid
        admin = self.get_session("admin")
        admin.call("res.users", "write", [uid], {"group_ids": commands})

    def _make_portal_user(self):
        values = {
            "name": "Portal",
            "login": PORTAL,
            "password": "demo",
            "lang": "de_DE",
            "group_ids": [[6, 0, [self.get_group_id("base.group_portal")]]],
        }
        admin = self.get_session("admin")
        if not admin.call("res.users", "search", [["login", "=", PORTAL]]):
            admin.call("res.users", "create", [values])
