# Everything a newcomer needs: make run, make own, make test. For developers: make dev, lint, lock, newest, bench, audit, sbom,
# docs, pictures, sail, parity. Where figures are worked out on Spark: make spark.
PYTHON ?= python3
BIN := .venv/bin
HOME_DIR ?= data/store
OWN_DIR ?= data/own
PIP := -m pip --disable-pip-version-check --quiet
# Each process of the tests would compile the whole app where this is set.
export PYTHONDONTWRITEBYTECODE :=
FIGURES := tests/models/figures tests/models/published tests/models/engine/test_short_sums.py tests/data/home/test_sample.py

.PHONY: run own dev home test torture lint other-duckdb spark sail parity newest lock bench audit sbom docs pictures clean

run: home
	@LEDGER_HOME=$(HOME_DIR) $(BIN)/streamlit run asgi.py --server.address 127.0.0.1

# An empty home of your own, beside the one with the sample.
own: .venv/installed
	@LEDGER_HOME=$(OWN_DIR) $(BIN)/streamlit run asgi.py --server.address 127.0.0.1

# The sample, and a page is drawn anew when its file is saved; costs every visitor a look at all files.
dev: .venv/tested home
	@LEDGER_HOME=$(HOME_DIR) $(BIN)/streamlit run asgi.py --server.address 127.0.0.1 \
		--server.fileWatcherType auto --server.runOnSave true

# Filled beside and moved: what was interrupted begins anew. Nothing in a home depends on where it stands.
home: .venv/installed
	@[ -e $(HOME_DIR)/ledger.duckdb ] || { echo "Filling $(HOME_DIR) with the sample organisation…"; \
		rm -rf $(HOME_DIR).new && $(BIN)/python cli.py --home $(HOME_DIR).new demo && \
		mkdir -p $(HOME_DIR) && mv $(HOME_DIR).new/* $(HOME_DIR) && rmdir $(HOME_DIR).new; }

test: .venv/tested lint
	@CHROMIUM=$$($(BIN)/python tests/tools/chromium.py) && export CHROMIUM && \
		$(BIN)/python -m pytest -q --numprocesses auto --dist loadscope --no-loadscope-reorder tests

# Every test and every case, an hour on two cores; make test leaves the longest of them out.
torture: .venv/tested
	@CHROMIUM=$$($(BIN)/python tests/tools/chromium.py) && export CHROMIUM && \
		$(BIN)/python -m pytest -q --numprocesses auto --dist loadscope --every tests

lint: .venv/tested
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo "run: .venv/bin/ruff format"; exit 1; }
	@$(BIN)/mypy --no-error-summary models data

# The lock has one end of DuckDB's range; the figures say the same on the other.
other-duckdb: .venv/tested .venv/other-duckdb
	@PYTHONPATH=.venv/other-duckdb $(BIN)/python -m pytest -q --numprocesses auto --dist loadscope $(FIGURES)
	@$(BIN)/python tests/tools/same_bytes.py --other .venv/other-duckdb

# What an installation needs whose LEDGER_ENGINE is spark; pip builds pyspark-client, which has no wheel.
spark: .venv/installed requirements-spark.lock
	@$(BIN)/python $(PIP) install --require-hashes --no-deps --requirement requirements-spark.lock

# Every figure on DuckDB and over Spark Connect: on Sail, which needs no Java.
sail: .venv/tested .venv/spark
	@PYTHONPATH=.venv/spark $(BIN)/python -m pytest -q -W ignore tests/models/parity

# The same on Spark itself: half a gigabyte to fetch, Java 17, some minutes.
parity: .venv/tested .venv/spark .venv/spark-server
	@PYTHONPATH=.venv/spark $(BIN)/python tests/tools/spark_server.py .venv/spark-server \
		$(BIN)/python -m pytest -q -W ignore tests/models/parity

# The newest versions that the ranges allow, apart from the locked ones: green here, then make lock MORE=--upgrade.
newest:
	@echo "Installing the newest packages in .venv/newest…"
	@$(PYTHON) -m venv .venv/newest
	@.venv/newest/bin/python $(PIP) install --upgrade --requirement requirements.txt --requirement tests/requirements.txt
	@.venv/newest/bin/python -m pip list | grep -iE '^(altair|babel|duckdb|numpy|pandas|pyarrow|scipy|streamlit) '
	@.venv/newest/bin/python -m pytest -q --numprocesses auto --dist loadscope $(FIGURES)

lock: .venv/locking
	@$(BIN)/python tests/tools/lock.py .venv/locking/bin/uv $(MORE)

# Without the network the row that compares with lifelines says so, and the others are measured.
bench: .venv/tested
	@$(MAKE) --no-print-directory .venv/lifelines || echo "lifelines cannot be had here; its row stays empty"
	@$(BIN)/python -m tests.bench.run

# Needs the network, and fails without it: an audit that asked nobody is none.
audit: .venv/auditing
	@$(BIN)/python tests/tools/dependencies.py .venv/audit/bin/pip-audit \
		"$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"

# What the app is made of, exactly, for whoever has to look packages up: sbom.json.
sbom: .venv/installed
	@$(BIN)/python tests/tools/sbom.py > sbom.json && echo "sbom.json: $$(grep -c '"purl"' sbom.json) packages"

docs: .venv/installed
	@$(BIN)/python -m data.contracts.document
	@$(BIN)/python -m data.settings
	@$(BIN)/python -m models.documents

# The pictures of the README, anew from the pages as they are.
pictures: .venv/tested
	@CHROMIUM=$$($(BIN)/python tests/tools/chromium.py) && export CHROMIUM && $(BIN)/python tests/tools/pictures.py

clean:
	rm -rf .venv

.venv/installed: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "This needs Python 3.11 or newer, and $(PYTHON) is %d.%d; name another: make PYTHON=python3.11 run" % sys.version_info[:2])'
	@echo "Creating the environment in .venv…"
	@$(PYTHON) -m venv .venv
	@echo "Installing $$(grep -c == $<) packages (about a minute)…"
	@$(BIN)/python $(PIP) install --require-hashes --requirement $<
	@touch $@

.venv/tested: tests/requirements.lock .venv/installed
	@echo "Installing $$(grep -c == $<) packages for the tests…"
	@$(BIN)/python $(PIP) install --require-hashes --requirement $<
	@touch $@

.venv/other-duckdb: tests/other-duckdb.lock .venv/installed
	@rm -rf $@ $@.new
	@$(BIN)/python $(PIP) install --no-deps --require-hashes --target $@.new --requirement $<
	@touch $@.new
	@mv $@.new $@

.venv/spark: requirements-spark.lock tests/requirements-sail.lock .venv/installed
	@rm -rf $@ $@.new
	@for lock in requirements-spark.lock tests/requirements-sail.lock; do \
		$(BIN)/python $(PIP) install --no-deps --require-hashes --target $@.new --requirement $$lock || exit 1; done
	@touch $@.new
	@mv $@.new $@

.venv/spark-server: .venv/installed
	@rm -rf $@ $@.new
	@$(BIN)/python $(PIP) install --no-deps --target $@.new 'pyspark>=4.1,<5'
	@mv $@.new $@

# lifelines asks for an older pandas than the app's; with this one it runs as well, so it stands apart, for the comparison alone
.venv/lifelines: .venv/installed
	rm -rf $@.new
	$(BIN)/python $(PIP) install --no-deps --target $@.new lifelines==0.30.3 autograd autograd-gamma formulaic interface-meta wrapt narwhals scipy
	mv $@.new $@

.venv/auditing: .venv/installed
	$(BIN)/python -m venv .venv/audit
	.venv/audit/bin/python $(PIP) install 'pip-audit>=2.9,<3'
	touch $@

.venv/locking: .venv/installed
	@$(BIN)/python -m venv $@
	@$@/bin/python $(PIP) install uv==0.13.9
	@touch $@
