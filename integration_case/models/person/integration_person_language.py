from odoo import models


class IntegrationPersonLanguage(models.Model):
    """A client's language with its level on a day; history is kept (C9, C10)."""

    _name = "integration.person.language"
    _inherit = [
        "integration.language.level",
        "integration.person.fact",
        "integration.gated",
    ]
    _description = "Language of a client"
    _integration_data_class = "languages"
    _order = "language_id, assessed_on desc, id desc"
    _integration_countable = True
    _integration_counted_person = "person_id"
