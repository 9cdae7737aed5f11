from . import test_codes
from . import test_figures
