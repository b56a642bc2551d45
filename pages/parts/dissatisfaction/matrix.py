"""Who causes and who pays, with the page’s sentence."""

from dataclasses import dataclass

import pandas as pd

from data.sectors.names import RESERVED
from models.engine.visibility import SMALL
from pages.parts.i18n.formats import NOTHING, Unit, unit_words
from pages.parts.i18n.values import is_missing
from pages.parts.ui.html import escape, footnote, render, section_header
from pages.parts.ui.number_links import linked_text, number_link
from pages.parts.ui.suppression_marks import mark, marks, small_remark

ALL = "all"
LITTLE = "·"  # on a phone: more than nothing, and less than half a thousand
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
    section_header(_title(view, cost, grid), subtitle)
    caption = f'<caption class="off">{escape(words["caption"])}</caption>'
    heads = _heads([words["corner"], *map(view.sector, payers)])
    lines = "".join(_line(view.sector(cause), [grid.cell(cause, payer) for payer in payers]) for cause in causes)
    render(f'<div class="scroll"><table class="matrix">{caption}{heads}<tbody>{lines}</tbody></table></div>')
    footnote(words["remark"])
    small_remark(view, "payer")
    if grid.darkest >= FEWEST_THOUSANDS:
        render(f'<p class="src narrow">{escape(words["narrow"])}</p>')


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
            written = number_link(self.view, written, "cost_matrix", "amount", caused_by=cause, incurred_by=payer)
        if ALL in (cause, payer):
            return f'<td class="sum">{written}</td>'
        own = "own m" if cause == payer else "m"
        return f'<td class="{own}" style="{self._paint(amount)}">{written}</td>'

    def _written(self, amount: float) -> str:
        wide = escape(self.view.formats.amount(amount, self.unit))
        unit = THOUSANDS if self.darkest >= FEWEST_THOUSANDS else self.unit
        narrow = LITTLE if 0 < abs(amount) < unit.size / 2 else escape(self.view.formats.amount(amount, unit))
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


def dissatisfaction_answer(view, cells) -> str:
    """Return which sector pays most for what started elsewhere. cells: the part of cost_matrix that a sector pays."""
    if cells.empty:
        return view.words("dissatisfaction.answer_nobody")
    elsewhere = cells[cells["caused_by"] != cells["incurred_by"]]
    if elsewhere.empty:
        is_whole = not len(view.small("payer")) and not (cells["caused_by"] == SMALL).any()
        return view.words("dissatisfaction.answer_own" if is_whole else "dissatisfaction.answer_own_told")
    top = elsewhere.loc[elsewhere["amount"].idxmax()]
    fields = {
        "payer": view.sector(top["incurred_by"]),
        "amount": linked_text(
            view, view.formats.money(top["amount"]), "cost_matrix", "amount", **top[["caused_by", "incurred_by"]]
        ),
        "cause": view.sector(top["caused_by"]),
    }
    mostly = elsewhere["amount"].sum() > cells["amount"].sum() / 2
    together = "_together" if top["incurred_by"].startswith("(") else ""
    return view.words(f"dissatisfaction.answer_{'mostly' if mostly else 'partly'}{together}", **fields)
