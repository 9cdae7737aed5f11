from . import offer_demo
