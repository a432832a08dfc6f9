# The commands of this project. `make help` lists them.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

UV_VERSION := 0.13.9
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
SIDE_BY_SIDE := $(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder
TEMPLATES = $(shell find site/templates -name '*.html')
export UV_PYTHON_DOWNLOADS := never
export UV_NO_PROGRESS := 1

run: export DJANGO_SETTINGS_MODULE := portal.settings.production
run: export PORTAL_DEMONSTRATION ?= true
run: .venv/installed ## Start the portal as for people, in demonstration mode, on http://localhost:8000
	@exec $(MANAGE) serve --prepare

dev: export DJANGO_SETTINGS_MODULE := portal.settings.dev
dev: .venv/installed-dev ## Start it for development: DEBUG, reloads when the code changes
	@exec $(MANAGE) serve --prepare

test: .venv/installed-dev ## Run all tests, on SQLite and then on PostgreSQL; installs what they need where it may
	@tests/install_tools chromium postgresql java node fonts poppler verapdf
	$(SIDE_BY_SIDE) $(ARGS)
	tests/with_postgresql $(SIDE_BY_SIDE) -m postgres $(ARGS)

check: export DJANGO_SETTINGS_MODULE := portal.settings.production
check: export PORTAL_VAR := .tools/check
check: export PORTAL_URL := https://portal.example
check: export EMAIL_URL := smtp://localhost
check: .venv/installed-dev ## Format, lint, types, import order, templates, translations, migrations, Django's checks
	@tests/install_tools gettext
	@mkdir -p .tools/check
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(BIN)/djade --target-version 5.2 --check $(TEMPLATES)
	@$(BIN)/djhtml --tabwidth 2 --check $(TEMPLATES)
	$(MANAGE) check_translations
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) check --deploy --fail-level WARNING

fix: .venv/installed-dev ## Format code and templates, mend what the linter can mend
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .
	@$(BIN)/djade --target-version 5.2 $(TEMPLATES) || true
	@$(BIN)/djhtml --tabwidth 2 $(TEMPLATES) || true

soak: .venv/installed-dev ## Kill the portal 50 times while people sign; nothing may be lost or sent twice (30 minutes)
	@$(BIN)/python tests/soak/kill.py

access: .venv/installed-dev ## Write down who gets what at every address (docs/access.md), after having changed it
	WRITE_ACCESS=yes $(BIN)/pytest tests/test_access.py

screenshots: .venv/installed-dev ## Take the pictures of docs/editors.md and docs/secretariat.md again
	@tests/install_tools chromium
	$(BIN)/python tests/screenshots/take.py $(ARGS)

messages: export DJANGO_SETTINGS_MODULE := portal.settings.dev
messages: .venv/installed-dev ## Bring the translations in locales/ up to date with the code
	@tests/install_tools gettext
	@$(MANAGE) extract_translations

clean: ## Remove what was installed and built; keeps var/, the data
	@rm -rf .venv .tools .*_cache
	@find . -name __pycache__ -prune -exec rm -rf {} +
	@find locales -name '*.mo' -delete

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

# --- What the commands stand on
.venv/bin/uv:
	@python=; for name in python3.13 python3.12 python3.11 python3 python; do \
	  if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$name; break; fi; done; \
	[ "$$python" ] || { echo 'Python 3.11 or newer is missing: install it and run make again.' >&2; exit 1; }; \
	$$python -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv module is missing: install it (Debian: apt install python3-venv) and run make again." >&2; exit 1; }; \
	echo "Making an environment with $$($$python -V) …"; \
	[ -x .venv/bin/python ] || $$python -m venv .venv; \
	.venv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/installed: uv.lock pyproject.toml | .venv/bin/uv
	@echo 'Installing the locked dependencies …'
	@$(BIN)/uv sync --locked --inexact --quiet
	@touch $@

.venv/installed-dev: uv.lock pyproject.toml | .venv/bin/uv
	@echo 'Installing the locked dependencies and those for development …'
	@$(BIN)/uv sync --locked --inexact --quiet --group dev
	@touch $@ .venv/installed

.PHONY: run dev test check fix soak access screenshots messages clean help
