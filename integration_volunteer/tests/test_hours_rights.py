from odoo.tests import tagged
from odoo.tools import mute_logger

from . import rights
from .common_hours import HoursCase

PREFIXES = (
    "integration.attendance",
    *(
        f"integration.volunteer.{part}"
        for part in (
            *("attendance", "hours", "rate", "card", "payer", "voucher"),
            *("certificate", "confirmation"),
        )
    ),
)
PREFIX = "integration_volunteer_"
OPERATIONS = {"c": "create", "r": "read", "w": "write", "u": "unlink"}


@tagged("post_install", "-at_install")
class TestHoursRights(HoursCase):
    """Who may do what with hours and money, as declared (C79)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk, cls.config = cls._create_users(
            {"login": "test_hours_clerk", "groups": "base.group_user"},
            {
                "login": "test_hours_config",
                "groups": "integration_base.group_integration_config",
            },
        )

    def get_models(self):
        return {
            name
            for name, model in self.env.registry.items()
            if name.startswith(PREFIXES) and not model._abstract
        }

    @mute_logger("odoo.addons.base.models.ir_model")
    def test_as_declared(self):
        users = {
            "coordinator": self.coordinator,
            "settlement": self.finance,
            "manager": self.manager1,
            "lead": self.lead,
            "config": self.config,
            "clerk": self.clerk,
            "admin": self.env.ref("base.user_admin"),
        }
        names = self.get_models()
        self.assertLessEqual(names, set(rights.WITHOUT_CLIENT))
        self.assertIn("integration.volunteer.hours.lock.step", names)
        for name in names:
            declared = rights.WITHOUT_CLIENT[name]
            for role, user in users.items():
                for letter, operation in OPERATIONS.items():
                    self.assertEqual(
                        self.env[name].with_user(user).has_access(operation),
                        letter in declared.get(role, ""),
                        f"{name}: {role} {operation}",
                    )

    def test_other_authority(self):
        """Hours, months and vouchers stay with their authority."""
        company = self.env["res.company"].create({"name": "Musterkreis"})
        row = self._report(30)
        lock = self._close()
        voucher = self._approve(self._make())
        booking = self._book(60)
        booking.action_present()
        users = self.coordinator2 + self.finance
        users.write({"company_ids": [(6, 0, company.ids)], "company_id": company.id})
        for record in (row, lock, voucher, voucher.line_ids, booking.attendance_ids):
            for user in users:
                there = record.with_user(user).with_company(company)
                self.assertFalse(there.has_access("read"), record._name)

    def test_screens(self):
        """Each screen opens for whoever has its menu."""
        for user, names in (
            (
                self.coordinator,
                ("attendance", "hours", "hours_lock", "voucher", "voucher_make"),
            ),
            (self.coordinator, ("payer_declaration", "confirmation")),
            (self.finance, ("voucher",)),
            (self.config, ("rate", "card_criterion")),
        ):
            for name in names:
                action = self.env.ref(f"integration_volunteer.{PREFIX}{name}_action")
                views = [(False, mode) for mode in action.view_mode.split(",")]
                views += [(False, "search")]
                model = self.env[action.res_model].with_user(user)
                self.assertTrue(model.get_views(views)["views"], name)
        menus = self.env["ir.ui.menu"].with_user(self.finance)._visible_menu_ids()
        mine = self.env.ref(f"integration_volunteer.{PREFIX}settlement_menu")
        theirs = self.env.ref("integration_volunteer.integration_volunteer_menu_root")
        self.assertIn(mine.id, menus)
        self.assertNotIn(theirs.id, menus)
