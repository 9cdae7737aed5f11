from odoo import fields, models


class MailActivityPlanTemplate(models.Model):
    """A step of a plan may stand for a clearance (V15)."""

    _inherit = "mail.activity.plan.template"

    clearance_type_id = fields.Many2one(
        "integration.clearance.type",
        "Clearance",
        ondelete="set null",
        help="The step is left out if the person's tasks do not ask for this clearance "
        "or it is there already.",
    )
