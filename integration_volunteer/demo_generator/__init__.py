from . import integration_demo
