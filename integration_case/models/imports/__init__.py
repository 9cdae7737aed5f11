from . import (
    integration_import,
    integration_import_column,
    integration_import_file,
    integration_import_preview,
    integration_import_row,
    integration_import_run,
    integration_import_similar,
    integration_import_write,
    integration_rule_value,
)
