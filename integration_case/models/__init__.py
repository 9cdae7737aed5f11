from . import codes
from . import person
from . import case
from . import duplicate
from . import counselling
from . import consent
from . import exchange
from . import imports
