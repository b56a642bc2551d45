"""The figures behind the totals of a report's workbook, by the words of its sheet of checks."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from recalculated import Recalculated

from pages.parts.i18n.direction import own_direction
from pages.parts.i18n.language import say
from pages.parts.reports.workbook.sheet import half_up

FIRST = 6  # row of the sheet of assumptions


def figures(asked: Callable[[str], Iterable[dict]]) -> dict[str, Decimal]:
    """What the figures say to the cent; asked(name) gives the rows of one, as the engine or the command line does."""
    found = {"Cost of unhappy customers": next(iter(asked("overview_total")))["dissatisfaction_cost"]}
    for row in asked("win_or_keep"):
        name = "Total" if row["sector"] == "all" else own_direction(_shown(row["sector"]))
        found[f"Lost margin: {name}"] = row["loyalty_lost"]
        found[f"Replacing lost customers: {name}"] = row["replacement_cost"]
        found[f"Keeping them a year: {name}"] = row["keep_instead"]
    for row in asked("sector_overview"):
        found[f"Cost that starts in {own_direction(_shown(row['sector']))}"] = row["dissatisfaction_cost"]
    for row in asked("monthly_cost"):
        month = date.fromisoformat(str(row["month"])[:10])
        found[f"Cost in {month:%b %Y}"] = row["month_amount"]
    for row in asked("customer_value"):
        name = "All customers" if row["segment"] == "all" else row["segment"]
        found[f"Value of a new customer: {name}"] = row["value"]
        found[f"Value of active customers: {name}"] = row["total_value"]
    return {what: half_up(Decimal(str(value))) for what, value in found.items() if value not in (None, "")}


def assumption_rows(book: Recalculated) -> dict[str, int]:
    """The rows of the sheet of assumptions by what formulas call them."""
    names = book.column("Assumptions", "J", FIRST)
    return {name: row for row, name in enumerate(names, FIRST)}


def _shown(sector: str) -> str:
    return say("en", f"sector.{sector.strip('()')}") if sector in ("(unattributed)", "(outside)") else sector
