from . import integration_indicator_evaluate
from . import integration_indicator_result
