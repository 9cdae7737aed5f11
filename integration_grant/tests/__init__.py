from . import test_financing
from . import test_interest
from . import test_programme
from . import test_programme_rights
