from odoo import fields, models


class IntegrationTopic(models.Model):
    """A topic of counselling, by area of life."""

    _name = "integration.topic"
    _inherit = ["integration.code"]
    _description = "Counselling Topic"

    area = fields.Selection(
        [
            ("language", "Language"),
            ("education", "School and day care"),
            ("work", "Training and work"),
            ("housing", "Housing"),
            ("health", "Health"),
            ("residence", "Residence"),
            ("money", "Money"),
            ("family", "Family and children"),
            ("participation", "Participation"),
            ("other", "Everyday life and other"),
        ],
        "Area of Life",
        required=True,
        default="other",
    )
    hint = fields.Char(
        translate=True, help="What belongs to the topic, shown while choosing."
    )
