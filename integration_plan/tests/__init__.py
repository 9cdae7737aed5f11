from . import test_assessment
from . import test_plan
from . import test_plan_frozen
from . import test_plan_answer
from . import test_plan_paper
from . import test_plan_progress
from . import test_plan_security
from . import test_review
