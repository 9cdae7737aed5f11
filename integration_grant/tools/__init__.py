from . import financing, interest, money
