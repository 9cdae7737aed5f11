from . import test_offer
from . import test_offer_hours
from . import test_offer_tools
from . import test_offer_import
from . import test_offer_exchange
from . import test_offer_request
from . import test_offer_match
from . import test_offer_rights
