from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from .common_shift import ShiftCase
from .rights import WITHOUT_CLIENT

MODELS = (
    *("integration.volunteer.shift", "integration.volunteer.shift.role"),
    *("integration.volunteer.shift.series", "integration.volunteer.shift.exception"),
    *("integration.volunteer.shift.series.role", "integration.volunteer.signup"),
    *("integration.volunteer.signup.step", "integration.volunteer.shift.put"),
    "integration.volunteer.shift.change",
)


@tagged("post_install", "-at_install")
class TestShiftRights(ShiftCase):
    """The coordination of the own authority, and nobody else."""

    @mute_logger("odoo.addons.base.models.ir_model")
    def test_rights(self):
        portal = new_test_user(self.env, "test_portal", groups="base.group_portal")
        users = {
            "coordinator": self.coordinator,
            "manager": self.manager1,
            "lead": self.lead,
            "dpo": self.dpo,
            "stats": self.stats,
            "config": self.config,
            "clerk": self.clerk,
            "admin": self.admin,
            "portal": portal,
        }
        for model in MODELS:
            for role, user in users.items():
                letters = WITHOUT_CLIENT[model].get(role, "")
                records = self.env[model].with_user(user)
                for letter, operation in zip(
                    "crwu", ("create", "read", "write", "unlink"), strict=True
                ):
                    self.assertEqual(
                        records.has_access(operation),
                        letter in letters,
                        f"{model} {role} {operation}",
                    )

    def test_other_authority(self):
        shift = self._new_shift()
        signup = self.sign_up(shift, self.volunteer1)
        other = self._role(
            "test_other_coordinator",
            "integration_volunteer.group_volunteer_coordinator",
            company_id=self.county.id,
            company_ids=[Command.set(self.county.ids)],
        )
        for record in (shift, shift.role_ids, signup, signup.step_ids):
            self.assertFalse(record.with_user(other).has_access("read"))
        with self.assertRaises(AccessError):
            shift.with_user(other).action_cancel()

    def test_on_the_portal(self):
        """Volunteers have no right on any of it; the methods act for them."""
        portal = new_test_user(self.env, "test_portal", groups="base.group_portal")
        shift = self._new_shift(hours=200).with_user(portal)
        mine, theirs = (
            one.with_user(portal) for one in (self.volunteer1, self.volunteer2)
        )
        self.assertEqual(shift._get_open_for(mine), shift)
        role = shift._get_open_roles(mine).sudo(False)
        first = shift._sign_up(mine, role).sudo(False)
        second = shift._sign_up(theirs, role).sudo(False)
        first._withdraw("krank")
        second._accept_offer()
        second._seek_stand_in()
        self.assertEqual(second._get_stand_ins_for(mine).ids, second.ids)
        third = second._take_over(mine)
        self.assertEqual(third.state, "confirmed")
        request = self._new_shift(task_id=self.vulnerable.id, hours=300)
        request.with_user(portal)._sign_up(theirs, request.role_ids.with_user(portal))
        self.assertEqual(request.activity_ids.user_id, self.coordinator)
        for record in (shift, first, second.step_ids):
            with self.assertRaises(AccessError):
                record.with_user(portal).read()

    def test_by_steps_only(self):
        shift = self._new_shift()
        signup = self.sign_up(shift, self.volunteer1)
        with self.assertRaises(AccessError):
            signup.write({"state": "withdrawn"})
        with self.assertRaises(AccessError):
            signup.step_ids.sudo().write({"reason": "x"})
        with self.assertRaises(AccessError):
            shift.state = "done"
        with self.assertRaises(AccessError):
            self._new_shift(state="published", publish=False)
        for user in (self.manager1, self.clerk):
            with self.assertRaises(AccessError):
                signup.with_user(user).action_remove()
            with self.assertRaises(AccessError):
                shift.with_user(user).action_cancel()
