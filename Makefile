# Everything a newcomer needs: make run, make test, make bench.
PYTHON ?= python3
BIN := .venv/bin
HOME_DIR ?= data/store

.PHONY: run test bench docs clean

run: .venv/installed
	@[ -e $(HOME_DIR)/ledger.duckdb ] || $(BIN)/python cli.py --home $(HOME_DIR) demo
	@LEDGER_HOME=$(HOME_DIR) $(BIN)/streamlit run app.py --server.address 127.0.0.1

test: .venv/tested
	@CHROMIUM=$$($(BIN)/python tests/tools/chromium.py) && export CHROMIUM && $(BIN)/python -m pytest -q --numprocesses auto --dist loadscope tests

bench: .venv/tested
	@$(BIN)/python tests/bench/run.py

docs: .venv/installed
	@$(BIN)/python -m data.contracts.document
	@$(BIN)/python -m models.documents

clean:
	rm -rf .venv

.venv/installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 run")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	touch $@

.venv/tested: .venv/installed tests/requirements.txt
	$(BIN)/python -m pip install --quiet --requirement tests/requirements.txt
	touch $@
