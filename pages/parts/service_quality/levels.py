"""Planned, delivered and received quality with the two gaps between them, and how suppliers are treated."""

from pages.parts.charts.figure_table import LEAD, NAME, WIDE, Column, figure_table
from pages.parts.i18n.formats import unit_words
from pages.parts.i18n.values import is_missing
from pages.parts.ui import bars, html
from pages.parts.ui.number_links import linked_text
from pages.parts.view.words.empty_reasons import why_empty

LEVEL, SUPPLIER = "levels", "suppliers"
GAPS = ("planning_gap", "perception_gap")
LEVELS = ("planned", "delivered", "received")


def levels_table(view) -> None:
    """Draw quality_gap: what each sector planned, delivered and its customers received, most points lost first."""
    rows, words = view.read("quality_gap").sort_values("total_gap", ascending=False), view.words
    if rows.empty:
        html.footnote(why_empty(view, "house.no_levels"))
        return
    scale = bars.largest(rows["total_gap"])
    point = _or_nothing(lambda value: view.formats.number(value, 1))
    columns = [
        Column("sector", view.sector, words("overview.column_sector"), NAME),
        Column("total_gap", lambda gap: bars.plain_bar(scale, gap), words("house.total_bar"), WIDE),
        *(Column(name, point, words(f"house.{name}")) for name in (*GAPS, *LEVELS)),
    ]
    title = level_finding(view) or words("house.level_title_kept")
    figure_table(view, "quality_gap", rows, columns, title, words("house.level_subtitle"), data=LEVEL, anchor=LEVEL)


def level_finding(view) -> str | None:
    """Return in which sector most quality is lost, and between what; None where none is."""
    rows = view.read("quality_gap").sort_values("total_gap", ascending=False)
    if rows.empty:
        return None
    first = rows.iloc[0]
    widest = max(GAPS, key=lambda name: first[name])
    if not first[widest] > 0:
        return None
    written = view.formats.number(first[widest], 1)
    points = linked_text(view, written, "quality_gap", widest, sector=first["sector"])
    return view.words(f"house.level_title_{widest}", sector=view.sector(first["sector"]), points=points)


def supplier_table(view) -> None:
    """Draw supplier_treatment: what is paid above the reference price, days late, declined orders, suppliers lost."""
    rows, words = _treatment(view), view.words
    if rows.empty:
        html.footnote(why_empty(view, "house.no_purchases"))
        return
    unit, number = view.formats.column_unit(rows["premium"]), _or_nothing(view.formats.number)
    scale = bars.largest(rows["premium"])
    columns = [
        Column("sector", view.sector, words("overview.column_sector"), NAME),
        Column("premium", lambda money: bars.plain_bar(scale, money, "cost"), words("chart.of_largest"), WIDE),
        Column("premium", _or_nothing(lambda money: view.formats.amount(money, unit)), words("house.premium"), LEAD),
        Column("late_share", _or_nothing(view.formats.share), words("house.late_share")),
        Column("days_late", number, words("house.days_late")),
        Column("declined", number, words("house.declined")),
        Column("suppliers", number, words("house.suppliers")),
        Column("suppliers_lost", number, words("house.suppliers_lost")),
    ]
    columns = [column for column in columns if rows[column.name].notna().any()]  # a link tells some of few nowhere
    subtitle = words("house.supplier_subtitle", unit=unit_words(view, unit))
    title = supplier_finding(view) or words("house.supplier_title_open")
    figure_table(view, "supplier_treatment", rows, columns, title, subtitle, data=SUPPLIER, anchor=SUPPLIER)


def _treatment(view):
    return view.read("supplier_treatment").sort_values("premium", ascending=False, na_position="last")


def supplier_finding(view) -> str | None:
    """Return whose process pays suppliers most above the reference price; None where none does."""
    rows = _treatment(view)
    if rows.empty or is_missing(rows.iloc[0]["premium"]) or rows.iloc[0]["premium"] <= 0:
        return None
    first = rows.iloc[0]
    money = view.formats.money(first["premium"])
    premium = linked_text(view, money, "supplier_treatment", "premium", sector=first["sector"])
    return view.words("house.supplier_title", sector=view.sector(first["sector"]), premium=premium)


def _or_nothing(write):
    return lambda value: "" if is_missing(value) else write(value)
