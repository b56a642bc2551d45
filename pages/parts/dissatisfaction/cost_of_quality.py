"""Hours used and unused by complaints, and what quality and the lack of it cost together."""

from pages.parts.charts import draw
from pages.parts.i18n.formats import unit_words
from pages.parts.ui import bars, html, tables
from pages.parts.ui.number_links import linked_text, number_cell
from pages.parts.view.empty_reasons import why_empty

CAPACITY = {
    "practical_hours": "num",
    "used_hours": "num",
    "unused_hours": "num",
    "bar": "wide",
    "used_share": "num",
    "hourly_cost": "num",
}
ALL = "all"


def capacity_table(view) -> None:
    """Draw capacity_use: the hours of each sector, those complaints took, and what an hour costs."""
    rows, words, formats = view.read("capacity_use"), view.words, view.formats
    if rows.empty:
        html.footnote(why_empty(view, "capacity.missing"))
        return
    every = next(rows[rows["sector"] == ALL].itertuples())
    rows = rows.sort_values("used_share", ascending=False)
    scale = bars.largest(rows["used_share"])
    heads = [tables.head(words("overview.column_sector"))] + [
        tables.head(words(f"capacity.{name}"), kind) for name, kind in CAPACITY.items()
    ]
    lines = [_capacity_line(view, row, scale) for row in rows[rows["sector"] != ALL].itertuples()]
    shown = {
        "share": formats.share(every.used_share, 1),
        "used": formats.number(every.used_hours),
        "hours": formats.number(every.practical_hours),
    }
    names = {"share": "used_share", "used": "used_hours", "hours": "practical_hours"}
    title = words(
        "capacity.title",
        **{word: linked_text(view, said, "capacity_use", names[word], sector=ALL) for word, said in shown.items()},
    )
    tables.table(title, words("capacity.subtitle"), heads, [*lines, _capacity_line(view, every, 0)])
    costs = {
        name: linked_text(
            view, formats.money(getattr(every, f"{name}_cost")), "capacity_use", f"{name}_cost", sector=ALL
        )
        for name in ("used", "unused")
    }
    html.footnote(words("capacity.remark", **costs))
    draw.data_table(view, "capacity", rows, "capacity_use")


def _capacity_line(view, row, scale: float) -> str:
    formats, words, is_all = view.formats, view.words, row.sector == ALL
    cell = {"sector": row.sector}
    hours = [
        number_cell(view, formats.number(getattr(row, name)), "capacity_use", name, cell, words(f"capacity.{name}"))
        for name in CAPACITY
        if name.endswith("_hours")
    ]
    return tables.row(
        tables.name(words("overview.total") if is_all else view.sector(row.sector)),
        *hours,
        tables.cell("" if is_all else bars.plain_bar(scale, row.used_share), "full wide"),
        number_cell(
            view, formats.share(row.used_share, 1), "capacity_use", "used_share", cell, words("capacity.used_share")
        ),
        number_cell(
            view, formats.number(row.hourly_cost, 2), "capacity_use", "hourly_cost", cell, words("capacity.hourly_cost")
        ),
        total=is_all,
    )


def quality_table(view) -> None:
    """Draw cost_of_quality: prevention, appraisal, internal and external failure, their sum,
    and the margin lost beside it."""
    rows, total = view.read("cost_of_quality"), next(view.read("cost_of_quality_total").itertuples(), None)
    if rows.empty or total is None:
        html.footnote(why_empty(view, "quality_cost.missing"))
        return
    unit, words = view.formats.column_unit([*rows["amount"], total.amount]), view.words
    scale, known = bars.largest(rows["amount"]), "title" if total.revenue else "title_only"
    shown = {"amount": view.formats.money(total.amount), "share": view.formats.share(total.share_of_revenue, 1)}
    names = {"amount": "amount", "share": "share_of_revenue"}
    title = words(
        f"quality_cost.{known}",
        **{word: linked_text(view, said, "cost_of_quality_total", names[word]) for word, said in shown.items()},
    )
    heads = [
        tables.head(words("quality_cost.category")),
        tables.head(words("component.bar"), "wide"),
        tables.head(words("component.amount"), "num"),
        tables.head(words("quality_cost.share"), "num"),
    ]
    lines = [_quality_line(view, row, unit, scale) for row in rows.sort_values("place").itertuples()]
    lines.insert(4, _total_line(view, total, unit))
    tiers = ("booked", "estimated", "assumed") if rows["assumed"].any() else ("booked", "estimated")
    tables.table(
        title, words("quality_cost.subtitle", unit=unit_words(view, unit)), heads, lines, draw.legend(view, *tiers)
    )
    draw.data_table(view, "quality_cost", rows, "cost_of_quality")


def _quality_line(view, row, unit, scale: float) -> str:
    name, written = view.words(f"quality_cost.{row.category}"), view.formats.amount(row.amount, unit)
    sure = row.booked + row.measured
    bar = bars.cost_bar(scale, sure, row.estimated, None, None, f"{name}: {written}", row.assumed)
    return tables.row(
        tables.name(name),
        tables.cell(bar, "full wide"),
        number_cell(view, written, "cost_of_quality", "amount", {"category": row.category}),
        number_cell(
            view,
            view.formats.share(row.share_of_revenue, 1),
            "cost_of_quality",
            "share_of_revenue",
            {"category": row.category},
            view.words("quality_cost.share"),
        ),
    )


def _total_line(view, total, unit) -> str:
    share = number_cell(
        view,
        view.formats.share(total.share_of_revenue, 1),
        "cost_of_quality_total",
        "share_of_revenue",
        {},
        view.words("quality_cost.share"),
    )
    amount = number_cell(view, view.formats.amount(total.amount, unit), "cost_of_quality_total", "amount", {})
    return tables.row(
        tables.name(view.words("quality_cost.all")), tables.cell("", "hide wide"), amount, share, total=True
    )
