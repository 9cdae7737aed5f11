from . import codes
from . import interest
from . import programme
