"""The header of a figure: what it means, read from the top of its own file."""

import re
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

FIELDS = ("title", "meaning", "grain", "units", "formula", "source", "limits")
OPTIONS = (
    "key",
    "filters",
    "period",
    "lineage",
    "column_lineage",
    "untraced",
    "decomposition",
    "interval",
    "additive",
    "published",
    "materialized",
    "reads",
)
TEXTS = (
    "lineage",
    "column_lineage",
    "untraced",
    "decomposition",
    "interval",
    "published",
)  # options that are kept as they stand
COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
TEXT = re.compile(r"'(?:[^']|'')*'")
SOURCE = re.compile(r"\b(?:from|join)\s+([a-z_][a-z0-9_]*)\b(?!\s*\()")
INNER = re.compile(r"\b([a-z_][a-z0-9_]*)\s+as\s+\(\s*(?:select|with)\b")
YEAR_OF = re.compile(r"\bextract\s*\(\s*\w+\s+from\s+", re.DOTALL)

UNITS = re.compile(r"^\s*[a-z_0-9]+(?: \([^)]*\))?(?:,\s*[a-z_0-9]+|\s+and\s+[a-z_0-9]+)*\s*$")


@dataclass(frozen=True)
class Header:
    """One figure: its meaning in words and how it is worked out.

    `key` orders the rows; `filters` names the columns (month, segment) by which a period or segments narrow the events;
    `period` is "as_of" where the end of a period is the day the figure speaks of, and "all" where the figure always
    speaks of everything stored; `lineage` maps columns to the table of source rows, `column_lineage` does so for single
    columns and `untraced` says why there are none; `decomposition` holds the formulas that give a column from others,
    `interval` the two ends between which a column lies, `additive` the columns whose rows may be added up; `published`
    names the printed example a test compares it with; `materialized` is "no" where a build does not keep the rows;
    `select` is what is run: the text, with those of such figures put inside that others read.
    """

    name: str
    title: str
    meaning: str
    grain: str
    units: str
    formula: str
    source: str
    limits: str
    path: Path
    sql: str
    select: str
    key: tuple[str, ...]
    filters: tuple[str, ...]
    period: str
    lineage: str
    column_lineage: str
    untraced: str
    decomposition: str
    interval: str
    published: str
    additive: tuple[str, ...]
    materialized: bool
    reads: tuple[str, ...]

    @property
    def is_python(self) -> bool:
        """Whether a Python function works the figure out (otherwise one plain select does)."""
        return self.path.suffix == ".py"

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that have to be there when it is worked out."""
        return self.reads if self.is_python else sources(self.select)

    @property
    def is_cleaned(self) -> bool:
        """Whether the file belongs to the cleaned data sets rather than to the figures."""
        return self.path.parent.name == "cleaned"


def read_header(path: Path) -> Header | None:
    """Return the header of a .sql or .py file, or None for a Python file that is no figure."""
    text = path.read_text(encoding="utf-8")
    values = _fields(text, path.suffix == ".py")
    if path.suffix == ".py" and "title" not in values:
        return None
    needed = FIELDS[:3] if path.parent.name == "cleaned" else FIELDS
    missing = [field for field in needed if not values.get(field)]
    if missing:
        raise ValueError(f"{path.name}: the header lacks {', '.join(missing)}")
    reads = _words(values.get("reads", "")) if path.suffix == ".py" else sources(text)
    return Header(
        name=path.stem,
        path=path,
        sql=text,
        select=text,
        key=_words(values.get("key", "")),
        filters=_words(values.get("filters", "")),
        period=values.get("period", ""),
        **{option: values.get(option, "") for option in TEXTS},
        additive=_words(values.get("additive", "")),
        materialized=values.get("materialized", "yes") != "no",
        reads=reads,
        **{field: values.get(field, "") for field in FIELDS},
    )


def sources(sql: str) -> tuple[str, ...]:
    """Return the tables a select reads, each once, sorted; names defined inside it are left out."""
    plain = YEAR_OF.sub("", TEXT.sub("''", COMMENT.sub("", sql)).lower())
    return tuple(sorted(set(SOURCE.findall(plain)) - set(INNER.findall(plain))))


def units_of(header: Header) -> dict[str, str]:
    """Return the columns whose unit the header says, with that unit."""
    found: dict[str, str] = {}
    for one in header.units.split(";"):
        names, sign, unit = one.partition(" = ")
        if sign and UNITS.match(names):
            found |= {name.split(" ")[0]: unit.strip() for name in re.split(r",\s*|\s+and\s+", names.strip())}
    return found


def _fields(text: str, is_python: bool) -> dict[str, str]:
    if is_python:
        lines = text.split('"""')[1].splitlines() if text.startswith('"""') else []
    else:
        lines = [line[2:] for line in takewhile(lambda line: line.startswith("--"), text.splitlines())]
    values: dict[str, str] = {}
    name = ""
    for line in lines:
        word, colon, rest = line.partition(":")
        if colon and word.strip() in FIELDS + OPTIONS:
            name = word.strip()
            values[name] = rest.strip()
        elif name and line.strip():
            values[name] += " " + line.strip()
    return values


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())
