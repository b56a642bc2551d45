"""The matrix of where the cost starts (rows) and who pays for it (columns), with totals."""

from dataclasses import dataclass

import pandas as pd

from data.sectors import RESERVED
from pages.parts.asking import asked
from pages.parts.formats import NOTHING, Unit
from pages.parts.look import escape, finding, remark, show
from pages.parts.small_groups import mark, marks, small_remark
from pages.parts.units import unit_words
from pages.parts.values import is_missing

ALL = "all"
THOUSANDS = Unit(1_000, "", 0)
FEWEST_THOUSANDS = 10_000  # smaller matrices fit a phone as they are
STEPS = (1, 2, 3, 4, 5, 7, 8, 9, 10)  # of the brick ramp; no ink reads well enough on the sixth
INK_STEPS = 5  # cells up to this step carry the colour of text, darker ones that of paper


def only_cells(cost: pd.DataFrame) -> pd.DataFrame:
    """Return the cells of the matrix that sectors pay, other and small ones together too, without the sums."""
    return cost[(cost["caused_by"] != ALL) & ~cost["incurred_by"].isin([ALL, *RESERVED])]


def matrix(view, cost: pd.DataFrame) -> None:
    """Draw cost_matrix as a table: darker is dearer, own errors outlined, sums in bold."""
    grid = _grid(view, cost)
    causes, payers = _order(cost, "caused_by", "incurred_by"), _order(cost, "incurred_by", "caused_by")
    words = {part: view.words(f"dissatisfaction.matrix_{part}") for part in ("caption", "corner", "remark", "narrow")}
    subtitle = view.words("dissatisfaction.matrix_subtitle", unit=unit_words(view, grid.unit))
    finding(_title(view, cost, grid), subtitle)
    caption = f'<caption class="off">{escape(words["caption"])}</caption>'
    heads = _heads([words["corner"], *map(view.sector, payers)])
    lines = "".join(_line(view.sector(cause), [grid.cell(cause, payer) for payer in payers]) for cause in causes)
    show(f'<div class="scroll"><table class="matrix">{caption}{heads}<tbody>{lines}</tbody></table></div>')
    remark(words["remark"])
    small_remark(view, "payer")
    if grid.darkest >= FEWEST_THOUSANDS:
        show(f'<p class="src narrow">{escape(words["narrow"])}</p>')


def _title(view, cost: pd.DataFrame, grid: "Grid") -> str:
    """Who pays most of all columns that are sectors; where cells are not told, only of what is."""
    sums = {
        name: paid for name, paid in _sums(cost, "incurred_by", "caused_by").items() if name not in (ALL, *RESERVED)
    }
    if not sums:
        return view.words("dissatisfaction.matrix_title_nobody")
    payer = max(sums, key=sums.get)
    key = "title_told" if grid.untold else "title_together" if payer.startswith("(") else "title"
    return view.words(f"dissatisfaction.matrix_{key}", payer=view.sector(payer))


@dataclass(frozen=True)
class Grid:
    """The amounts of the matrix, how they are written, and the amount that has the darkest colour."""

    view: object
    amounts: dict[tuple[str, str], float]
    darkest: float
    unit: Unit
    untold: dict[tuple[str, str], str]

    def cell(self, cause: str, payer: str) -> str:
        """Return one cell as HTML."""
        if (cause, payer) in self.untold:
            return f'<td class="few">{escape(self.untold[cause, payer])}</td>'
        amount = self.amounts.get((cause, payer), 0.0)
        if is_missing(amount):
            return f"<td>{NOTHING}</td>"
        written = self._written(amount)
        if (cause, payer) in self.amounts:
            written = asked(self.view, written, "cost_matrix", "amount", caused_by=cause, incurred_by=payer)
        if ALL in (cause, payer):
            return f'<td class="sum">{written}</td>'
        own = "own m" if cause == payer else "m"
        return f'<td class="{own}" style="{self._paint(amount)}">{written}</td>'

    def _written(self, amount: float) -> str:
        wide = escape(self.view.formats.amount(amount, self.unit))
        narrow = escape(self.view.formats.amount(amount, THOUSANDS if self.darkest >= FEWEST_THOUSANDS else self.unit))
        return f'<span class="wide">{wide}</span><span class="narrow">{narrow}</span>'

    def _paint(self, amount: float) -> str:
        step = STEPS[min(len(STEPS) - 1, int(len(STEPS) * max(amount, 0) / self.darkest))]
        ink = "var(--text)" if step <= INK_STEPS else "var(--on-brick)"
        return f"background:var(--brick-{step});color:{ink}"


def _grid(view, cost: pd.DataFrame) -> Grid:
    amounts = {(row.caused_by, row.incurred_by): float(row.amount) for row in cost.itertuples()}
    inner = [abs(amount) for names, amount in amounts.items() if ALL not in names and not is_missing(amount)]
    return Grid(view, amounts, max(inner, default=0) or 1, view.formats.column_unit(cost["amount"]), _untold(view))


def _untold(view) -> dict[tuple[str, str], str]:
    """Marks of the cells that are not told; the sum of a column that lacks one is not told either."""
    cells = marks(view, "payer")
    return cells | {(ALL, payer): mark(False) for _, payer in cells}


def _order(cost: pd.DataFrame, names: str, other: str) -> list[str]:
    """Names by their sum (of the cells told), dearest first; what no sector pays and the sum of all stand last."""
    sums = _sums(cost, names, other)
    found = sorted(sums, key=lambda name: -sums[name])
    return sorted(found, key=lambda name: (name == ALL, name.startswith("(")))


def _sums(cost: pd.DataFrame, names: str, other: str) -> dict[str, float]:
    told = cost[cost[other] != ALL].groupby(names)["amount"].sum().to_dict()
    return told | cost[cost[other] == ALL].set_index(names)["amount"].to_dict()


def _heads(names: list[str]) -> str:
    cells = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    return f"<thead><tr>{cells}</tr></thead>"


def _line(name: str, cells: list[str]) -> str:
    return f'<tr><th scope="row">{escape(name)}</th>{"".join(cells)}</tr>'
