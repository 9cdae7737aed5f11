from . import integration_volunteer
from . import integration_volunteer_anonymous
from . import integration_volunteer_erase
from . import integration_volunteer_voucher
from . import res_partner
