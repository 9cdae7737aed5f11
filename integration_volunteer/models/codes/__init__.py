from . import integration_volunteer_ability
from . import integration_volunteer_task
