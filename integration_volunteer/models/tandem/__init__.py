from . import integration_tandem_end_reason
from . import integration_rule_value
from . import integration_volunteer_tandem
from . import integration_volunteer_tandem_steps
from . import integration_volunteer_meeting
from . import integration_volunteer_tandem_report
from . import integration_volunteer
from . import integration_indicator
