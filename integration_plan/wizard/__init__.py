from . import integration_offer_find
from . import integration_offer_find_line
