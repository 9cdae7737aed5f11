from odoo import models

from odoo.addons.integration_base.tools.days import to_german_day, to_last_german_day


class IntegrationPerson(models.Model):
    """What left the house is part of the client's file, though it points at nobody."""

    _inherit = "integration.person"

    def _get_referrals(self):
        # sudo: of a person the caller holds
        referrals = self.env["integration.referral"].sudo()
        return referrals.search([("person_id", "in", self._get_file_persons().ids)])

    def _get_file_tree(self):
        tree = super()._get_file_tree()
        roots = [(self._get_referrals().letter_id, "contact")]
        # sudo: gives ids to the engine, as for the rest of the file
        copies = self.env["integration.record.tree"].sudo()._collect(roots)
        for key, ids in copies.items():
            tree.setdefault(key, set()).update(ids)
        return tree

    def _get_statement_receivers(self):
        rows = super()._get_statement_receivers()
        for letter in self._get_referrals().letter_id.sorted("date_sent"):
            day = to_german_day(letter.date_sent)
            until = to_last_german_day(letter.closed_on or letter.date_until)
            rows.append(self._prepare_receiver(letter.partner_id.name, day, until))
        return rows
