from odoo import api, fields, models


class IntegrationReferral(models.Model):
    _inherit = "integration.referral"

    @api.model
    def _open_new(self, case, offer=None, goal=None, measure=None):
        """:return: form of a new referral, filled as far as is known"""
        contact = self.env.ref("integration_case.integration_data_class_contact")
        values = {
            "case_id": case.id,
            "offer_id": offer.id if offer else False,
            "goal_id": goal.id if goal else False,
            "measure_id": measure.id if measure else False,
            # the least with which somebody can be met; more is chosen
            "data_class_ids": contact.ids,
        }
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New referral"),
            "res_model": self._name,
            "views": [(False, "form")],
            "context": {f"default_{key}": value for key, value in values.items()},
        }

    def _prepare_timeline_entry(self):
        self.ensure_one()
        date = self.date_ended or self.date_started or self.date_answered
        date = date or self.date_sent or self.date_offered
        label = (
            self.env._("Introduction to a club")
            if self.kind == "introduction"
            else self.env._("Referral")
        )
        entry = self.case_id._prepare_entry(self, date, "referral", label)
        offer = self.offer_id.with_context(show_organisation=True).display_name
        return entry | {
            "title": offer or self.partner_id.name,
            "text": ": ".join(
                filter(None, (self._get_state_label(), self.reason_id.name))
            ),
            "author": self.user_id.name or "",
        }


class IntegrationCase(models.Model):
    """Referrals of a case: tab, timeline, and what ends with it."""

    _inherit = "integration.case"

    referral_ids = fields.One2many("integration.referral", "case_id", "Referrals")

    def action_refer(self):
        """:return: form of a new referral of this client"""
        self.ensure_one()
        return self.env["integration.referral"]._open_new(self)

    def _get_timeline_entries(self, limit):
        referrals = self.env["integration.referral"].search(
            [("case_id", "=", self.id)], limit=limit
        )
        return [
            *super()._get_timeline_entries(limit),
            *(referral._prepare_timeline_entry() for referral in referrals),
        ]

    def _close(self, reason, date, note=False):
        """What waits for an answer ends with the case; what was accepted goes on."""
        result = super()._close(reason, date, note)
        # sudo: referrals follow the case, whose closure was allowed
        referrals = self.sudo().referral_ids
        referrals.filtered(lambda one: one.state == "sent")._revoke("closed")
        return result

    def _search_gated(self, model, person):
        # also of a job, for which no rules hold
        rows = super()._search_gated(model, person)
        basis = self.env[model]._get_counted_domain()
        return rows.search(fields.Domain("id", "in", rows.ids) & fields.Domain(basis))
