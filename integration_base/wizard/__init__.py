from . import (
    integration_indicator_evaluate,
    integration_indicator_result,
    privacy_lookup_wizard,
)
