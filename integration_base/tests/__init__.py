from . import test_days
from . import test_language
from . import test_names
from . import test_rule_value
from . import test_suppression
from . import test_team
