"""Running all tests and checks, and counting them."""
