import json

from jsonschema import Draft202012Validator

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common_offer import OfferCase, load


@tagged("post_install", "-at_install")
class TestOfferExchange(OfferCase):
    """Export as HSDS 3.0, valid against the official schemas."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.validator = Draft202012Validator(
            load("hsds/service.schema.json.gz"),
            format_checker=Draft202012Validator.FORMAT_CHECKER,
        )

    def check_valid(self, services):
        self.assertTrue(services)
        for service in services:
            errors = [
                f"{list(error.absolute_path)}: {error.message}"
                for error in self.validator.iter_errors(service)
            ]
            self.assertEqual(errors, [], service["name"])

    def test_validator_finds_faults(self):
        """The check itself can fail."""
        self.check_valid([load("hsds/service_full.json")])
        for vals in ({"id": "no uuid"}, {"status": "open"}, {"name": None}):
            with self.assertRaises(AssertionError):
                self.check_valid([{**self.service(), **vals}])

    def test_bare_offer(self):
        self.check_valid(self.offer._to_hsds())

    def test_full_offer(self):
        interests = self.env["integration.interest"].search([], limit=2)
        place = self.env["integration.offer.place"].create(
            {
                "name": "Rathaus",
                "street": "Markt 1",
                "zip": "77777",
                "city": "Musterstadt",
                "latitude": 48.5,
                "longitude": 8.1,
                "accessibility_note": "Aufzug",
            }
        )
        refs = self.env.ref
        self.offer.write(
            {
                "description": "Zweimal in der Woche",
                "website": "vhs.example",
                "email": "kurs@example.com",
                "phone": "0711 1",
                "contact_name": "Frau Muster",
                "language_ids": self.language("ara").ids,
                "level_needed": "a2",
                "level_reached": "b1",
                "age_min": 16,
                "age_max": 60,
                "gender": "female",
                "zips": "777",
                "work_permit": True,
                "childcare": "ask",
                "cost_kind": "paid",
                "cost_amount": 25,
                "capacity_state": "free",
                "places_free": 3,
                "places_total": 20,
                "capacity_on": "2026-03-01",
                "date_start": "2026-04-01",
                "date_end": "2026-07-01",
                "format": "both",
                "interest_ids": interests.ids,
                "status_group_ids": refs(
                    "integration_plan.integration_offer_status_group_protection"
                ).ids,
                "document_ids": refs(
                    "integration_plan.integration_offer_document_passport"
                ).ids,
                "target_ids": refs(
                    "integration_plan.integration_offer_target_women"
                ).ids,
                "location_ids": [(0, 0, {"place_id": place.id, "note": "Zimmer 3"})],
            }
        )
        for vals in (
            {"byday": "MO,WE", "location_id": self.offer.location_ids.id},
            {"freq": "monthly", "byday": "-1SU", "closes_at": 24},
            {"freq": "once", "byday": False, "date_from": "2026-05-05"},
            {"byday": "TU", "interval": 2, "date_from": "2026-05-05"},
        ):
            self.add_hours(self.offer, **vals)
        services = self.offer._to_hsds()
        self.check_valid(services)
        text = json.dumps(services)
        # who is responsible here is nobody's business
        self.assertNotIn(self.lead.name, text)
        self.assertNotIn(self.lead.login, text)
        # and it comes back as it was
        import_ = self.upload(services)
        self.assertEqual(
            import_.change_ids.mapped(lambda c: (c.name, c.old_text, c.new_text)), []
        )
        self.assertEqual(self.states(import_), ["same"])

    def test_imported_files_export_again(self):
        """HSDS and Integreat in, HSDS out: valid each."""
        self.upload(load("hsds/service_full.json")).action_import()
        for name in ("locations", "events"):
            self.upload(
                load(f"integreat/augsburg_de_{name}.json"),
                source=self.source(name),
                organisation_id=self.provider.id,
            ).action_import()
        sources = self.source() | self.source("locations") | self.source("events")
        offers = self.env["integration.offer"].search(
            [("source_id", "in", sources.ids)]
        )
        self.assertEqual(len(offers), 3)
        self.check_valid(offers._to_hsds())

    def test_official_example_survives(self):
        """What HSDS calls the service stays the same after a round trip."""
        example = load("hsds/service_full.json")
        self.upload(example).action_import()
        service = self.imported()._to_hsds()[0]
        for name in (
            *("id", "name", "description", "url", "email", "status", "alert"),
            *("interpretation_services", "application_process", "assured_date"),
            *("eligibility_description", "minimum_age", "maximum_age"),
            "fees_description",
        ):
            expected = example[name]
            if isinstance(expected, str):
                expected = expected.strip()
            self.assertEqual(service[name], expected, name)
        self.assertEqual(service["organization"]["id"], example["organization"]["id"])
        location = service["service_at_locations"][0]["location"]
        self.assertEqual(
            location["id"], example["service_at_locations"][0]["location"]["id"]
        )

    def test_paused_and_archived(self):
        self.offer.action_unpublish()
        self.assertEqual(self.offer._to_hsds()[0]["status"], "temporarily closed")
        self.offer.action_archive()
        services = self.offer._to_hsds()
        self.assertEqual(services[0]["status"], "inactive")
        self.check_valid(services)


@tagged("post_install", "-at_install")
class TestOfferDownload(OfferCase, HttpCase):
    def test_download(self):
        url = f"/integration/offers/hsds.json?ids={self.offer.id}"
        self.authenticate("test_manager1", "test_manager1")
        page = self.url_open(url).json()
        self.assertEqual(page["contents"][0]["name"], "Deutsch B1")
        self.assertEqual(self.url_open(url + ",x").status_code, 400)
        draft = self.offer.copy({"name": "Entwurf"})
        self.env.flush_all()
        page = self.url_open("/integration/offers/hsds.json").json()
        names = [service["name"] for service in page["contents"]]
        self.assertIn("Deutsch B1", names)
        self.assertNotIn(draft.name, names)
        self.authenticate("test_clerk", "test_clerk")
        with mute_logger("odoo.http"):
            self.assertEqual(self.url_open(url).status_code, 403)
