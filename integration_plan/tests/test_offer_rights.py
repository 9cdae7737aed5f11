from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from . import rights
from .common_offer import OfferCase

OPERATIONS = {"c": "create", "r": "read", "w": "write", "u": "unlink"}


@tagged("post_install", "-at_install")
class TestOfferRights(OfferCase):
    """Who may do what with offers, as declared (C79)."""

    def get_users(self):
        return {
            "manager": self.manager1,
            "lead": self.lead,
            "config": self.config,
            "dpo": self.dpo,
            "stats": self.stats,
            "clerk": self.clerk,
            "admin": self.admin,
        }

    def test_every_model_is_declared(self):
        ours = {
            name
            for name, model in self.env.registry.items()
            if name.startswith("integration.")
            and not model._abstract
            and model._original_module == "integration_plan"
            and (name.startswith("integration.offer") or name == "integration.holiday")
        }
        self.assertEqual(ours - set(rights.WITHOUT_CLIENT), set())

    @mute_logger("odoo.addons.base.models.ir_model")
    def test_as_declared(self):
        for model, declared in rights.WITHOUT_CLIENT.items():
            for role, user in self.get_users().items():
                for letter, operation in OPERATIONS.items():
                    allowed = self.env[model].with_user(user).has_access(operation)
                    self.assertEqual(
                        allowed,
                        letter in declared.get(role, ""),
                        f"{model}: {role} {operation}",
                    )

    def test_other_authority(self):
        """Offers, their parts and imports stay with their authority."""
        place = self.env["integration.offer.place"].create({"name": "Haus"})
        location = self.env["integration.offer.location"].create(
            {"offer_id": self.offer.id, "place_id": place.id}
        )
        import_ = self.upload([self.service()])
        records = (
            *(self.offer, self.add_hours(self.offer), place, location, import_),
            *(import_.row_ids, self.source()),
        )
        for record in records:
            seen = self.as_user(self.foreigner, record)
            with self.assertRaises(AccessError, msg=record._name):
                seen.read(["display_name"])
            self.assertFalse(seen.search([("id", "in", record.ids)]), record._name)

    def test_organisation_fields_are_for_the_roles(self):
        """A contact's integration fields are nobody else's business."""
        names = [
            name
            for name in self.env["res.partner"]._fields
            if name.startswith("integration_")
        ]
        self.assertGreater(len(names), 5)
        self.provider.with_user(self.manager1).read(names)
        for name in names:
            with self.assertRaises(AccessError, msg=name):
                self.provider.with_user(self.clerk).read([name])
