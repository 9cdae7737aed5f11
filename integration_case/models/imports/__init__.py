from . import integration_rule_value
from . import integration_import
from . import integration_import_column
from . import integration_import_row
from . import integration_import_file
from . import integration_import_preview
from . import integration_import_run
from . import integration_import_write
