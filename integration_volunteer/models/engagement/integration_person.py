from odoo import models


class IntegrationPerson(models.Model):
    """What volunteers were told is part of the file, though it points at nobody."""

    _inherit = "integration.person"

    def _get_engagements(self):
        """:return: help by volunteers of these people, in superuser mode"""
        # sudo: of a person the caller holds
        engagements = self.env["integration.engagement"].sudo()
        people = self._get_file_persons()
        return engagements.search([("person_id", "in", people.ids)])

    def _get_file_tree(self):
        tree = super()._get_file_tree()
        engagements = self._get_engagements()
        roots = [(engagements.release_ids.letter_id, "contact")]
        # sudo: gives ids to the engine, as for the rest of the file
        copies = self.env["integration.record.tree"].sudo()._collect(roots)
        for key, ids in copies.items():
            tree.setdefault(key, set()).update(ids)
        # texts about the help itself, though they should name nobody
        tandems = engagements.tandem_id
        meetings = tandems.meeting_ids
        for records in (tandems, meetings, meetings._get_bookings()):
            if records:
                key = (records._name, "counselling")
                tree.setdefault(key, set()).update(records.ids)
        return tree

    def _mark_erased(self, classes):
        if "contact" in classes:
            self._get_engagements()._end("erased")
        return super()._mark_erased(classes)

    def _get_statement_receivers(self):
        rows = super()._get_statement_receivers()
        for release in self._get_engagements().release_ids.sorted("date_from"):
            until = release.ended_on or release.date_until
            rows.append(
                self._prepare_receiver(
                    release.partner_id.name, release.date_from, until
                )
            )
        return rows
