from . import integration_base_rate
