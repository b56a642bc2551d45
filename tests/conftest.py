"""What most tests of uploads begin with: an empty home, and bringing a text in as a file."""

import os
from functools import cache

import pytest
from home_templates import Templates, copied
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import local_script_runner

from data.import_options import Options
from data.imports.pipeline import import_file
from data.processes import limited_process
from data.store import Store

pytest_plugins = ["sampling", "fault_counts"]

# A loaded machine is no fault, and a commit that was green stays so.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")

# An AppTest looks through every installed package for components; they are the same all through a run.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)

_ask_each_millisecond = local_script_runner.require_widgets_deltas


def _wait_for_the_end(runner, timeout: float = 3) -> None:
    runner._script_thread.join(timeout)
    if not runner.script_stopped():
        _ask_each_millisecond(runner, 0)


# An AppTest asks a thousand times a second whether its script has ended, and the script waits for each answer.
local_script_runner.require_widgets_deltas = _wait_for_the_end


@pytest.fixture(scope="session")
def templates(tmp_path_factory) -> Templates:
    """The homes that tests copy, made once for all processes of a run."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "templates"
    folder.mkdir(exist_ok=True)
    return Templates(folder)


@pytest.fixture
def store(templates, tmp_path):
    """An open store over an empty home."""
    opened = Store(copied(templates.empty(), tmp_path))
    yield opened
    opened.connection.close()


@pytest.fixture
def put(store, tmp_path):
    """A function that imports a text as a CSV file; in settings, COLUMN__order stands for COLUMN.order."""

    def imported(dataset, text, mapping=None, name=None, dry_run=False, **settings):
        path = tmp_path / (name or f"{dataset}.csv")
        path.write_text(text, encoding="utf-8")
        settings = {option.replace("__", "."): value for option, value in settings.items()}
        return import_file(store, dataset, path, Options(mapping=mapping or {}, settings=settings, dry_run=dry_run))

    return imported


@pytest.fixture
def readings(monkeypatch):
    """The request of each process that was begun to read a file."""
    begun, ask = [], limited_process.ask
    monkeypatch.setattr(
        limited_process, "ask", lambda module, request, seconds: begun.append(request) or ask(module, request, seconds)
    )
    return begun


def pytest_terminal_summary(terminalreporter):
    """Say in one line at the end what was not tested, and for want of what."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = sorted({str(report.longrepr[2]).removeprefix("Skipped: ") for report in skipped})
    if reasons:
        terminalreporter.write_line(f"Not tested here: {'; '.join(reasons)}.", yellow=True)
