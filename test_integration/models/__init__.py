from . import (
    calendar_event,
    integration_test_child,
    integration_test_disclosure,
    integration_test_fact,
    integration_test_holder,
    integration_test_level,
    integration_test_ordinary,
    integration_test_ordinary_line,
    integration_test_record,
)
