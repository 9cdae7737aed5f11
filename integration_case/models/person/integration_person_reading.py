from odoo import models

from ...door_words import READ

GERMAN = "deu"


class IntegrationPerson(models.Model):
    _inherit = "integration.person"

    def _get_reading_language(self, codes):
        """Return the language in which the client most likely reads a text.

        :param codes: languages the text exists in, ISO 639-3
        :return: ``integration.language`` record: of the interpreter, else of the
            mother tongue; German if the text is in none of these
        """
        self.ensure_one()
        native = self.language_ids.filtered("is_native").language_id
        spoken = (self.interpreter_language_id | native).mapped("code")
        wanted = (READ.get(code, code) for code in spoken)
        code = next((code for code in wanted if code in codes), GERMAN)
        return native.search([("code", "=", code)], limit=1)
