from odoo import models


class MailActivitySchedule(models.TransientModel):
    _inherit = "mail.activity.schedule"

    def _plan_filter_activity_templates_to_schedule(self):
        """Leave out steps to clearances that nobody asks this volunteer for."""
        templates = super()._plan_filter_activity_templates_to_schedule()
        if self.res_model != "integration.volunteer":
            return templates
        volunteers = self._get_applied_on_records()
        open_types = volunteers._get_open_types()
        return templates.filtered(
            lambda t: not t.clearance_type_id or t.clearance_type_id in open_types
        )

    def action_schedule_plan(self):
        """The start of the onboarding is noted, whichever way a plan is launched."""
        result = super().action_schedule_plan()
        if self.res_model == "integration.volunteer":
            self._get_applied_on_records()._note_onboarding()
        return result
