from . import offer
from . import offer_exchange
