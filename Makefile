# Everything a newcomer needs: make run, make test, make bench, make audit.
PYTHON ?= python3
BIN := .venv/bin
HOME_DIR ?= data/store

.PHONY: run test bench audit docs clean

run: .venv/installed
	@[ -e $(HOME_DIR)/ledger.duckdb ] || $(BIN)/python cli.py --home $(HOME_DIR) demo
	@LEDGER_HOME=$(HOME_DIR) $(BIN)/streamlit run asgi.py --server.address 127.0.0.1

test: .venv/tested
	@CHROMIUM=$$($(BIN)/python tests/tools/chromium.py) && export CHROMIUM && $(BIN)/python -m pytest -q --numprocesses auto --dist loadscope tests

# Without the network the row that compares with lifelines says so, and the others are measured.
bench: .venv/tested
	@$(MAKE) --no-print-directory .venv/lifelines || echo "lifelines cannot be had here; its row stays empty"
	@$(BIN)/python tests/bench/run.py

# Needs the network, and fails without it: an audit that asked nobody is none.
audit: .venv/auditing
	@$(BIN)/python tests/tools/dependencies.py .venv/audit/bin/pip-audit "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"

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

# lifelines asks for an older pandas than the app's; with this one it runs as well, so it stands apart, for the comparison alone
.venv/lifelines: .venv/installed
	rm -rf $@.new
	$(BIN)/python -m pip install --quiet --no-deps --target $@.new lifelines==0.30.3 autograd autograd-gamma formulaic interface-meta wrapt narwhals scipy
	mv $@.new $@

.venv/auditing: .venv/installed
	$(BIN)/python -m venv .venv/audit
	.venv/audit/bin/python -m pip install --quiet 'pip-audit>=2.9,<3'
	touch $@

.venv/tested: .venv/installed tests/requirements.txt
	$(BIN)/python -m pip install --quiet --requirement tests/requirements.txt
	touch $@
