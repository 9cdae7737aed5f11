from . import codes
from . import volunteer
from . import booking
from . import availability
from . import calendar
from . import clearance
from . import documents
from . import onboarding
from . import retention
from . import matching
from . import request
from . import tandem
from . import engagement
from . import shift
from . import hours

# last: it hooks into the others
from . import portal
