from . import offer_export
from . import offer_request
from . import referral
from . import referral_portal
