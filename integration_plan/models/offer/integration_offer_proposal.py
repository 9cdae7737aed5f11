from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import single_email_re

from odoo.addons.integration_base.tools.days import to_german_day

#: what a provider may correct, in the order of the page
FIELDS = (
    *("contact_name", "phone", "email", "website", "application", "cost_note"),
    *("capacity_state", "places_free"),
)
LONGEST = 1000
MOST_PLACES = 9999


class IntegrationOfferProposal(models.Model):
    """A provider's correction: replaces nothing until the owner takes it over."""

    _name = "integration.offer.proposal"
    _description = "Correction of an offer"
    _order = "id desc"
    _rec_name = "label"

    offer_id = fields.Many2one(
        "integration.offer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="offer_id.company_id", store=True, index=True)
    user_id = fields.Many2one(related="offer_id.user_id", store=True, index=True)
    request_id = fields.Many2one(
        "integration.offer.request",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    name = fields.Char(readonly=True, required=True, export_string_translation=False)
    label = fields.Char("Field", compute="_compute_label")
    old_text = fields.Text("When asked", readonly=True)
    now_text = fields.Text("Now", compute="_compute_label")
    new_text = fields.Text("Proposed", readonly=True)
    state = fields.Selection(
        [("open", "Open"), ("accepted", "Taken over"), ("rejected", "Not taken over")],
        required=True,
        readonly=True,
        default="open",
        index=True,
    )
    decided_on = fields.Datetime("Decided on", readonly=True)
    decided_by_id = fields.Many2one("res.users", "Decided by", readonly=True)

    @api.depends("name")
    @api.depends_context("lang")
    def _compute_label(self):
        special = {
            "remark": self.env._("Remark"),
            "gone": self.env._("There is no such offer any more"),
        }
        offers = self.env["integration.offer"]
        for proposal in self:
            field = offers._fields.get(proposal.name)
            proposal.label = special.get(proposal.name) or (
                field._description_string(self.env) if field else proposal.name
            )
            proposal.now_text = self._show(proposal.offer_id, proposal.name)

    @api.model
    def _show(self, offer, name):
        """:return: a field of an offer as text, as the page asks for it"""
        if name not in FIELDS:
            return False
        value = offer[name]
        return False if value is False or value is None else str(value)

    @api.model
    def _read_value(self, name, text):
        """Check what a provider typed.

        :return: the value to be written
        :raise ValueError: if it is none
        """
        text = (text or "").replace("\r\n", "\n").strip()
        if len(text) > LONGEST:
            raise ValueError(name)
        if name == "places_free":
            number = int(text or 0)
            if not 0 <= number <= MOST_PLACES:
                raise ValueError(name)
            return number
        if name == "capacity_state":
            states = dict(self.env["integration.offer"]._fields[name].selection)
            if text not in states:
                raise ValueError(name)
        elif name == "email" and text and not single_email_re.match(text):
            raise ValueError(name)
        return text or False

    @api.model
    def _propose(self, request, offer, values):
        """Keep what differs from what is shown.

        :param request: ``integration.offer.request`` in superuser mode
        :param dict values: field → text as typed
        """
        rows = []
        for name, value in values.items():
            old = self._show(offer, name) or ""
            new = "" if value is None or value is False else str(value)
            # browsers write ends of lines in their own way
            if name not in ("remark", "gone") and old.split() == new.split():
                continue
            rows.append(
                {
                    "offer_id": offer.id,
                    "request_id": request.id,
                    "name": name,
                    "old_text": old,
                    "new_text": new,
                }
            )
        self.create(rows)

    # ------------------------------------------------------------------
    # Deciding
    # ------------------------------------------------------------------

    def action_accept(self):
        """Take corrections over and count their offers as confirmed by the provider."""
        for proposal in self._begin_decision():
            offer = proposal.offer_id
            if proposal.name == "gone":
                offer.action_archive()
            elif proposal.name in FIELDS:
                value = self._read_value(proposal.name, proposal.new_text)
                vals = {proposal.name: value}
                asked_on = to_german_day(
                    proposal.request_id.answered_on or fields.Datetime.now()
                )
                if proposal.name in ("capacity_state", "places_free"):
                    vals["capacity_on"] = asked_on
                offer.write(vals)
                if proposal.request_id:
                    offer._confirm(proposal.request_id.partner_id.name, asked_on)
            proposal._decide("accepted")

    def action_reject(self):
        """Leave the offer as it is."""
        for proposal in self._begin_decision():
            proposal._decide("rejected")

    def _begin_decision(self):
        """:return: the open ones, locked against a second click or a colleague"""
        self.offer_id.check_access("write")
        # sudo: locks rows of the engine; the right to the offers was checked
        self.sudo().lock_for_update()
        self.invalidate_recordset(["state"])
        waiting = self.filtered(lambda proposal: proposal.state == "open")
        if self and not waiting:
            raise UserError(self.env._("This was decided already."))
        return waiting

    def _decide(self, state):
        # sudo: rows of the engine; the right to the offer was checked
        self.sudo().write(
            {
                "state": state,
                "decided_on": fields.Datetime.now(),
                "decided_by_id": self.env.uid,
            }
        )
