from . import integration_volunteer_booking
from . import integration_volunteer_booked
from . import integration_volunteer
