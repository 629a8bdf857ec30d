# Two commands matter: `make run` serves the bot, `make test` runs every test.
SHELL := /bin/bash
PORT ?= 8000
PY := .venv/bin/python
export PORT

.PHONY: run test test-fast venv browser lint score train bench docs

run: venv ## serve on http://127.0.0.1:8000 (PORT changes it)
	@$(PY) -m bot knowledge check --brief
	@echo "The bot answers on http://127.0.0.1:$(PORT)/  (stop with Ctrl-C)"
	@BIND_HOST=127.0.0.1 PATH="$(CURDIR)/.venv/bin:$$PATH" bash -c "$$(sed -n 's/^web: //p' Procfile)"

venv: .venv/.installed ## only the environment

.venv/.installed: requirements.txt requirements-dev.txt
	@command -v python3 >/dev/null || { echo "python3 is missing: apt-get install python3"; exit 1; }
	@python3 -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	  || { echo "Python 3.11 to 3.13 is needed, this is $$(python3 -V): install one of them"; exit 1; }
	@python3 -c 'import ensurepip' 2>/dev/null || $(MAKE) --no-print-directory apt PACKAGES=python3-venv
	python3 -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check -r requirements.txt -r requirements-dev.txt
	@touch $@

.PHONY: apt
apt:
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(PACKAGES); \
	else echo "$(PACKAGES) is missing: sudo apt-get install $(PACKAGES)"; exit 1; fi

browser: venv ## a Chromium with Japanese fonts, for the browser tests
	@if [ -n "$$CHROMIUM" ] || command -v chromium >/dev/null; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  $(MAKE) --no-print-directory apt PACKAGES="chromium fonts-noto-cjk fonts-noto-color-emoji"; \
	else $(PY) -m playwright install chromium \
	  || { echo "no browser: sudo apt-get install chromium fonts-noto-cjk fonts-noto-color-emoji"; exit 1; }; fi
	@if command -v fc-list >/dev/null && [ -z "$$(fc-list :lang=ja)" ]; then \
	  $(MAKE) --no-print-directory apt PACKAGES="fonts-noto-cjk fonts-noto-color-emoji"; fi

# Browsers and threads meet a busy machine: what fails is tried once more, and named at the end.
test: venv browser lint ## every test, the browser's included
	$(PY) -m pytest --reruns 1 -rR

test-fast: venv ## without the browser
	@echo "test-fast leaves the browser tests out; make test runs them all"
	$(PY) -m pytest -m "not browser"

lint: venv
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy bot

train: venv ## fit the models in knowledge/model anew
	$(PY) -m training.fit
	$(PY) -m training.danger

score: venv ## how unseen writers are understood: docs/scorecard.md
	$(PY) -m bench.score

bench: venv ## speed, side by side with a bare echo
	$(PY) -m bench.webhook

docs: venv ## put the generated tables into README.md
	.venv/bin/cog -r README.md

handbook: venv browser ## draw the pictures of docs/staff.md anew
	HANDBOOK=1 $(PY) -m pytest tests/staff/test_handbook.py
