from . import integration_plan_agree
from . import integration_plan_end
from . import integration_plan_print
from . import integration_review_appoint
