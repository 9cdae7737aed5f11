from odoo import fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.integration_base.tools.days import get_today

# What a closed episode keeps as it was; who works it may still change.
FROZEN_FIELDS = {
    "closure_note",
    "closure_reason_id",
    "concern",
    "date_allocation",
    "date_closed",
    "date_entry",
    "date_first_talk",
    "date_open",
    "episode",
    "extension_reason",
    "is_extended",
    "mode",
    "person_ids",
    "previous_case_id",
}


class IntegrationCase(models.Model):
    """Closure with a reason code, and reopening as a new episode (C1)."""

    _inherit = "integration.case"

    episode = fields.Integer(readonly=True, default=1)
    previous_case_id = fields.Many2one(
        "integration.case", "Earlier episode", readonly=True, index="btree_not_null"
    )
    next_case_ids = fields.One2many(
        "integration.case", "previous_case_id", "Later episodes"
    )
    date_closed = fields.Date("Closed on", readonly=True, copy=False, tracking=True)
    closure_reason_id = fields.Many2one(
        "integration.closure.reason",
        "Reason of closure",
        readonly=True,
        copy=False,
        index="btree_not_null",
        tracking=True,
    )
    closure_note = fields.Text(readonly=True, copy=False)

    def write(self, vals):
        if vals.get("stage_id"):
            self._check_stage_change(vals)
        if FROZEN_FIELDS & vals.keys() and not self.env.su:
            self._check_not_closed()
        return super().write(vals)

    def _check_not_closed(self):
        """:raise UserError: naming a case that is closed"""
        for case in self:
            if case.is_closed:
                raise UserError(
                    self.env._(
                        "%(reference)s is closed; reopen it for a new episode.",
                        reference=case.reference,
                    )
                )

    def _check_stage_change(self, vals):
        stage = self.env["integration.case.stage"].browse(vals["stage_id"])
        for case in self:
            if stage.is_closed and not (
                (vals.get("closure_reason_id") or case.closure_reason_id)
                and (vals.get("date_closed") or case.date_closed)
            ):
                raise ValidationError(
                    self.env._(
                        "%(reference)s, phase: a case is closed with a reason. Please "
                        "use “Close case”.",
                        reference=case.reference,
                    )
                )
            if case.is_closed and not stage.is_closed and not self.env.su:
                raise ValidationError(
                    self.env._(
                        "%(reference)s, phase: a closed case stays as it was. Please "
                        "use “Reopen” for a new episode.",
                        reference=case.reference,
                    )
                )

    def _close(self, reason, date, note=False):
        """Close cases; manager and lead of that day go on reading.

        :param reason: ``integration.closure.reason`` record
        :param date: day of closure, not in the future
        :param str note: optional
        """
        stage = self.env["integration.case.stage"].search(
            [("is_closed", "=", True)], limit=1
        )
        if not stage:
            raise UserError(self.env._("No closing phase is configured."))
        for case in self:
            if case.is_closed:
                raise UserError(
                    self.env._(
                        "%(reference)s is closed already.", reference=case.reference
                    )
                )
            if date < case.date_open or date > get_today():
                raise ValidationError(
                    self.env._(
                        "%(reference)s, closed on: the date lies before the opening or "
                        "in the future.",
                        reference=case.reference,
                    )
                )
        self.write(
            {
                "stage_id": stage.id,
                "closure_reason_id": reason.id,
                "date_closed": date,
                "closure_note": note,
            }
        )
        self.handover_ids._cancel_open()
        self.activity_ids.unlink()

    def action_reopen(self):
        """Open a new episode for the client of a closed case.

        :return: action that shows the new case
        """
        self.ensure_one()
        self.check_access("write")
        if not self.is_closed:
            raise UserError(
                self.env._("%(reference)s is not closed.", reference=self.reference)
            )
        if self.next_case_ids:
            raise UserError(
                self.env._(
                    "%(reference)s was reopened already.", reference=self.reference
                )
            )
        case = self.create(self._prepare_reopen_vals())
        return case._get_form_action()

    def _prepare_reopen_vals(self):
        self.ensure_one()
        return {
            "person_id": self.person_id.id,
            "person_ids": [fields.Command.set(self.person_ids.ids)],
            "previous_case_id": self.id,
            "episode": self.episode + 1,
            "user_id": self.env.uid,
            "team_id": self._get_default_team(self.env.user).id or self.team_id.id,
            "mode": self.mode,
            "date_entry": self.date_entry,
            "date_allocation": self.date_allocation,
            "date_first_talk": self.date_first_talk,
        }

    def action_open_episodes(self):
        """:return: action of all episodes of this client that the user may read."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "integration_case.integration_case_action"
        )
        action["domain"] = [("person_id", "=", self.person_id.id)]
        action["context"] = {}
        return action

    def _get_form_action(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "integration_case.integration_case_action"
        )
        form = self.env.ref("integration_case.integration_case_view_form")
        action.update(res_id=self.id, views=[(form.id, "form")], view_mode="form")
        return action
