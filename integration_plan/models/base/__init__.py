from . import integration_plan_fact
from . import integration_plan_part
