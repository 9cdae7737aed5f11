from odoo import api, models
from odoo.tools import SQL


class IrModuleModule(models.Model):
    """Translates choices that a model inherits from another module's abstract model.

    Such a choice belongs to the module of the abstract model, whose terms are read
    before the inheriting model exists.
    """

    _inherit = "ir.module.module"

    @api.model
    def _load_module_terms(self, modules, langs, overwrite=False):
        result = super()._load_module_terms(modules, langs, overwrite=overwrite)
        choices = self.env["ir.model.fields.selection"]
        choices.flush_model(["name"])
        for lang in langs:
            self._translate_inherited_choices(lang)
        choices.invalidate_model(["name"])
        self.env.registry.clear_cache("stable")
        return result

    @api.model
    def _translate_inherited_choices(self, lang):
        self.env.cr.execute(
            SQL(
                """
                UPDATE ir_model_fields_selection choice
                   SET name = choice.name || jsonb_build_object(%(lang)s, known.term)
                  FROM ir_model_fields field,
                       (
                            SELECT origin.name, choice.value,
                                   choice.name->>'en_US' AS source,
                                   MIN(choice.name->>%(lang)s) AS term
                              FROM ir_model_fields_selection choice
                              JOIN ir_model_fields origin ON origin.id = choice.field_id
                             WHERE choice.name ? %(lang)s
                          GROUP BY 1, 2, 3
                       ) known
                 WHERE field.id = choice.field_id
                   AND field.model LIKE %(ours)s
                   AND NOT choice.name ? %(lang)s
                   AND known.name = field.name
                   AND known.value = choice.value
                   AND known.source = choice.name->>'en_US'
                """,
                lang=lang,
                ours="integration.%",
            )
        )
