from . import (
    test_access_rows,
    test_calendar,
    test_consent_hooks,
    test_guard,
    test_indicator,
    test_language_level,
    test_names,
    test_refusal,
    test_snapshot,
    test_thread,
)
