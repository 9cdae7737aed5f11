from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from odoo.addons.integration_base.tools.days import to_last_german_day

PURPOSE = "offer_request"
PATH = "/o"


class IntegrationOfferRequest(models.Model):
    """Asks a provider to confirm or correct what is shown of its offers (O5).

    The provider answers by a link without an account: for one visit, for some days,
    logged. The link says nothing of the offers, the mail nothing of any person.
    """

    _name = "integration.offer.request"
    _inherit = ["integration.token.holder"]
    _description = "Request to confirm offers"
    _order = "id desc"
    _rec_name = "reference"
    #: what the token engine calls the record in its log
    _integration_reference = "reference"

    reference = fields.Char(readonly=True, required=True, index=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    partner_id = fields.Many2one(
        "res.partner", "Organisation", required=True, readonly=True, index=True
    )
    offer_ids = fields.Many2many("integration.offer", string="Offers", readonly=True)
    email = fields.Char("Sent to", readonly=True)
    user_id = fields.Many2one("res.users", "Asked by", readonly=True, index=True)
    token_id = fields.Many2one(
        "integration.token",
        readonly=True,
        index="btree_not_null",
        groups=fields.NO_ACCESS,
        export_string_translation=False,
    )
    date_until = fields.Datetime("Link valid until", readonly=True)
    state = fields.Selection(
        [("sent", "Sent"), ("answered", "Answered"), ("revoked", "Withdrawn")],
        required=True,
        readonly=True,
        default="sent",
        index=True,
    )
    answered_on = fields.Datetime("Answered on", readonly=True)
    proposal_ids = fields.One2many(
        "integration.offer.proposal", "request_id", "Corrections"
    )

    # ------------------------------------------------------------------
    # Asking
    # ------------------------------------------------------------------

    @api.model
    def _ask(self, offers):
        """Send each organisation one link for its offers.

        :param offers: ``integration.offer`` the caller may write
        :return: action with the requests sent
        :raise UserError: if an organisation has no e-mail address
        """
        offers.check_access("write")
        requests = self.browse()
        for (company, partner), group in offers.grouped(
            lambda offer: (offer.company_id, offer.organisation_id)
        ).items():
            email = partner.email or next(filter(None, group.mapped("email")), "")
            if not email:
                raise UserError(
                    self.env._("%(name)s has no e-mail address.", name=partner.name)
                )
            requests += self._send(company, partner, group, email)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "integration_plan.integration_offer_request_action"
        )
        action["domain"] = [("id", "in", requests.ids)]
        return action

    def _send(self, company, partner, offers, email):
        # sudo: rows of the engine; the right to write the offers was checked
        requests = self.sudo().with_company(company)
        # an older link to the same offers opens nothing any more
        requests.search(
            [("state", "=", "sent"), ("offer_ids", "in", offers.ids)]
        )._revoke()
        asked = requests.create(
            {
                "reference": f"O-{self.env['integration.token']._draw(5)}",
                "company_id": company.id,
                "partner_id": partner.id,
                "offer_ids": [fields.Command.set(offers.ids)],
                "email": email,
                "user_id": self.env.uid,
            }
        )
        token = self.env["integration.token"]._issue(asked, PURPOSE, single_use=True)
        text = token._renew("offer_link_days")
        asked.write({"token_id": token.id, "date_until": token.date_until})
        asked._mail(text)
        return asked.with_env(self.env)

    def _mail(self, text):
        """Send the link; the mail is deleted as soon as it has left."""
        self.ensure_one()
        link = f"{self.get_base_url()}{PATH}#{text}"
        words = self.with_context(lang=self.partner_id.lang or self.env.user.lang).env
        body = Markup("<p>%s</p><p>%s</p><p><a href='%s'>%s</a></p><p>%s</p>") % (
            words._("Good day,"),
            words._(
                "we show your offers to people who are looking for one. Please look "
                "whether everything is still right; it takes two minutes and needs no "
                "account."
            ),
            link,
            link,
            words._(
                "The link opens once and until %(day)s.",
                day=format_date(words, to_last_german_day(self.date_until)),
            ),
        )
        # sudo: the queue of outgoing mail; addressed to the organisation
        self.env["mail.mail"].sudo().create(
            {
                "subject": words._(
                    "Are your offers still right? %(name)s", name=self.company_id.name
                ),
                "body_html": body,
                "email_to": self.email,
                "email_from": self.company_id.email_formatted
                or self.env.user.email_formatted,
                "auto_delete": True,
            }
        )

    def action_revoke(self):
        """End links that were sent by mistake."""
        self.offer_ids.check_access("write")
        # sudo: rows of the engine; the right to write the offers was checked
        self.sudo()._revoke()

    def _revoke(self):
        waiting = self.filtered(lambda asked: asked.state == "sent")
        waiting._get_tokens()._revoke()
        waiting.state = "revoked"

    # ------------------------------------------------------------------
    # Answering
    # ------------------------------------------------------------------

    def _accepts_token(self, token):
        self.ensure_one()
        return self.state == "sent" and bool(self.offer_ids)

    def _answer(self, answers):
        """Take the provider's answers; corrections stay proposals.

        :param dict answers: offer → dict ``verdict`` (``right``, ``wrong``, ``gone``)
            and ``values`` (field → new value)
        """
        self.ensure_one()
        proposals = self.env["integration.offer.proposal"]
        for offer, answer in answers.items():
            if answer["verdict"] == "right":
                offer._confirm(self.partner_id.name)
                if offer.state == "unpublished" and offer._is_over_by_age():
                    offer.write({"state": "published", "state_reason": False})
            elif answer["verdict"] == "gone":
                proposals._propose(self, offer, {"gone": True})
            else:
                proposals._propose(self, offer, answer["values"])
        self.write({"state": "answered", "answered_on": fields.Datetime.now()})
