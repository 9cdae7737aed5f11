from . import integration_case, integration_transfer
