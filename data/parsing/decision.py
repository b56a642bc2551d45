"""What was decided about one column: what each of its texts means, or what has to be asked."""

from dataclasses import dataclass, field

EMPTY_WORDS = frozenset(("-", "–", "—", "−", "n/a", "na", "nan", "null", "nil", "none"))
CELL_ERRORS = frozenset(
    (
        "#NULL!",
        "#DIV/0!",
        "#VALUE!",
        "#REF!",
        "#NAME?",
        "#NUM!",
        "#N/A",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
        *(f"Err:{number}" for number in range(501, 541)),
        "#¡REF!",
        "#¡DIV/0!",
        "#¡VALOR!",
        "#¡NUM!",
        "#¿NOMBRE?",
    )
)


@dataclass(frozen=True)
class Cell:
    """One distinct text of a column, the kind of cell it stood in, and how many rows have it."""

    text: str
    kind: str
    count: int


@dataclass(frozen=True)
class ColumnQuestion:
    """A question or refusal: a code, and for a question the setting of this column that answers it."""

    code: str
    choices: tuple = ()
    setting: str | None = None
    fields: dict = field(default_factory=dict)


@dataclass
class ColumnDecision:
    """`values` maps (text, kind) to (value, code): one of them is None, or both for an empty cell.

    `how` says in a word how the column was read; `offsets` holds the minutes from UTC of instants;
    `currency` is the ISO code that stands beside all its amounts. `scaled` holds, for each word of a scale in the cells
    (K in 42.75K), the first such cell, its number, the scale, and how many cells say it. `decided` are the settings
    that read each of its cells alone as they were read among the others.
    """

    values: dict = field(default_factory=dict)
    asks: list = field(default_factory=list)
    how: str = ""
    empties: int = 0
    offsets: dict = field(default_factory=dict)
    currency: str | None = None
    scaled: list = field(default_factory=list)
    decided: dict = field(default_factory=dict)


def without_empty_cells(cells: list, decision: ColumnDecision) -> list:
    """The cells that hold something; empty words and cell errors are entered in the decision."""
    rest = []
    for cell in cells:
        if cell.text.lower() in EMPTY_WORDS:
            decision.values[cell.text, cell.kind] = (None, None)
            decision.empties += cell.count
        elif cell.kind == "e" or cell.text in CELL_ERRORS:
            decision.values[cell.text, cell.kind] = (None, "CELL_ERROR")
        else:
            rest.append(cell)
    return rest
