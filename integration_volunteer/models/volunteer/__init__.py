from . import integration_volunteer
from . import integration_volunteer_steps
from . import integration_volunteer_language
