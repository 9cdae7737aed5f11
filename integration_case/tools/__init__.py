from . import german
from . import sealed
from . import spreadsheet
