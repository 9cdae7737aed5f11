from . import integration_programme
from . import integration_programme_part
from . import integration_programme_version
from . import integration_programme_line
from . import integration_programme_rate
from . import integration_programme_deadline
