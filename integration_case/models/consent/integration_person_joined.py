from odoo import fields, models


class IntegrationPerson(models.Model):
    """What a client has answered in two files, after these are joined (C6, C47).

    Her answers stand side by side in the file that remains, each as it was given. As in
    a single file, a no ends every older yes to the same purpose.
    """

    _inherit = "integration.person"

    def _merge_into(self, kept, values=None):
        moved = super()._merge_into(kept, values)
        # sudo: ends consents of a file the user may write
        kept.sudo()._get_outdated_consents()._withdraw("joined")
        return moved

    def _get_outdated_consents(self):
        """:return: consents in force in these files that are older than a no"""
        now = fields.Datetime.now()
        outdated = self.env["integration.consent"]
        for answers in self.consent_ids.grouped("purpose_id").values():
            if last := answers._get_last_no():
                outdated += answers.filtered(
                    lambda one, last=last: (
                        one._get_state(now) == "given" and one.date_from <= last
                    )
                )
        return outdated
