from . import integration_counselling
from . import integration_counselling_entry
from . import integration_counselling_topic
from . import integration_counselling_addendum
from . import integration_counselling_session
