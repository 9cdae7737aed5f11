from odoo import api, fields, models


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    test_record_id = fields.Many2one(
        "integration.test.record", index="btree_not_null", ondelete="cascade"
    )

    @api.model
    def _get_confidential_link_fields(self):
        return [*super()._get_confidential_link_fields(), "test_record_id"]
