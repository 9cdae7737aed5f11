from . import integration_transfer
from . import integration_case
