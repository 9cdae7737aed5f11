from . import integration_rule_value
from . import integration_person_lookup
from . import integration_duplicate_hint
from . import integration_person_match
from . import integration_person_distinct
from . import integration_person_merged
from . import integration_merged_facts
