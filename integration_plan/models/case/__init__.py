from . import integration_case
from . import integration_case_plan
from . import integration_case_plan_day
from . import integration_team
from . import integration_plan_coverage
