from . import integration_rule_value
from . import integration_token
from . import integration_volunteer
from . import integration_volunteer_pause
from . import integration_volunteer_request_ask
from . import integration_volunteer_signup
