from odoo import fields, models


class IntegrationPersonQualification(models.Model):
    """A school or vocational qualification and the state of its recognition (C11)."""

    _name = "integration.person.qualification"
    _inherit = ["integration.person.fact", "integration.gated"]
    _description = "Qualification of a client"
    _integration_data_class = "occupations"

    name = fields.Char("Qualification", required=True)
    kind = fields.Selection(
        [
            ("school", "School"),
            ("vocational", "Vocational training"),
            ("degree", "Higher education"),
            ("course", "Course or licence"),
        ],
        required=True,
        default="school",
    )
    country_id = fields.Many2one("res.country")
    occupation_id = fields.Many2one("integration.occupation")
    has_certificate = fields.Boolean("Certificate at hand")
    recognition_state = fields.Selection(
        [
            ("none", "Not needed"),
            ("advice", "Advice sought"),
            ("applied", "Applied for"),
            ("partial", "Partly recognised"),
            ("full", "Recognised"),
            ("rejected", "Rejected"),
        ],
        "Recognition",
        default="none",
        required=True,
    )
    recognition_office = fields.Char(help="For example ZAB, IHK FOSA, chamber.")
    recognition_date = fields.Date()
