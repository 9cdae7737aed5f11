from . import demo_generator
from . import controllers
from . import models
from . import wizard
