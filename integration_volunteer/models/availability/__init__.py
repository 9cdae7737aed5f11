from . import integration_volunteer_availability
from . import integration_volunteer_absence
from . import integration_volunteer
from . import integration_volunteer_area
