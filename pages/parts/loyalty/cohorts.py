"""The grid of cohorts: of those who started in one quarter, how many were still there so many months later."""

import pandas as pd

from pages.parts.charts import draw
from pages.parts.i18n.formats import quarter
from pages.parts.ui import html
from pages.parts.ui.number_links import linked_text
from pages.parts.view.words.empty_reasons import why_empty

MONTHS = (3, 6, 12, 18, 24, 36, 48, 60)  # the columns shown; the table below the grid has every third month
STEPS = (1, 2, 3, 4, 5, 7, 8, 9, 10)  # of the petrol ramp; no ink reads well enough on the sixth
INK_STEPS = 5
YEAR = 12


def cohort_grid(view) -> None:
    """Draw cohort_retention of all customers: the stronger the colour, the more were kept;
    dashed and hatched where not all could be followed so long."""
    rows = view.read("cohort_retention", segment="all")
    shown = rows[rows["month"].isin(MONTHS)]
    if shown.empty:
        html.footnote(why_empty(view, "cohort.missing"))
        return
    html.section_header(_finding(view, rows), view.words("cohort.subtitle"), _key(view))
    lowest, months = float(shown["retention"].min()), sorted(set(shown["month"]))
    heads = [view.words("cohort.start"), view.words("cohort.size"), *(view.formats.number(month) for month in months)]
    lines = [
        _line(view, cohort, found, months, lowest)
        for cohort, found in rows[rows["cohort"].isin(shown["cohort"])].groupby("cohort")
    ]
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in heads)
    caption = f'<caption class="off">{html.escape(view.words("cohort.caption"))}</caption>'
    body = f"{caption}<thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody>"
    html.render(f'<div class="scroll"><table class="matrix cohorts">{body}</table></div>')
    draw.data_table(view, "cohorts", rows, "cohort_retention")


def _finding(view, rows: pd.DataFrame) -> str:
    """How many of the first and of the last complete cohort stayed a year."""
    year = rows[(rows["month"] == YEAR) & ~rows["incomplete"]].sort_values("cohort")
    if len(year) < 2:
        return view.words("cohort.title_open")
    first, last = year.iloc[0], year.iloc[-1]
    fields = {"first": quarter(view.formats, first["cohort"]), "last": quarter(view.formats, last["cohort"])}
    one, two = (_linked(view, row["retention"], row["cohort"], YEAR) for row in (first, last))
    return view.words("cohort.title", **fields, one=one, two=two)


def _key(view) -> str:
    return html.legend(
        [("bk", "petrol-4", view.words("cohort.key")), ("cut", "petrol-4", view.words("cohort.key_open"))]
    )


def _line(view, cohort, rows: pd.DataFrame, months: list[int], lowest: float) -> str:
    cells = {row.month: row for row in rows.itertuples()}
    size = view.formats.number(rows["customers"].max())
    written = "".join(_cell(view, cells.get(month), lowest) for month in months)
    name = html.escape(quarter(view.formats, cohort))
    return f'<tr><th scope="row">{name}</th><td class="size">{html.escape(size)}</td>{written}</tr>'


def _cell(view, row, lowest: float) -> str:
    if row is None:
        return "<td></td>"
    place = (float(row.retention) - lowest) / (1 - lowest or 1)
    step, written = (
        STEPS[min(len(STEPS) - 1, int(len(STEPS) * place))],
        _linked(view, row.retention, row.cohort, row.month),
    )
    if row.incomplete:
        said = view.words(
            "cohort.cell_open", share=view.formats.share(row.retention), count=view.formats.number(row.observed)
        )
        return f'<td class="cut m" style="--h:var(--petrol-4)" aria-label="{html.escape(said)}">{written}</td>'
    ink = "var(--text)" if step <= INK_STEPS else "var(--on-brick)"
    return f'<td class="m" style="background:var(--petrol-{step});color:{ink}">{written}</td>'


def _linked(view, retention: object, cohort, month: int) -> str:
    return linked_text(
        view,
        view.formats.share(retention),
        "cohort_retention",
        "retention",
        segment="all",
        cohort=f"{cohort:%Y-%m-%d}",
        month=month,
    )
