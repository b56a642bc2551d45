"""What a page shows while there are complaints but none carries a cost: how many start where, and what is lacking."""

from data.contracts import contract
from pages.parts import bars, tables
from pages.parts.badge import badge
from pages.parts.look import headline
from pages.parts.quality_line import quality_line
from pages.parts.steps import end
from pages.parts.values import is_missing

COSTS = ("sectors", "sector_costs", "customers")


def end_without_costs(view, total) -> None:
    """Draw complaints by sector, if any, and end the page, when nothing of the period has a cost; else do nothing."""
    if total.dissatisfaction_cost and not is_missing(total.dissatisfaction_cost):
        return
    words, formats = view.words, view.formats
    counted = {"complaints": formats.number(total.complaints), "period": formats.period(*view.period)}
    lists = formats.listing([contract(name).title[view.language] for name in view.lacks(*COSTS)])
    why = words("costless.why_lists", lists=lists) if lists else words("costless.why")
    headline(view.scope(), words("costless.answer", **counted), why)
    rows = view.read("sector_overview").sort_values("complaints", ascending=False)
    rows = rows[rows["complaints"] != 0]
    scale = bars.largest(rows["complaints"])
    heads = [
        tables.head(words("overview.column_sector")),
        tables.head(words("costless.bar"), "wide"),
        tables.head(words("costless.count"), "num"),
    ]
    lines = [_row(view, row, scale) for row in rows.itertuples()]
    if lines:
        tables.table(words("costless.title"), words("costless.subtitle"), heads, lines)
    badge(view)
    quality_line(view)
    end()


def _row(view, row, scale: float) -> str:
    return tables.row(
        tables.name(view.sector(row.sector)),
        tables.cell(bars.plain_bar(scale, row.complaints), "full wide"),
        tables.number(view.formats.number(row.complaints)),
    )
