from . import integration_rule_value
from . import integration_token
from . import integration_door
from . import integration_door_message
from . import integration_door_paper
from . import integration_case
from . import integration_person
from . import ir_attachment
