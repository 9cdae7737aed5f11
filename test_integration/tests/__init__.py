from . import (
    test_access_rows,
    test_calendar,
    test_egress,
    test_guard,
    test_indicator,
    test_language_level,
    test_names,
    test_read_log,
    test_refusal,
    test_rights_watch,
    test_seal,
    test_thread,
)
