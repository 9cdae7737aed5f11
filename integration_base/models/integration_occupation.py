from odoo import api, fields, models


class IntegrationOccupation(models.Model):
    """An occupational field after KldB 2010, main groups (two digits).

    Source: Federal Employment Agency, Klassifikation der Berufe 2010, revised 2020.
    """

    _name = "integration.occupation"
    _description = "Occupation"
    _order = "code, name, id"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True, size=5, help="Code of KldB 2010.")
    name = fields.Char(required=True, translate=True)
    area = fields.Selection(
        [
            ("0", "Armed forces"),
            ("1", "Agriculture, forestry, farming and gardening"),
            ("2", "Raw materials, production and manufacturing"),
            ("3", "Construction, architecture, surveying and building services"),
            ("4", "Natural sciences, geography and informatics"),
            ("5", "Traffic, logistics, safety and security"),
            ("6", "Commercial services, trade, sales, hotels and tourism"),
            ("7", "Business organisation, accounting, law and administration"),
            ("8", "Health care, social sector, teaching and education"),
            ("9", "Humanities, media, art, culture and design"),
        ],
        compute="_compute_area",
        store=True,
    )
    active = fields.Boolean(default=True)

    _code_uniq = models.Constraint(
        "UNIQUE(code)", "This code of the classification is already listed."
    )

    @api.depends("code")
    def _compute_area(self):
        areas = dict(self._fields["area"].selection)
        for occupation in self:
            first = (occupation.code or "")[:1]
            occupation.area = first if first in areas else False
