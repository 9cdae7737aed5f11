from . import integration_cost_kind
from . import integration_qualification_class
