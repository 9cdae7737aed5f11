import importlib.util

from odoo.tests import tagged

from odoo.addons.integration_base.tests import rights as base_rights

from .common_roles import RolesCase
from .rights import (
    BY_DOCUMENT,
    CORE_DIALOGS,
    OFFICER_DIALOGS,
    OWN_ROWS,
    RIGHTS,
    WITHOUT_CLIENT,
)


def get_declared(env):
    """:return: names of models with a path to a client that any addon declares"""
    names = set()
    for addon in env.registry._init_modules:
        path = f"odoo.addons.{addon}.tests.rights"
        if addon.startswith("integration_") and importlib.util.find_spec(path):
            part = importlib.import_module(path)
            names |= {*getattr(part, "RIGHTS", ()), *getattr(part, "OWN_ROWS", ())}
    return names


@tagged("post_install", "-at_install")
class TestSecurityIntrospection(RolesCase):
    """No model leads to a client without being declared and protected."""

    def test_every_model_is_declared(self):
        declared = get_declared(self.env) | CORE_DIALOGS
        found = self.get_models_with_path()
        self.assertGreater(len(found), 20)
        self.assertFalse(found - declared, "Declare these models in tests/rights.py")

    def test_every_model_of_ours_is_declared(self):
        ours = {
            name
            for name in self.env.registry
            if name.startswith("integration.")
            and not name.startswith("integration.test.")
            and not self.env[name]._abstract
            and self.env[name]._original_module
            in ("integration_base", "integration_case")
        }
        declared = {
            *RIGHTS,
            *OWN_ROWS,
            *BY_DOCUMENT,
            *WITHOUT_CLIENT,
            *base_rights.WITHOUT_CLIENT,
        }
        self.assertEqual(ours - declared, set())
        self.assertEqual(
            {name for name in declared if name.startswith("integration.")} - ours, set()
        )

    def test_protected(self):
        """Models of ours on a case are watched by guard and neutral errors."""
        for name in RIGHTS:
            if name.startswith("integration."):
                self.assertTrue(
                    self.env["integration.protected"]._is_protected_model(name), name
                )

    def test_rules(self):
        """A group rule by the access list and a global one by company on each."""
        for name in set(RIGHTS) - {"mail.activity"}:
            rules = self.env["ir.rule"].search([("model_id.model", "=", name)])
            domains = " ".join(rules.mapped("domain_force"))
            self.assertIn("access_now", domains, name)
            if name.startswith("integration."):
                company = rules.filtered(
                    lambda rule: "company_ids" in rule.domain_force and not rule.groups
                )
                self.assertTrue(company, name)
                self.assertTrue(all(company.mapped("perm_read")))
        for name in OWN_ROWS:
            rules = self.env["ir.rule"].search(
                [("model_id.model", "=", name), ("groups", "=", False)]
            )
            self.assertIn("create_uid", " ".join(rules.mapped("domain_force")), name)

    def test_no_access_without_group(self):
        """Only roles of case work have lines for models of a client."""
        names = [n for n in {*RIGHTS, *OWN_ROWS} if n.startswith("integration.")]
        lines = self.env["ir.model.access"].search([("model_id.model", "in", names)])
        self.assertTrue(lines)
        manager = self.env.ref("integration_case.group_integration_manager")
        officer = self.env.ref("integration_base.group_integration_dpo")
        for line in lines:
            name = line.model_id.model
            facts = "dpo" in RIGHTS.get(name, {}) or name in OFFICER_DIALOGS
            allowed = manager | officer if facts else manager
            self.assertIn(line.group_id, allowed, line.name)
            if line.group_id == officer and name not in OFFICER_DIALOGS:
                self.assertFalse(
                    line.perm_write or line.perm_create or line.perm_unlink, line.name
                )

    def test_no_search_method_on_gated_fields(self):
        """Core searches such fields without asking for their groups."""
        for name in {*RIGHTS, *OWN_ROWS}:
            for field in self.env[name]._fields.values():
                if field._module in ("integration_base", "integration_case"):
                    self.assertFalse(
                        field.groups and field.search and not field.store, str(field)
                    )

    def test_no_related_field_in_sudo_across_the_line(self):
        """Core groups and orders by non-stored related fields in sudo."""
        clients = {name for name in RIGHTS if name.startswith("integration.")}
        for name in self.env.registry:
            model = self.env[name]
            if model._abstract or name.startswith("integration.test."):
                continue
            for field in model._fields.values():
                if not field.related or field.store or not field.compute_sudo:
                    continue
                current, crossed = model, False
                for part in field.related.split(".")[:-1]:
                    step = current._fields[part]
                    current = self.env[step.comodel_name]
                    crossed |= current._name in clients and name not in clients
                self.assertFalse(crossed, f"{field} is related in sudo")
