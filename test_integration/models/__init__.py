from . import integration_test_holder
from . import integration_test_fact
from . import integration_test_level
