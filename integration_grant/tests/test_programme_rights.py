from odoo.tests import tagged

from .common import GrantCase
from .rights import WITHOUT_CLIENT

OPERATIONS = {"c": "create", "r": "read", "w": "write", "u": "unlink"}
ROLES = {"officer": "finance"}


@tagged("post_install", "-at_install")
class TestProgrammeRights(GrantCase):
    """What is declared opens, all else is refused; authorities are apart."""

    def test_declared(self):
        tried = 0
        for model, rights in WITHOUT_CLIENT.items():
            for role in self.users:
                letters = rights.get(ROLES.get(role, role), "")
                for letter, operation in OPERATIONS.items():
                    allowed = self._as(role, model).has_access(operation)
                    with self.subTest(model=model, role=role, operation=operation):
                        self.assertEqual(allowed, letter in letters)
                    tried += 1
        self.assertGreater(tried, 100)

    def test_every_model_is_declared(self):
        ours = {
            model.model
            for model in self.env["ir.model"].search([("abstract", "=", False)])
            if "integration_grant" in (model.modules or "").split(", ")
            and model.model.startswith("integration.")
        }
        declared = set(WITHOUT_CLIENT)
        self.assertEqual({name for name in ours if name not in declared}, set())

    def test_other_authority(self):
        county = self.env["res.company"].create({"name": "Nachbarkreis"})
        self.programme.sudo().company_id = county
        programmes = self._as("officer", "integration.programme")
        self.assertNotIn(self.programme, programmes.search([]))
        versions = self._as("officer", "integration.programme.version")
        self.assertNotIn(self.version, versions.search([]))
