"""Hours used and unused by complaints, and what quality and the lack of it cost together."""

from pages.parts.charts import draw
from pages.parts.charts.figure_table import ALL, LEAD, NAME, WIDE, Column, Total, figure_table
from pages.parts.i18n.formats import unit_words
from pages.parts.ui import bars, html
from pages.parts.ui.number_links import linked_text
from pages.parts.view.words.empty_reasons import why_empty

HOURS = ("practical_hours", "used_hours", "unused_hours")
SUMMED = 4  # prevention, appraisal, internal and external failure; the margin lost stands below their sum


def capacity_table(view) -> None:
    """Draw capacity_use: the hours of each sector, those complaints took, and what an hour costs."""
    rows, words, formats = view.read("capacity_use"), view.words, view.formats
    if rows.empty:
        html.footnote(why_empty(view, "capacity.missing"))
        return
    rows = rows.sort_values("used_share", ascending=False)
    scale = bars.largest(rows["used_share"])
    hours = [Column(name, formats.number, words(f"capacity.{name}"), later=name != HOURS[1]) for name in HOURS]
    columns = [
        Column("sector", view.sector_or_all, words("overview.column_sector"), NAME),
        *hours,
        Column("used_share", lambda share: bars.plain_bar(scale, share), words("chart.of_largest"), WIDE),
        Column("used_share", lambda share: formats.share(share, 1), words("capacity.used_share")),
        Column("hourly_cost", lambda cost: formats.number(cost, 2), words("capacity.hourly_cost")),
    ]
    linked = _of_all(view, next(rows[rows["sector"] == ALL].itertuples()))
    figure_table(view, "capacity_use", rows, columns, words("capacity.title", **linked), words("capacity.subtitle"))
    html.footnote(words("capacity.remark", used=linked["used_cost"], unused=linked["unused_cost"]))
    draw.data_table(view, "capacity", rows, "capacity_use")


def _of_all(view, every) -> dict[str, str]:
    """The numbers of all sectors together that the sentences name."""
    number, money, share = view.formats.number, view.formats.money, lambda value: view.formats.share(value, 1)
    written = {
        "share": ("used_share", share),
        "used": ("used_hours", number),
        "hours": ("practical_hours", number),
        "used_cost": ("used_cost", money),
        "unused_cost": ("unused_cost", money),
    }
    return {
        word: linked_text(view, write(getattr(every, name)), "capacity_use", name, sector=ALL)
        for word, (name, write) in written.items()
    }


def quality_table(view) -> None:
    """Draw cost_of_quality: prevention, appraisal, internal and external failure, their sum,
    and the margin lost beside it."""
    rows, total = view.read("cost_of_quality"), next(view.read("cost_of_quality_total").itertuples(), None)
    if rows.empty or total is None:
        html.footnote(why_empty(view, "quality_cost.missing"))
        return
    unit, words = view.formats.column_unit([*rows["amount"], total.amount]), view.words
    scale = bars.largest(rows["amount"])
    columns = [
        Column("category", lambda name: words(f"quality_cost.{name}"), words("quality_cost.category"), NAME),
        Column("", lambda row: _quality_bar(view, row, unit, scale), words("component.bar"), WIDE),
        Column("amount", lambda amount: view.formats.amount(amount, unit), words("component.amount"), LEAD),
        Column("share_of_revenue", lambda share: view.formats.share(share, 1), words("quality_cost.share")),
    ]
    tiers = ("booked", "estimated", "assumed") if rows["assumed"].any() else ("booked", "estimated")
    figure_table(
        view,
        "cost_of_quality",
        rows.sort_values("place"),
        columns,
        _quality_finding(view, total),
        words("quality_cost.subtitle", unit=unit_words(view, unit)),
        total=Total("cost_of_quality_total", [total], SUMMED),
        legend=draw.legend(view, *tiers),
    )
    draw.data_table(view, "quality_cost", rows, "cost_of_quality")


def _quality_finding(view, total) -> str:
    shown = {
        "amount": ("amount", view.formats.money(total.amount)),
        "share": ("share_of_revenue", view.formats.share(total.share_of_revenue, 1)),
    }
    return view.words(
        "quality_cost.title" if total.revenue else "quality_cost.title_only",
        **{word: linked_text(view, said, "cost_of_quality_total", name) for word, (name, said) in shown.items()},
    )


def _quality_bar(view, row, unit, scale: float) -> str:
    said = f"{view.words(f'quality_cost.{row.category}')}: {view.formats.amount(row.amount, unit)}"
    return bars.cost_bar(scale, row.booked + row.measured, row.estimated, None, None, said, row.assumed)
