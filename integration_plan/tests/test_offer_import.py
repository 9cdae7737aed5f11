from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_offer import OfferCase, load


@tagged("post_install", "-at_install")
class TestOfferImport(OfferCase):
    """Preview, import, changes against local edits, withdrawal (O12)."""

    def test_preview_changes_nothing(self):
        import_ = self.upload([self.service(1), self.service(2)])
        self.assertEqual(import_.state, "checked")
        self.assertEqual(self.states(import_), ["create", "create"])
        self.assertFalse(self.imported())
        import_.action_import()
        self.assertEqual(import_.state, "done")
        self.assertEqual(import_.progress, 100)
        offers = self.imported()
        self.assertEqual(len(offers), 2)
        self.assertEqual(set(offers.mapped("state")), {"published"})
        self.assertEqual(offers[0].organisation_id.name, "Anbieter Import")
        self.assertEqual(offers[0].provenance["name"]["source"], "Test source")
        self.assertTrue(offers[0].provenance["name"]["on"])
        self.assertIn("Test source", offers[0].provenance_html)

    def test_real_files(self):
        """The official example of HSDS and the answers of Integreat."""
        import_ = self.upload(load("hsds/service_full.json"))
        self.assertEqual(self.states(import_), ["create"], import_.row_ids.message)
        self.assertIn("name", import_.row_ids.message)  # a term that is not known
        import_.action_import()
        offer = self.imported()
        self.assertEqual(offer.name, "Community Counselling")
        self.assertEqual(offer.uuid, "ac148810-d857-441c-9679-408f346de14b")
        self.assertEqual(offer.language_ids.code, "urd")
        self.assertEqual(offer.town, "MyCity")
        self.assertEqual(offer.age_min, 12)
        self.assertTrue(offer.location_ids.schedule_ids)
        # assured in 2005: long overdue
        self.assertEqual(offer.freshness, "overdue")
        integreat = self.source("Integreat")
        for name, number in (("locations", 1), ("events", 2)):
            import_ = self.upload(
                load(f"integreat/augsburg_de_{name}.json"),
                source=integreat,
                organisation_id=self.provider.id,
                check=False,
            )
            import_.is_whole = False
            import_.action_check()
            self.assertEqual(self.states(import_), ["create"])
            import_.action_import()
            self.assertEqual(len(self.imported(integreat)), number)
        place, event = self.imported(integreat).sorted("id")
        self.assertEqual(place.kind_id, self.kind("office"))
        self.assertEqual(place.accessibility_ids.code, "step_free")
        self.assertEqual(event.organisation_id, self.provider)
        self.assertEqual(len(event.schedule_ids), 6)

    def test_again_is_nothing_new(self):
        """The same file again finds each record and changes none."""
        for content in (
            load("hsds/service_full.json"),
            load("integreat/augsburg_de_locations.json"),
        ):
            self.upload(content).action_import()
            again = self.upload(content)
            texts = again.change_ids.mapped(lambda c: (c.name, c.old_text, c.new_text))
            self.assertEqual(texts, [])
            self.assertIn("same", self.states(again))
            self.assertNotIn("create", self.states(again))
            again.action_import()

    def test_change_of_the_source(self):
        self.upload([self.service(phones=[])]).action_import()
        offer = self.imported()
        import_ = self.upload([self.service(name="New name", email="a@example.com")])
        self.assertEqual(self.states(import_), ["change"])
        change = import_.change_ids.filtered(lambda row: row.name == "name")
        self.assertEqual(change.old_text, "Service 1")
        self.assertEqual(change.new_text, "New name")
        self.assertTrue(change.accept)
        self.assertEqual(offer.name, "Service 1")
        import_.action_import()
        self.assertEqual(offer.name, "New name")
        self.assertEqual(offer.email, "a@example.com")

    def test_local_edit_is_kept(self):
        """Edited here and changed there: shown, and replaced only if ticked."""
        self.upload([self.service(email="old@example.com")]).action_import()
        offer = self.imported()
        offer.with_user(self.manager1).write(
            {"email": "local@example.com", "phone": "0711 5"}
        )
        # the source did not change it: no question
        self.assertEqual(
            self.states(self.upload([self.service(email="old@example.com")])), ["same"]
        )
        import_ = self.upload([self.service(email="new@example.com")])
        change = import_.change_ids
        self.assertEqual(change.name, "email")
        self.assertTrue(change.is_local)
        self.assertFalse(change.accept)
        import_.action_import()
        self.assertEqual(offer.email, "local@example.com")
        self.assertEqual(offer.phone, "0711 5")
        # declined once, it is not asked again
        self.assertFalse(
            self.upload([self.service(email="new@example.com")]).change_ids
        )
        import_ = self.upload([self.service(email="newer@example.com")])
        import_.change_ids.action_accept()
        import_.action_import()
        self.assertEqual(offer.email, "newer@example.com")

    def test_value_withdrawn_by_the_source(self):
        self.upload([self.service(email="a@example.com")]).action_import()
        import_ = self.upload([self.service()])
        self.assertEqual(import_.change_ids.mapped("name"), ["email"])
        import_.action_import()
        self.assertFalse(self.imported().email)
        self.assertNotIn("email", self.imported().provenance)

    def test_hours_and_places_change(self):
        def service(opens):
            return self.service(
                schedules=[
                    {"id": "x", "freq": "WEEKLY", "byday": "MO", "opens_at": opens}
                    | {"closes_at": "18:00"}
                ],
                service_at_locations=[
                    {
                        "id": "00000000-0000-4000-8000-00000000000a",
                        "location": {
                            "id": "00000000-0000-4000-8000-00000000000b",
                            "location_type": "physical",
                            "name": "Haus",
                        },
                        "schedules": [
                            {"freq": "WEEKLY", "byday": "TU", "opens_at": opens}
                            | {"closes_at": "18:00"}
                        ],
                    }
                ],
            )

        self.upload([service("09:00")]).action_import()
        offer = self.imported()
        self.assertEqual(offer.schedule_ids.mapped("opens_at"), [9, 9])
        import_ = self.upload([service("10:00")])
        self.assertEqual(
            sorted(import_.change_ids.mapped("name")), ["places", "schedules"]
        )
        self.assertIn("10:00", import_.change_ids[0].new_text)
        import_.action_import()
        self.assertEqual(offer.schedule_ids.mapped("opens_at"), [10, 10])
        self.assertEqual(len(offer.location_ids), 1)
        self.assertEqual(
            self.env["integration.offer.place"].search_count([("name", "=", "Haus")]), 1
        )

    def test_own_offer_comes_back(self):
        """An export of ours that comes back is matched by its identifier."""
        import_ = self.upload(self.offer._to_hsds())
        self.assertEqual(self.states(import_), ["same"])
        import_.action_import()
        self.assertEqual(self.offer.source_id, self.source())

    def test_organisations_are_not_doubled(self):
        services = [
            self.service(
                n, organization={"id": f"o{n}", "name": "Volkshochschule Test"}
            )
            for n in (1, 2)
        ]
        self.upload(services).action_import()
        self.assertEqual(self.imported().organisation_id, self.provider)

    def test_second_click(self):
        import_ = self.upload([self.service()])
        import_.action_import()
        with self.assertRaises(UserError):
            import_.action_import()
        with self.assertRaises(UserError):
            import_.action_check()
        self.assertEqual(len(self.imported()), 1)

    def test_kept_by_the_system(self):
        import_ = self.upload([self.service()])
        for vals in ({"state": "done"}, {"layout": "ical"}):
            with self.assertRaises(AccessError):
                import_.write(vals)
        with self.assertRaises(AccessError):
            import_.row_ids.with_user(self.lead).write({"state": "create"})
        with self.assertRaises(UserError):
            self.upload(b"")

    def test_manager_may_not(self):
        with self.assertRaises(AccessError):
            self.upload([self.service()], user=self.manager1)

    def test_number_of_queries(self):
        """Ten thousand services come in minutes: queries per record stay few."""

        def count(first, number):
            services = [
                self.service(
                    first + n,
                    languages=[{"code": "ar"}],
                    schedules=[{"freq": "WEEKLY", "byday": "MO", "opens_at": "9:00"}],
                    service_at_locations=[
                        {
                            "id": "",
                            "location": {
                                "id": f"place-{first + n}",
                                "location_type": "physical",
                                "name": f"Haus {first + n}",
                            },
                        }
                    ],
                )
                for n in range(number)
            ]
            source = self.source(f"Queries {first}", withdraw_missing=False)
            import_ = self.upload(services, source=source, check=False)
            self.env.flush_all()
            before = self.cr.sql_log_count
            import_.action_check()
            import_.action_import()
            self.env.flush_all()
            self.assertEqual(len(self.imported(source)), number)
            return self.cr.sql_log_count - before

        count(1000, 5)
        few, many = count(2000, 20), count(3000, 120)
        self.assertLess((many - few) / 100, 2)

    def test_job(self):
        """Many records are imported by the job, in the rights of who started it."""
        services = [self.service(n) for n in range(1, 312)]
        import_ = self.upload(services)
        self.assertEqual(import_.state, "checking")
        self.run_offer_job("run_offer_imports")
        self.assertEqual(import_.state, "checked")
        import_.action_import()
        self.assertEqual(import_.state, "running")
        self.run_offer_job("run_offer_imports")
        self.assertEqual(import_.state, "done")
        self.assertEqual(len(self.imported()), 311)
        self.assertEqual(self.imported().create_uid, self.lead)

    def test_stop_and_go_on(self):
        import_ = self.upload([self.service(n) for n in range(1, 312)])
        import_.action_stop()
        self.assertEqual(import_.state, "draft")
        import_.action_check()
        with self.assertRaises(UserError):
            import_.unlink()
