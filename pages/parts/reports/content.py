"""What stands in a report, whatever it is written as: sections of findings, charts, tables and notes, in words."""

from dataclasses import dataclass, field

ROWS_SHOWN = 200  # of a table; the rest is in the workbook


@dataclass(frozen=True)
class Head:
    """The head of a section: its scope, the answer in one sentence, one line of why."""

    scope: str
    finding: str
    why: str


@dataclass(frozen=True)
class Answer:
    """One number of a section: the question, the number, its range, and what stands beside it."""

    question: str
    number: str
    between: str
    below: str


@dataclass(frozen=True)
class Answers:
    """The few numbers at the head of a section."""

    each: tuple[Answer, ...]


@dataclass(frozen=True)
class Key:
    """A sign of a legend (solid, hatched, dotted, or another), its colour by name, and what it means."""

    sign: str
    hue: str
    words: str


@dataclass(frozen=True)
class Chart:
    """A chart under its finding. spec: the page's own, in Vega-Lite; alternative: what it says to who cannot see it.

    shown, count: how many bars are drawn of how many there are, where not all of them are.
    """

    name: str
    title: str
    subtitle: str
    spec: dict
    alternative: str
    keys: tuple[Key, ...] = ()
    figures: tuple[str, ...] = ()
    shown: int = 0
    count: int = 0


@dataclass(frozen=True)
class Cell:
    """A written value. paint: the step of brick it is filled with in a matrix, 0 for none."""

    text: str
    paint: int = 0


@dataclass(frozen=True)
class Line:
    """A row of a table; total: it sums up the others."""

    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True)
class Table:
    """A table under its finding. numbers: which columns stand to the right; count and columns: the rows and columns
    there are in all."""

    title: str
    subtitle: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    numbers: tuple[bool, ...]
    keys: tuple[Key, ...] = ()
    figures: tuple[str, ...] = ()
    count: int = 0
    columns: int = 0


@dataclass(frozen=True)
class Note:
    """A small line below what it speaks of."""

    text: str


Block = Head | Answers | Chart | Table | Note


@dataclass(frozen=True)
class Section:
    """One subject of a report. Its blocks begin with its head."""

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Method:
    """One figure that was used: what it is, how it is calculated, from what, and what it assumes."""

    name: str
    title: str
    meaning: str
    formula: str
    source: str
    limits: str
    assumptions: str


@dataclass(frozen=True)
class Report:
    """A report. foot: what every page says of itself; figures: those used, in their order."""

    title: str
    subtitle: str
    language: str
    foot: str
    about: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    methods: dict[str, Method] = field(default_factory=dict)
    has_methods: bool = False  # whether they stand in the report itself
