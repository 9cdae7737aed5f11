from odoo import api, fields, models


class CalendarEvent(models.Model):
    """Appointments of cases; readable with the case only, see the rules."""

    _inherit = "calendar.event"

    case_id = fields.Many2one(
        "integration.case", index="btree_not_null", ondelete="cascade"
    )
    case_client_name = fields.Char(
        "Client", related="case_id.person_id.name", related_sudo=False
    )
    counselling_ids = fields.One2many(
        "integration.counselling", "event_id", "Recorded contact"
    )

    @api.model
    def _get_confidential_link_fields(self):
        return [*super()._get_confidential_link_fields(), "case_id"]

    def action_record_contact(self):
        """:return: action of the quick entry, filled from the appointment."""
        self.ensure_one()
        return self.case_id._get_quick_contact_action(event=self)
