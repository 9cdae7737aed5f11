from . import test_indicator
from . import test_language_level
