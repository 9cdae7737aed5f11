from . import integration_life_area
from . import integration_unmet_reason
from . import integration_rule_value
