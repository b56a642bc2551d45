"""Writes docs/figures.md and a page for every figure from the headers: python -m models.documents."""

import json
import re
from functools import cache
from pathlib import Path

import duckdb

from models.engine.definitions.catalogue import Catalogue
from models.engine.definitions.dependents import assumptions_in
from models.engine.definitions.header import FIELDS, Header, units_of

ROOT = Path(__file__).parents[1]
INDEX, FOLDER, TESTS = ROOT / "docs" / "figures.md", ROOT / "docs" / "figures", ROOT / "tests"
PLAIN = "as named"
INTRODUCTION = """# Figures

One figure, one file, one name; one page each, written from the header at the top of its file. Change it there and run
`make docs`. Money is in the reporting currency unless a figure says otherwise.
"""


def documents(catalogue: Catalogue) -> dict[Path, str]:
    """Return every page by its place: the index, and a page for each figure."""
    headers = [catalogue.header(name) for name in catalogue.figures()]
    return {INDEX: _index(headers)} | {FOLDER / f"{header.name}.md": _page(catalogue, header) for header in headers}


def columns(header: Header) -> dict[str, str]:
    """Return the columns of a figure in their order,
    each with its unit as the header says it ("as named" where it does not)."""
    units = units_of(header)
    names = _selected(header.sql) if not header.is_python else list(dict.fromkeys([*header.key, *units]))
    return {name: units.get(name, PLAIN) for name in names}


def worked_examples(name: str) -> list[str]:
    """Return the test files in which given rows lead to expected rows of a figure."""
    own = TESTS / "figures" / f"{name}.toml"
    reading = re.compile(rf'\.(?:read|rows)\(\s*"{name}"')
    found = [own] if own.exists() else []
    return [
        path.relative_to(ROOT).as_posix() for path in found + [path for path, text in _tests() if reading.search(text)]
    ]


@cache
def _tests() -> list[tuple[Path, str]]:
    return [(path, path.read_text(encoding="utf-8")) for path in sorted(TESTS.rglob("test_*.py"))]


def _index(headers: list[Header]) -> str:
    rooms: dict[str, list[Header]] = {}
    for header in sorted(headers, key=lambda one: (one.path.parent.name, one.name)):
        rooms.setdefault(header.path.parent.name, []).append(header)
    parts = [INTRODUCTION]
    for room, figures in rooms.items():
        lines = [
            f"| [{header.name}](figures/{header.name}.md) | {header.title} | {header.grain} |" for header in figures
        ]
        parts.append("\n".join([f"## {room}\n", "| figure | what it is | rows |", "|---|---|---|", *lines]) + "\n")
    return "\n".join(parts)


def _page(catalogue: Catalogue, header: Header) -> str:
    path = header.path.relative_to(ROOT).as_posix()
    parts = [f"# {header.name}\n\n{header.title} · [`{path}`](../../{path})\n"]
    parts.append(
        "\n".join(f"- **{field}**: {getattr(header, field)}" for field in FIELDS[1:] if field != "units") + "\n"
    )
    rows = [f"| {name} | {unit} |" for name, unit in columns(header).items()]
    parts.append("\n".join(["## Columns\n", "| column | unit |", "|---|---|", *rows]) + "\n")
    parts += _section(
        "Formulas by column", [f"`{one.strip()}`" for one in header.decomposition.split(";") if one.strip()]
    )
    parts += _section("Assumptions", _assumed(catalogue, header))
    parts += _section("Worked examples", [f"[{test}](../../{test})" for test in worked_examples(header.name)])
    parts += _section("Published example", [one.strip() for one in header.published.split(";") if one.strip()])
    return "\n".join(parts)


def _section(title: str, lines: list[str]) -> list[str]:
    return ["\n".join([f"## {title}\n", *(f"- {line}" for line in lines)]) + "\n"] if lines else []


def _assumed(catalogue: Catalogue, header: Header) -> list[str]:
    own = assumptions_in(header)
    used = {name for source in catalogue.closure([header.name]) for name in assumptions_in(catalogue.headers[source])}
    said = {"its own": used & own, "through the figures it reads": used - own}
    return [f"{how}: " + ", ".join(f"`{name}`" for name in sorted(names)) for how, names in said.items() if names]


def _selected(sql: str) -> list[str]:
    """The columns of a select in their order, read from its parsed form."""
    node = json.loads(duckdb.execute("select json_serialize_sql(?)", [sql]).fetchall()[0][0])["statements"][0]["node"]
    while "select_list" not in node:
        node = node.get("left") or node["children"][0]
    return [one["alias"] or one["column_names"][-1] for one in node["select_list"]]


def write() -> None:
    """Write every page, and take away those of figures that are no more."""
    pages = documents(Catalogue())
    FOLDER.mkdir(exist_ok=True)
    for stale in set(FOLDER.glob("*.md")) - set(pages):
        stale.unlink()
    for path, text in pages.items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
