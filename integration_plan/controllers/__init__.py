from . import offer_export
from . import offer_request
