from . import integration_plan_agree
from . import integration_plan_end
from . import integration_plan_print
from . import integration_review_appoint
from . import integration_offer_find
from . import integration_offer_find_line
