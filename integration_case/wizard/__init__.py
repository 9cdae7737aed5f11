from . import integration_intake
from . import integration_case_close
from . import integration_consent_take, integration_consent_take_line
from . import integration_handover_propose
from . import integration_handover_answer
from . import integration_counselling_session_record
from . import integration_person_add
from . import integration_transfer_receive
from . import integration_transfer_send
