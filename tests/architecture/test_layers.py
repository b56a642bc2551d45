"""Imports run downwards only: between rooms, between folders, between files; and only a few stand inside a function."""

import ast
from pathlib import Path

import pytest
from paths import ROOT

from pages.parts.access.pages import ANSWERS

# From the ground up. A folder may import what stands below it, and itself.
FLOORS = {
    "data": (
        ("languages", "processes"),
        ("problems", "questions", "moments", "import_options", "contracts"),
        ("settings",),
        ("reading", "export", "sectors"),
        ("access", "accounting"),
        ("storage", "sharing"),
        ("parsing",),
        ("cells", "stored_rows"),
        ("imports",),
        ("erasure", "repairs", "samples", "listing", "undo", "scenarios", "scenario_files", "disputes", "chain_links"),
        ("actions",),
        ("workshop",),
        ("backups", "company_tables"),
        ("store", "status", "commands"),
    ),
    "models": (
        ("assumptions",),
        ("engine",),
        ("explain", "comparison", "disclosure"),
        ("scenarios", "recalculation", "workshop"),
        ("documents", "commands", "scenario_commands", "action_commands"),
    ),
    "pages/parts": (
        ("i18n",),
        ("ui",),
        ("runtime",),
        ("access",),
        ("view",),
        ("sharing", "data"),
        ("explain",),
        ("admin", "assumptions"),
        ("charts",),
        ("cost_change", "scenarios", *ANSWERS),
        ("workshop",),
        ("reports",),
        ("shell",),
    ),
}

# An import inside a function is a door out of the order of things. These have a reason.
INSIDE_FUNCTIONS = {
    # the limited child process reads one kind of file and loads that reader alone
    "data/reading/__main__.py",
    "data/reading/file_preview.py",
    "data/reading/workbooks/dispatch.py",
    # sqlglot is there only where figures are worked out on Spark
    "models/engine/backends/spark.py",
    # Streamlit's caches want its runtime, which is there once the server runs
    "pages/parts/access/http_guard.py",
    "pages/parts/runtime/work/month_ends.py",
    # the command line starts without Streamlit, which only a report needs
    "pages/parts/reports/command.py",
}
FILES = sorted(path.relative_to(ROOT).as_posix() for room in FLOORS for path in (ROOT / room).rglob("*.py"))
MODULES = {file.removesuffix(".py").removesuffix("/__init__").replace("/", "."): file for file in FILES}


def imports(file: str, text: str) -> list[tuple[str, bool]]:
    """Return the project's own files a file imports, each with whether the import stands inside a function.

    What stands under `if TYPE_CHECKING` names a type and is never run.
    """
    tree = ast.parse(text)
    tree.body = [node for node in tree.body if not isinstance(node, ast.If)]
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            named = [MODULES.get(f"{node.module}.{name.name}") or MODULES.get(node.module) for name in node.names]
        elif isinstance(node, ast.Import):
            named = [MODULES.get(name.name) for name in node.names]
        else:
            continue
        found += [(target, node not in tree.body) for target in named if target and target != file]
    return found


def floor(file: str) -> tuple[str, int, str] | None:
    """Return room, floor and subject of a file; None among the figures of a room, which import one another freely."""
    room = next(room for room in FLOORS if file.startswith(room + "/"))
    subject = file.removeprefix(room + "/").split("/")[0].removesuffix(".py")
    return next(((room, level, subject) for level, names in enumerate(FLOORS[room]) if subject in names), None)


def runs_up(file: str, target: str) -> bool:
    """Return whether an import leads to a higher floor, or to another subject of the same one."""
    here, there = floor(file), floor(target)
    if not here or not there or here[0] != there[0] or here[2] == there[2]:
        return False
    return there[1] >= here[1]


def read(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("file", FILES)
def test_imports_run_downwards(file):
    assert [target for target, _ in imports(file, read(file)) if runs_up(file, target)] == []


@pytest.mark.parametrize("file", FILES)
def test_imports_stand_at_the_top_of_a_file(file):
    assert file in INSIDE_FUNCTIONS or [target for target, inside in imports(file, read(file)) if inside] == []


def test_every_door_inside_a_function_is_still_used():
    used = {file for file in FILES if any(inside for _, inside in imports(file, read(file)))}
    assert used == INSIDE_FUNCTIONS


def test_no_file_imports_itself_by_a_detour():
    below = {file: {target for target, _ in imports(file, read(file))} for file in FILES}
    cleared: set[str] = set()
    while ready := {file for file in FILES if file not in cleared and below[file] <= cleared}:
        cleared |= ready
    assert sorted(set(FILES) - cleared) == []


def test_every_file_has_a_floor():
    figures = {path.parent.relative_to(ROOT).as_posix() for path in (ROOT / "models").rglob("*.sql")}
    homeless = [
        file
        for file in FILES
        if not floor(file) and not file.endswith("__init__.py") and Path(file).parent.as_posix() not in figures
    ]
    assert homeless == []


@pytest.mark.parametrize(
    "file, line",
    [
        ("data/parsing/decision.py", "from data.imports import commit"),
        ("models/engine/read.py", "from models.explain import formula"),
        ("pages/parts/ui/tables.py", "from pages.parts.view import view"),
        ("pages/parts/loyalty/cohorts.py", "from pages.parts.overview import answers"),
    ],
)
def test_an_arrow_that_runs_up_is_caught(file, line):
    assert any(runs_up(file, target) for target, _ in imports(file, f"{line}\n"))
