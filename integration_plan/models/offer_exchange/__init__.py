from . import integration_offer_import
from . import integration_offer_import_run
from . import integration_offer_import_row
from . import integration_offer_import_change
from . import integration_offer
