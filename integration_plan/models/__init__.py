from . import codes
from . import base
from . import assessment
from . import plan
from . import review
from . import case
from . import offer
from . import offer_exchange
