from . import door
from . import door_paper
