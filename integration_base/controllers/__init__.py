from . import export
from . import home
