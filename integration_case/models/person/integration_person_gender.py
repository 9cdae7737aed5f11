from odoo import fields, models

GENDERS = [
    ("female", "Female"),
    ("male", "Male"),
    ("diverse", "Diverse"),
    ("unknown", "Not stated"),
]


class IntegrationPersonGender(models.Model):
    """A client's gender as she states it; of the voluntary profile (C54).

    The newest row holds.
    """

    _name = "integration.person.gender"
    _inherit = ["integration.person.fact", "integration.gated"]
    _description = "Gender of a client"
    _integration_data_class = "gender"
    _integration_countable = True
    _integration_counted_person = "person_id"

    gender = fields.Selection(GENDERS, required=True)
