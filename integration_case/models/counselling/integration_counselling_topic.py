from odoo import api, fields, models
from odoo.exceptions import UserError


class IntegrationCounsellingTopic(models.Model):
    """One topic of a contact with the effort spent on it (C31)."""

    _name = "integration.counselling.topic"
    _inherit = ["integration.protected"]
    _description = "Topic of a counselling contact"
    _order = "counselling_id, id"
    _integration_countable = True
    _integration_counted_person = "case_id"

    counselling_id = fields.Many2one(
        "integration.counselling", required=True, index=True, ondelete="cascade"
    )
    case_id = fields.Many2one(related="counselling_id.case_id", store=True, index=True)
    company_id = fields.Many2one(
        related="counselling_id.company_id", store=True, index=True
    )
    reference = fields.Char(related="case_id.reference", store=True)
    topic_id = fields.Many2one("integration.topic", required=True, index=True)
    minutes = fields.Integer()
    date = fields.Datetime(related="counselling_id.date", store=True, index=True)

    _topic_once = models.UniqueIndex(
        "(counselling_id, topic_id)", "A topic is entered once for each contact."
    )
    _minutes_positive = models.Constraint(
        "CHECK (minutes >= 0)", "Minutes of a topic cannot be negative."
    )

    @api.constrains("minutes")
    def _check_minutes(self):
        self.counselling_id._check_topic_minutes()

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.counselling_id._check_not_fixed()
        return lines

    def write(self, vals):
        self.counselling_id._check_not_fixed()
        if "counselling_id" in vals:
            raise UserError(self.env._("A topic stays with its contact."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_fixed(self):
        self.counselling_id._check_not_fixed()
