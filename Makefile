# Every target calls `python3 -m tools`, which sets up what it needs by itself.
PYTHON ?= python3
TOOLS := $(PYTHON) -m tools
export ADDON DB PORT TAGS

.DEFAULT_GOAL := help
.PHONY: help run start stop test test-full lint format screenshots bench shell pot \
	update verify-log clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' \
		$(MAKEFILE_LIST)

run: ## start the demo municipality in the foreground (PORT=8069 DB=integration_demo)
	@$(TOOLS) run

start: ## start the demo municipality in the background
	@$(TOOLS) start

stop: ## stop what `make start` has started
	@$(TOOLS) stop

test: ## run all tests; one addon: make test ADDON=integration_case TAGS=:TestIntake
	@$(TOOLS) test

test-full: ## run all tests and the long ones
	@$(TOOLS) test-full

lint: ## check style, translation files and Odoo's conventions (ADDON=… for one)
	@$(TOOLS) lint

format: ## sort imports and format the Python code
	@$(TOOLS) format

screenshots: ## take the pictures in docs/screenshots anew; some: TAGS=plan,angebot
	@$(TOOLS) screenshots

bench: ## measure speed with large data, write docs/benchmark.md
	@$(TOOLS) bench

shell: ## Python prompt in the demo database
	@$(TOOLS) shell

pot: ## export the terms to translate and merge them into the German files
	@$(TOOLS) pot

update: ## bring the demo database up to date after changes in the addons
	@$(TOOLS) update

verify-log: ## verify the sealed chain of the demo's access log
	@$(TOOLS) verify-log

clean: ## remove the demo data and test data (asks first)
	@$(TOOLS) clean
