from odoo import fields, models


class IntegrationLifeArea(models.Model):
    """An area of life (Handlungsfeld) in which goals are set and levels are seen (C14).

    Its code never changes: the printed plan finds its name in the client's language by
    it, and evaluations compare areas over years.
    """

    _name = "integration.life.area"
    _inherit = ["integration.code"]
    _description = "Area of life"

    hint = fields.Char(
        translate=True, help="What belongs to the area, shown while choosing."
    )
