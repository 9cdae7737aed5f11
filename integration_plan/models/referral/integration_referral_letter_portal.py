from odoo import api, fields, models
from odoo.fields import Domain

from .integration_referral_steps import ANSWERS


class IntegrationReferralLetter(models.Model):
    """What a partner body with an account reads in the portal (C44)."""

    _inherit = "integration.referral.letter"

    @api.model
    def _search_for_portal(self):
        """:return: letters that the user's body may read and answer now, in superuser
        mode; none for anybody but a portal user of a body other than the authorities
        """
        none = self.sudo().browse()  # sudo: no record
        user = self.env.user
        if not user._is_portal():
            return none
        # sudo: compares whose account it is
        body = user.sudo().partner_id.commercial_partner_id
        companies = self.env["res.company"].sudo()  # sudo: as above
        own = companies.search_count([("partner_id", "=", body.id)], limit=1)
        if not body.is_company or own:
            return none
        # sudo: letters to this body, while they may be read; nothing of their cases
        return self.sudo().search(
            Domain("partner_id", "child_of", body.id)
            & Domain("closed_on", "=", False)
            & Domain("date_until", ">", fields.Datetime.now())
            & Domain("referral_ids.state", "in", list(ANSWERS))
        )
