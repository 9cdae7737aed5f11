"""What users read is German in the installed system, whatever file it comes from."""

import pytest

from tools import database

OURS = "integration.%"
#: what → query of its untranslated terms
QUERIES = {
    "choices": """
        SELECT field.model, field.name, choice.name->>'en_US'
          FROM ir_model_fields_selection choice
          JOIN ir_model_fields field ON field.id = choice.field_id
         WHERE field.model LIKE %s AND NOT choice.name ? 'de_DE'""",
    "help": """
        SELECT model, name, help->>'en_US' FROM ir_model_fields
         WHERE model LIKE %s AND NOT help ? 'de_DE'""",
    "models": """
        SELECT model, name->>'en_US' FROM ir_model
         WHERE model LIKE %s AND NOT name ? 'de_DE'""",
    "actions": """
        SELECT res_model, name->>'en_US' FROM ir_act_window
         WHERE res_model LIKE %s AND NOT name ? 'de_DE'""",
    "menus": """
        SELECT data.name, ir_ui_menu.name->>'en_US'
          FROM ir_ui_menu
          JOIN ir_model_data data ON data.model = 'ir.ui.menu'
                                 AND data.res_id = ir_ui_menu.id
         WHERE data.module LIKE replace(%s, '.', '') AND NOT ir_ui_menu.name ? 'de_DE'""",
}


@pytest.mark.parametrize("what", QUERIES)
def test_all_is_german(server, what):
    untranslated = database.query(server.server, server.database, QUERIES[what], OURS)
    assert not untranslated
