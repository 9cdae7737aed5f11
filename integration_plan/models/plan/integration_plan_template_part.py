from odoo import models


class IntegrationPlanTemplatePart(models.AbstractModel):
    """A goal or measure of a template, with its wording in the clients' languages.

    Its heir adds ``text_ids``.
    """

    _name = "integration.plan.template.part"
    _description = "Part of a plan template"

    #: texts that have a second version in a plan, named ``…_client``
    _client_texts = ("name",)

    def _get_client_vals(self, language):
        """:return: dict of the plan's fields for the client's version in a language;
        False where there is no wording, as in German
        """
        self.ensure_one()
        text = self.text_ids.filtered(lambda text: text.language_id == language)
        return {f"{name}_client": text[name] for name in self._client_texts}
