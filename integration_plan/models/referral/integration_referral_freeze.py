from odoo import api, fields, models
from odoo.exceptions import UserError

from ..base.integration_plan_part import ENGINE, take_turn

#: entered by people, until it is sent
EDITABLE = frozenset(
    {
        *("kind", "offer_id", "partner_id", "goal_id", "measure_id", "message"),
        *("data_class_ids", "channel", "email"),
    }
)
#: never leaves the house
ALWAYS_EDITABLE = frozenset({"note"})
#: stored values that follow others
FOLLOWS = frozenset(
    {
        *("company_id", "person_id", "reference", "manager_id", "team_id", "area_id"),
        *("offer_kind_id", "wait_answer_days", "wait_start_days", "waiting_band"),
        "date_wait_end",
    }
)


class IntegrationReferral(models.Model):
    """Written until it is sent, then by its steps only; for every door (C38, C41)."""

    _inherit = "integration.referral"

    def _for_engine(self):
        """:return: the records, open for the steps of a referral"""
        # sudo: callers are methods that have checked the right to the step
        return self.sudo().with_context(integration_referral_engine=ENGINE)

    @api.model
    def _is_engine(self):
        return self.env.context.get("integration_referral_engine") is ENGINE

    @api.model_create_multi
    def create(self, vals_list):
        given = EDITABLE | ALWAYS_EDITABLE | {"case_id"}
        cases = self.env["integration.case"]
        for vals in vals_list:
            self._check_kept(vals.keys() - given)
            cases += cases.browse(vals.get("case_id"))
        if not self.env.su:
            # in words, before the rules refuse without any
            cases.check_access("read")
        cases._check_not_closed()
        fixed = self._prepare_engine_vals()
        referrals = super().create([{**vals, **fixed} for vals in vals_list])
        for referral in referrals:
            referral._note_step(False, "offered")
        return referrals

    @api.model
    def _prepare_engine_vals(self):
        """:return: what new records hold; in full, or a caller's default fills it"""
        kept = self._fields.keys() - EDITABLE - ALWAYS_EDITABLE - FOLLOWS
        vals = {
            name: [] if self._fields[name].type == "many2many" else False
            for name in kept
            if self._fields[name].store
            and not self._fields[name].related
            and name not in models.MAGIC_COLUMNS
            and self._fields[name].type != "one2many"
            and name != "case_id"
        }
        return {
            **vals,
            "state": "offered",
            "date_offered": fields.Datetime.now(),
            "user_id": self.env.uid,
        }

    def write(self, vals):
        if self._is_engine():
            return super().write(vals)
        self.check_access("write")
        follows = FOLLOWS | {"number"} if self.env.su else frozenset()
        self._check_kept(vals.keys() - EDITABLE - ALWAYS_EDITABLE - follows)
        if vals.keys() & EDITABLE:
            self._check_offered()
        return super().write(vals)

    def _check_kept(self, names):
        if names:
            raise UserError(
                self.env._(
                    "Kept by the steps of the referral: %(fields)s",
                    fields=", ".join(sorted(names)),
                )
            )

    def _check_offered(self):
        """Wait for whoever works on them, and refuse if they were sent.

        :raise UserError: naming the state
        """
        # sudo: waits and asks for the state only
        referrals = self.sudo()
        take_turn(referrals)
        for referral in referrals:
            if referral.state != "offered":
                raise UserError(
                    self.env._(
                        "%(reference)s: the referral is in state “%(state)s” and stays "
                        "as it is.",
                        reference=referral.reference,
                        state=referral._get_state_label(),
                    )
                )

    def _get_state_label(self):
        return dict(self._fields["state"]._description_selection(self.env))[self.state]

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        self._check_offered()

    def unlink(self):
        self.check_access("unlink")
        self._check_offered()
        # sudo: the first line of the history goes with what was never sent
        self.sudo().step_ids.unlink()
        return super().unlink()

    def copy(self, default=None):  # pylint: disable=method-required-super
        raise UserError(
            self.env._("A referral is not duplicated; please begin a new one.")
        )
