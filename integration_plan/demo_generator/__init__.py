from . import integration_demo
from . import offer_demo
