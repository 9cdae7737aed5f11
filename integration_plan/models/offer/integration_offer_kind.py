from odoo import fields, models

AREAS = [
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
]


class IntegrationOfferKind(models.Model):
    """What an offer is: a course, advice, a job, a club …

    Kinds that came to an end are archived: offers and figures of their time keep
    them.
    """

    _name = "integration.offer.kind"
    _inherit = ["integration.code"]
    _description = "Kind of offer"

    area = fields.Selection(AREAS, "Area of life", required=True, default="other")
    is_introduction = fields.Boolean(
        "Introduction to a club",
        help="Somebody brings the client along and makes people acquainted.",
    )
    words = fields.Char(
        "Search words",
        translate=True,
        help="Further words by which people look for it, separated by commas.",
    )
    note = fields.Text(translate=True)
