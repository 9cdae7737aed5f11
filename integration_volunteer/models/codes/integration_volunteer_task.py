from odoo import fields, models


class IntegrationVolunteerTask(models.Model):
    """A kind of help that volunteers give: a row of a code list (V15, V19)."""

    _name = "integration.volunteer.task"
    _inherit = ["integration.code"]
    _description = "Task of volunteers"

    interprets = fields.Boolean(
        "Interpreting", help="A language pair has to be given and is matched."
    )
    vulnerable = fields.Boolean(
        "With people in need of protection",
        help="Sign-ups are confirmed by the coordination unless a shift says otherwise.",
    )
    description = fields.Text(translate=True)
