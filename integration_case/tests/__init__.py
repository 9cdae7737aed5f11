from . import test_alert
from . import test_codes
from . import test_figures
from . import test_import
from . import test_quick_contact
from . import test_spreadsheet
