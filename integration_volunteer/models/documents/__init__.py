from . import integration_volunteer
