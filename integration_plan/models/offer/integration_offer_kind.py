from odoo import fields, models


class IntegrationOfferKind(models.Model):
    """What an offer is: a course, advice, a job, a club …

    Kinds that came to an end are archived: offers and figures of their time keep
    them.
    """

    _name = "integration.offer.kind"
    _inherit = ["integration.code"]
    _description = "Kind of offer"

    area_id = fields.Many2one(
        "integration.life.area",
        "Area of life",
        index="btree_not_null",
        ondelete="restrict",
        help="Empty: it belongs to none, or to all.",
    )
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
