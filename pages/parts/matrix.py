"""The matrix of where the cost starts (rows) and who pays for it (columns), with totals."""

import pandas as pd
from pages.parts.formats import Formats, Unit
from pages.parts.look import escape, finding, remark, show
from pages.parts.overview_parts import unit_words

ALL = "all"
COMPANY = "(company)"
STEPS = 10
INK_STEPS = 6
THOUSANDS = Unit(1_000, "", 0)


def only_cells(cost: pd.DataFrame) -> pd.DataFrame:
    """Return the cells of the matrix without its sums and without what no sector pays."""
    return cost[(cost["caused_by"] != ALL) & (cost["incurred_by"] != ALL) & (cost["incurred_by"] != COMPANY)]


def matrix(view, cost: pd.DataFrame) -> None:
    """Draw cost_matrix as a table: darker is dearer, own errors outlined, sums in bold."""
    unit = view.formats.column_unit(cost["amount"])
    amounts = {(row.caused_by, row.incurred_by): float(row.amount) for row in cost.itertuples()}
    rows, columns = _order(cost, "caused_by", "incurred_by"), _order(cost, "incurred_by", "caused_by")
    finding(view.words("dissatisfaction.matrix_title", payer=escape_free(columns)), view.words("dissatisfaction.matrix_subtitle", unit=unit_words(view, unit)))
    heads = "".join(f'<th scope="col">{escape(view.sector(name))}</th>' for name in columns)
    scale = max((abs(value) for (cause, payer), value in amounts.items() if ALL not in (cause, payer)), default=1)
    lines = "".join(_line(view.formats, view.sector(cause), cause, columns, amounts, unit, scale) for cause in rows)
    show(f'<div class="scroll"><table class="matrix"><caption class="off">{escape(view.words("dissatisfaction.matrix_caption"))}</caption>'
         f'<thead><tr><th scope="col">{escape(view.words("dissatisfaction.matrix_corner"))}</th>{heads}</tr></thead><tbody>{lines}</tbody></table></div>')
    remark(view.words("dissatisfaction.matrix_remark"))
    show(f'<p class="src narrow">{escape(view.words("dissatisfaction.matrix_narrow"))}</p>')


def escape_free(columns: list[str]) -> str:
    """Return the first payer that is a sector, for the title."""
    return next((name for name in columns if not name.startswith("(") and name != ALL), ALL)


def _order(cost: pd.DataFrame, names: str, other: str) -> list[str]:
    """Names by their sum, dearest first; what no sector pays and the sum of all stand last."""
    sums = cost[(cost[other] == ALL)].sort_values("amount", ascending=False)[names]
    return sorted(sums, key=lambda name: (name == ALL, name.startswith("(")))


def _line(formats: Formats, words: str, cause: str, columns: list[str], amounts: dict, unit: Unit, scale: float) -> str:
    cells = "".join(_cell(formats, cause, payer, amounts.get((cause, payer), 0.0), unit, scale) for payer in columns)
    return f'<tr><th scope="row">{escape(words)}</th>{cells}</tr>'


def _cell(formats: Formats, cause: str, payer: str, amount: float, unit: Unit, scale: float) -> str:
    written = f'<span class="wide">{escape(formats.amount(amount, unit))}</span><span class="narrow">{escape(formats.amount(amount, THOUSANDS))}</span>'
    if ALL in (cause, payer):
        return f'<td class="sum">{written}</td>'
    step = min(STEPS, 1 + int(STEPS * max(amount, 0) / scale))
    ink = "var(--text)" if step <= INK_STEPS else "var(--on-brick)"
    weight = ";font-weight:600" if step == INK_STEPS else ""
    own = ' class="own m"' if cause == payer else ' class="m"'
    return f'<td{own} style="background:var(--brick-{step});color:{ink}{weight}">{written}</td>'
