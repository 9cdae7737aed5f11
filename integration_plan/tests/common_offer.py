import base64
import gzip
import json
from pathlib import Path

from odoo.addons.integration_case.tests.common_roles import RolesCase

DATA = Path(__file__).parent / "data"


def load(name):
    """:return: the JSON value of a file of the test data"""
    content = (DATA / name).read_bytes()
    return json.loads(gzip.decompress(content) if name.endswith(".gz") else content)


class OfferCase(RolesCase):
    """Offers of one provider, and everybody who may look at them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.state_id = cls.env.ref("base.state_de_bw")
        cls.provider = cls.env["res.partner"].create(
            {
                "name": "Volkshochschule Test",
                "is_company": True,
                "email": "kurse@example.com",
            }
        )
        cls.offer = cls.make_offer()

    @classmethod
    def kind(cls, code):
        return cls.env.ref(f"integration_plan.integration_offer_kind_{code}")

    @classmethod
    def language(cls, code):
        return cls.env["integration.language"].search([("code", "=", code)])

    @classmethod
    def make_offer(cls, user=None, **vals):
        """Create an offer as the lead, published."""
        offer = (
            cls.env["integration.offer"]
            .with_user(user or cls.lead)
            .create(
                {
                    "name": "Deutsch B1",
                    "organisation_id": cls.provider.id,
                    "kind_id": cls.kind("german_course").id,
                    **vals,
                }
            )
        )
        offer.action_publish()
        return offer

    @classmethod
    def add_hours(cls, offer, **vals):
        return cls.env["integration.offer.schedule"].create(
            {
                "offer_id": offer.id,
                "byday": "MO",
                "opens_at": 9,
                "closes_at": 12,
                **vals,
            }
        )

    @classmethod
    def source(cls, name="Test source", **vals):
        sources = cls.env["integration.offer.source"]
        found = sources.search([("name", "=", name)])
        return found or sources.create({"name": name, **vals})

    def upload(self, content, user=None, source=None, check=True, **vals):
        """Upload a file as the lead and look at the preview.

        :param content: bytes, or a value written as JSON
        """
        if not isinstance(content, bytes):
            content = json.dumps(content).encode()
        import_ = (
            self.env["integration.offer.import"]
            .with_user(user or self.lead)
            .create(
                {
                    "name": "test",
                    "source_id": (source or self.source()).id,
                    "file": base64.b64encode(content),
                    **vals,
                }
            )
        )
        if check:
            import_.action_check()
        return import_

    def states(self, import_):
        return import_.row_ids.mapped("state")

    def imported(self, source=None):
        """:return: offers of a source, also those put away"""
        offers = self.env["integration.offer"].with_context(active_test=False)
        return offers.search([("source_id", "=", (source or self.source()).id)])

    @staticmethod
    def service(number=1, **vals):
        """:return: a service as HSDS has it"""
        return {
            "id": f"00000000-0000-4000-8000-{number:012d}",
            "name": f"Service {number}",
            "status": "active",
            "organization": {
                "id": "00000000-0000-4000-9000-000000000001",
                "name": "Anbieter Import",
                "description": "x",
            },
            **vals,
        }

    def run_offer_job(self, name):
        """Run a job of this addon now."""
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref(f"integration_plan.ir_cron_{name}").method_direct_trigger()
        self.env.invalidate_all()
