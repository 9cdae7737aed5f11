"""Commands behind the Makefile: set-up, server, tests, lint, translations."""
