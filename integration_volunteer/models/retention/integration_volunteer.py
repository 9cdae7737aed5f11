from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.integration_base.tools.days import get_today


class IntegrationVolunteer(models.Model):
    """Who has not been deployed for long is proposed for anonymisation (V28)."""

    _inherit = "integration.volunteer"

    # empty only in what is left of somebody
    partner_id = fields.Many2one(required=False)
    contact_is_own = fields.Boolean(
        "Contact only for volunteering",
        copy=False,
        help="Nothing else uses the contact: it is blanked when the volunteer is "
        "anonymised. Otherwise it stays as it is and only the link goes.",
    )
    last_deployed_on = fields.Date("Last deployment", compute="_compute_last_deployed")
    is_retention_due = fields.Boolean(
        "To be anonymised",
        compute="_compute_is_retention_due",
        search="_search_is_retention_due",
    )
    anonymised_on = fields.Date(readonly=True, copy=False, index="btree_not_null")

    _contact_given = models.Constraint(
        "CHECK(partner_id IS NOT NULL OR anonymised_on IS NOT NULL)",
        "Please choose a contact.",
    )

    @api.depends("booking_ids.stop", "booking_ids.state")
    def _compute_last_deployed(self):
        # sudo: days of assignments, for whoever may read the volunteer
        bookings = self.env["integration.volunteer.booking"].sudo()
        rows = bookings._read_group(
            Domain("volunteer_id", "in", self.ids)
            & Domain("state", "=", "booked")
            & Domain("stop", "<=", fields.Datetime.now()),
            ["volunteer_id"],
            ["stop:max"],
        )
        last = {volunteer.id: stop for volunteer, stop in rows}
        for volunteer in self:
            stop = last.get(volunteer._origin.id)
            volunteer.last_deployed_on = stop and stop.date()

    @api.depends("anonymised_on", "interested_on", "booking_ids.stop")
    def _compute_is_retention_due(self):
        due = self.with_context(active_test=False).search(
            Domain("id", "in", self.ids) & Domain("is_retention_due", "=", True)
        )
        for volunteer in self:
            volunteer.is_retention_due = volunteer._origin in due

    def _search_is_retention_due(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = get_today()
        domain = Domain.FALSE
        # sudo: companies are compared with, not shown
        for company in self.env["res.company"].sudo().search([("id", "!=", False)]):
            limit = today - self.env["integration.rule.value"]._get_delta(
                "volunteer_retention_months", company=company
            )
            known = Domain("interested_on", "<", limit) | (
                Domain("interested_on", "=", False) & Domain("create_date", "<", limit)
            )
            deployed = Domain("state", "=", "booked") & Domain("stop", ">=", limit)
            domain |= (
                Domain("company_id", "=", company.id)
                & known
                & Domain("booking_ids", "not any!", deployed)
            )
        return Domain("anonymised_on", "=", False) & domain

    @api.depends("anonymised_on")
    def _compute_display_name(self):
        gone = self.filtered("anonymised_on")
        gone.display_name = self.env._("Anonymised")
        return super(IntegrationVolunteer, self - gone)._compute_display_name()

    @api.constrains("anonymised_on", "active", "state", "partner_id")
    def _check_stays_anonymous(self):
        for volunteer in self.filtered("anonymised_on"):
            if volunteer.active or volunteer.partner_id or volunteer.state != "left":
                raise UserError(self.env._("Who was anonymised does not come back."))

    def _get_keep_reasons(self):
        """Say why somebody may not be anonymised now; concerns add reasons.

        :return: list of sentences
        """
        self.ensure_one()
        if self.anonymised_on:
            return [self.env._("This volunteer is anonymised already.")]
        reasons = []
        if self._get_future_bookings():
            reasons.append(
                self.env._("%(name)s is booked for the future.", name=self.name)
            )
        if self.state != "left" and not self.is_retention_due:
            reasons.append(
                self.env._(
                    "%(name)s has not left, and the period is not over.",
                    name=self.name,
                )
            )
        return reasons

    def action_anonymise(self):
        """:return: dialog that shows what goes and what stays"""
        self.check_access("write")
        for volunteer in self:
            if reasons := volunteer._get_keep_reasons():
                raise UserError("\n".join(reasons))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Anonymise"),
            "res_model": "integration.volunteer.anonymise",
            "view_mode": "form",
            "target": "new",
            "context": {"default_volunteer_ids": self.ids},
        }
