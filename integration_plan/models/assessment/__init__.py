from . import integration_instrument
from . import integration_instrument_step
from . import integration_assessment
from . import integration_assessment_line
