from odoo.tests import tagged

from .common_offer import OfferCase


@tagged("post_install", "-at_install")
class TestOfferImportBad(OfferCase):
    """Withdrawn, broken and refused records of an import (O12)."""

    def test_withdrawn(self):
        """Missing in the whole, or inactive: archived; back again: published."""
        source = self.source(withdraw_missing=True)
        self.upload([self.service(1), self.service(2)]).action_import()
        import_ = self.upload([self.service(1)], source=source)
        self.assertEqual(self.states(import_), ["same", "gone"])
        self.assertEqual(import_.withdrawn_count, 1)
        import_.action_import()
        gone = self.imported().filtered(lambda offer: not offer.active)
        self.assertEqual(gone.name, "Service 2")
        self.assertIn("Test source", gone.state_reason)
        import_ = self.upload([self.service(1, status="defunct"), self.service(2)])
        self.assertEqual(self.states(import_), ["withdraw", "change"])
        import_.action_import()
        active = self.imported().filtered("active")
        self.assertEqual(active.name, "Service 2")
        self.assertEqual(active.state, "published")

    def test_one_page_withdraws_nothing(self):
        self.upload([self.service(1), self.service(2)]).action_import()
        page = {"total_pages": 3, "page_number": 1, "contents": [self.service(1)]}
        import_ = self.upload(page)
        self.assertFalse(import_.is_whole)
        import_.action_import()
        self.assertTrue(all(self.imported().mapped("active")))

    def test_broken_record_is_not_withdrawn(self):
        self.upload([self.service(1), self.service(2)]).action_import()
        import_ = self.upload([self.service(1), self.service(2, status="??")])
        self.assertEqual(self.states(import_), ["same", "error"])
        import_.action_import()
        self.assertTrue(all(self.imported().mapped("active")))

    def test_broken_records_by_name(self):
        """Each is reported with its name and the reason; the others are imported."""
        import_ = self.upload(
            [
                self.service(1),
                self.service(2, id=""),
                self.service(3, status="open"),
                self.service(4, organization=None),
                self.service(5, minimum_age=30, maximum_age=20),
                self.service(6, languages=[{"code": "xx"}]),
                "nonsense",
            ]
        )
        by_name = {row.name: (row.state, row.message) for row in import_.row_ids}
        self.assertEqual(by_name["Service 2"][1], "The record has no number.")
        self.assertIn("open", by_name["Service 3"][1])
        self.assertIn("organisation", by_name["Service 4"][1])
        self.assertIn("30–20", by_name["Service 5"][1])
        self.assertEqual(by_name["Service 6"][0], "create")
        self.assertIn("xx", by_name["Service 6"][1])
        import_.action_import()
        self.assertEqual(
            set(self.imported().mapped("name")), {"Service 1", "Service 6"}
        )
        self.assertEqual(import_.error_count, 5)

    def test_refused_record_leaves_the_others(self):
        """A record the database refuses is found among those created together."""
        term = {"code": "level_needed", "taxonomy": "integration-offer", "name": "x"}
        reached = {**term, "code": "level_reached"}
        bad = [
            {"value": "c1", "taxonomy_term": term},
            {"value": "a1", "taxonomy_term": reached},
        ]
        import_ = self.upload([self.service(1), self.service(2, attributes=bad)])
        self.assertEqual(self.states(import_), ["create", "create"])
        import_.action_import()
        self.assertEqual(self.imported().name, "Service 1")
        row = import_.row_ids.filtered(lambda row: row.state == "error")
        self.assertIn("level", row.message)
