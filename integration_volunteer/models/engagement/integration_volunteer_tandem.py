from odoo import fields, models

from odoo.addons.integration_plan.models.base.integration_plan_part import take_turn

SHOWN = ("proposed", "trial", "running")


class IntegrationVolunteerTandem(models.Model):
    """What was released to the volunteer of a tandem, and what follows its steps."""

    _inherit = "integration.volunteer.tandem"

    engagement_ids = fields.One2many(
        "integration.engagement",
        "tandem_id",
        groups="integration_case.group_integration_manager",
        export_string_translation=False,
    )
    disclosure_ids = fields.Many2many(
        "integration.disclosure",
        string="Released now",
        compute="_compute_disclosure_ids",
        compute_sudo=False,
    )

    def _compute_disclosure_ids(self):
        rows = self.env["integration.disclosure"]
        for tandem in self:
            tandem.disclosure_ids = rows.search(
                [
                    ("tandem_id", "=", tandem.id),
                    ("revoked_on", "=", False),
                    ("date_until", ">", fields.Datetime.now()),
                ],
                order="id",
            )

    def _get_released(self):
        released = super()._get_released()
        # sudo: state and contact of the tandem that the caller holds
        tandem = self.sudo()
        if tandem.state not in SHOWN or not tandem.partner_id:
            return released
        rows = self.env["integration.disclosure"]
        return released + rows._get_shown_for("tandem_id", tandem, tandem.partner_id)

    def _get_engagements(self):
        """:return: whom these tandems help, in superuser mode; never handed out"""
        # sudo: steps of a tandem end what was released for it
        engagements = self.env["integration.engagement"].sudo()
        return engagements.search([("tandem_id", "in", self.ids)])

    def write(self, vals):
        changed = self.browse()
        if "volunteer_id" in vals:
            # sudo: waits only, for whoever releases something just now
            take_turn(self.sudo())
            changed = self.filtered(
                lambda tandem: tandem.volunteer_id.id != vals["volunteer_id"]
            )
        result = super().write(vals)
        # a release is made to one volunteer, not to the next
        engagements = changed._get_engagements()
        engagements._revoke("volunteer")
        if vals.get("volunteer_id"):
            engagements.filtered(lambda one: not one.ended_on)._tell_manager(
                self.env._("A volunteer is proposed for a tandem")
            )
        return result

    def _enter_state(self, state):
        result = super()._enter_state(state)
        engagements = self._get_engagements()
        if state == "ended":
            left = self.end_reason_id.code == "left"
            engagements._end("volunteer" if left else "done")
            engagements._tell_manager(self.env._("A tandem has ended"))
        elif state == "paused":
            reading = engagements.filtered(lambda one: one.release_ids._get_running())
            reading._tell_manager(self.env._("A tandem is paused"))
        return result

    def _pause_without_release(self):
        """Nothing is released any more: the tandem waits, the coordination is told."""
        for tandem in self.sudo():  # sudo: follows the end of the release
            if tandem._get_engagements().release_ids._get_running():
                continue
            if tandem.state in ("trial", "running"):
                tandem._enter_state("paused")
                tandem._tell_coordination(
                    self.env._("the tandem waits, for nothing is released any more")
                )

    def _end_without_help(self):
        """Nobody is helped by these tandems any more.

        One that has not begun ends; else the coordination is told and ends it.
        """
        for tandem in self.sudo():  # sudo: follows the end of the help
            engagements = tandem._get_engagements()
            if tandem.state == "ended" or not all(engagements.mapped("ended_on")):
                continue
            if tandem.state == "proposed":
                tandem._end_as("not_needed")
            else:
                tandem._tell_coordination(self.env._("the help is not needed any more"))
