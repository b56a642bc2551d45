"""Rules of the house: who may import whom, SQL that runs elsewhere too, short files, headers,
pages that are not stale."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
import sqlglot
from handmade import empty_house
from paths import ROOT
from sqlglot import exp

from models.documents import FOLDER, documents, worked_examples
from models.engine.backends.dialect import CALLED
from models.engine.definitions.catalogue import MADE_BY_ENGINE, Catalogue
from models.engine.engine import Engine

SQL = sorted((ROOT / "models").rglob("*.sql"))
of_every_query = pytest.mark.parametrize("path", SQL, ids=lambda path: path.stem)
PYTHON = [path for room in ("data", "models") for path in sorted((ROOT / room).rglob("*.py"))]
OUTSIDE_MODELS = (
    "sector_name",
    "link_edit",
    "import_log",
    "control_total",
    "assumption_value",
    "quarantine",
    "version_log",
    "control",
    "dispute",
    "closed_month",
    "closed_number",
    "unmapped_total",
)
NOT_PORTABLE = (
    exp.Lambda,
    exp.Array,
    exp.Struct,
    exp.Map,
    exp.Pivot,
    exp.GenerateSeries,
    exp.ArgMax,
    exp.ArgMin,
    exp.AnyValue,
    exp.IgnoreNulls,
    exp.TableSample,
    exp.DateDiff,
    exp.Log,
    exp.DayOfWeek,
    exp.PercentileCont,
    exp.Quantile,
    exp.ApproxQuantile,
    exp.ApproxDistinct,
    exp.GroupConcat,
    exp.Unnest,
    exp.Lateral,
    exp.Columns,
)


@cache
def tree_of(path: Path) -> exp.Expression:
    """Return a query as sqlglot reads it."""
    return sqlglot.parse_one(path.read_text(encoding="utf-8"), read="duckdb")


def imported(path: Path) -> set[str]:
    """Return the first names of everything a Python file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
    return found


@pytest.mark.parametrize(
    "room, forbidden",
    [
        ("models", {"data", "pages", "streamlit", "cli", "app"}),
        ("data", {"models", "pages", "streamlit", "cli", "app"}),
    ],
)
def test_rooms_do_not_import_each_other(room, forbidden):
    found = {path.name: imported(path) & forbidden for path in (ROOT / room).rglob("*.py")}
    assert not {name: names for name, names in found.items() if names}


def test_only_cleaned_files_read_raw_tables():
    headers = Catalogue().headers.values()
    raw = {
        h.name: [s for s in h.reads if s.startswith("raw_") or s in OUTSIDE_MODELS] for h in headers if not h.is_cleaned
    }
    assert not {name: sources for name, sources in raw.items() if sources}


def test_every_source_of_a_figure_is_a_figure():
    catalogue = Catalogue()
    for header in catalogue.headers.values():
        known = {s for s in header.reads if s in catalogue.headers or s in MADE_BY_ENGINE}
        own = {s for s in header.reads if header.is_cleaned and (s.startswith("raw_") or s in OUTSIDE_MODELS)}
        assert set(header.reads) == known | own, header.name


def not_portable(tree: exp.Expression) -> list[str]:
    """Return what of a query another engine does not understand."""
    found = [type(node).__name__ for node in tree.find_all(*NOT_PORTABLE)]
    found += ["recursive" for node in tree.find_all(exp.With) if node.args.get("recursive")]
    found += [
        "asof, semi or anti join"
        for node in tree.find_all(exp.Join)
        if node.args.get("method") == "ASOF" or node.kind in ("SEMI", "ANTI")
    ]
    found += ["group by all" for node in tree.find_all(exp.Group) if node.args.get("all")]
    found += [
        "star with except or replace"
        for node in tree.find_all(exp.Star)
        if node.args.get("except_") or node.args.get("replace")
    ]
    found += ["named window" for node in tree.find_all(exp.Select) if node.args.get("windows")]
    found += ["union by name" for node in tree.find_all(exp.Union) if node.args.get("by_name")]
    found += [f"unknown function {node.name}" for node in tree.find_all(exp.Anonymous) if node.name not in CALLED]
    found += [f"decimal divisor {node.sql()}" for node in tree.find_all(exp.Div) if _is_decimal(node.expression)]
    return found


@of_every_query
def test_sql_keeps_to_the_portable_subset(path):
    assert not_portable(tree_of(path)) == []


@of_every_query
def test_every_column_says_which_table_it_is_of(path):
    assert not [column.sql() for column in tree_of(path).find_all(exp.Column) if not column.table]


@of_every_query
def test_an_alias_is_the_name_of_its_table_or_holds_a_word_of_it(path):
    assert unlike_their_tables(tree_of(path)) == []


def unlike_their_tables(tree: exp.Expression) -> list[str]:
    """Return the aliases that share no word with their table, and those of queries that are no whole word."""
    tables = [table for table in tree.find_all(exp.Table) if table.alias]
    queries = [query.alias for query in tree.find_all(exp.Subquery) if query.alias]
    return [
        f"{table.name} as {table.alias}" for table in tables if not {*table.alias.split("_")} & {*table.name.split("_")}
    ] + [name for name in queries if len(name) < 3]


@of_every_query
def test_sql_fits_a_screen_with_one_column_a_line_beyond_three(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > 120] == []
    assert [line for line in lines if crowded(line)] == []


def crowded(line: str) -> bool:
    """Return whether a line holds a select of more than three columns."""
    if not line.strip().startswith("select "):
        return False
    depth, commas = 0, 0
    for sign in re.sub(r"'[^']*'", "", line.split(" from ")[0]):
        depth += (sign == "(") - (sign == ")")
        commas += sign == "," and depth == 0
    return commas >= 3


@pytest.mark.parametrize(
    "sql",
    ["select c.x from complaints as c", "select w.x from counted_complaint as w", "select x.y from (select 1) as x"],
)
def test_the_lint_catches_an_alias_that_says_nothing(sql):
    assert unlike_their_tables(sqlglot.parse_one(sql, read="duckdb"))


def test_the_lint_catches_a_crowded_select():
    assert crowded("select a.b, a.c, a.d, a.e from a") and not crowded("select a.b, f(a.c, a.d, a.e) as g from a")


def _is_decimal(node: exp.Expression) -> bool:
    return isinstance(node, exp.Literal) and "." in node.name and "e" not in node.name.lower()


@pytest.mark.parametrize(
    "sql",
    [
        "select date_diff('month', a.x, a.y) from a",
        "select a.x / 12.0 as y from a",
        "select * exclude (x) from a",
        "with recursive n as (select 1 as x union all select n.x + 1 from n) select n.x from n",
        "select arg_max(a.x, a.y) from a",
        "select a.x from a asof join b on a.t >= b.t",
        "select a.x, sum(a.y) from a group by all",
        "select [1, 2] as x",
        "select quantile_cont(a.x, 0.5) from a",
        "select sum(a.x) over w from a window w as (order by a.y)",
        "select list_sum(a.x) from a",
    ],
)
def test_the_lint_catches_what_is_not_portable(sql):
    assert not_portable(sqlglot.parse_one(sql, read="duckdb"))


@pytest.mark.parametrize("path", SQL + PYTHON, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_stay_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_functions_stay_short_and_public_ones_say_what_they_give(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            assert node.body[-1].end_lineno - first.lineno < 40, node.name
            assert node.name.startswith("_") or ast.get_docstring(node), f"{path.name}: {node.name} has no docstring"


def test_a_figure_has_one_file_and_its_rows_an_order():
    names = [path.stem for path in SQL]
    assert len(names) == len(set(names))
    engine = Engine(empty_house())
    engine.build(1)
    for header in engine.figures():
        assert set(header.key) <= set(engine.rows(header.name, 1)[0]), header.name


def test_the_pages_of_figures_are_not_stale():
    pages = documents(Catalogue())
    stale = [path.name for path, text in pages.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    assert stale == [] and set(FOLDER.glob("*.md")) <= set(pages), "run: make docs"


def test_the_page_of_a_figure_names_the_tests_that_read_it_in_whatever_folder():
    assert {"tests/figures/ledger.toml", "tests/models/engine/test_engine.py"} <= set(worked_examples("ledger"))
