from . import hsds_read
from . import hsds_write
