from . import integration_volunteer
from . import mail_activity_plan_template
from . import mail_activity_schedule
