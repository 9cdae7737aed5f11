from . import integration_rule_value
from . import integration_volunteer_match
from . import integration_volunteer_match_rules
from . import integration_volunteer_match_words
