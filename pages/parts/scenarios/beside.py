"""What stands beside the levers and in no total: a point of retention, and more spent on keeping and on winning."""

from models.acquisition.next_amount import AMOUNT, NUMBERS, OFF, NextAmount, Points, next_amount
from pages.parts.access import pages
from pages.parts.charts.figure_table import ALL, HEADS, NUMBER
from pages.parts.i18n.formats import Unit
from pages.parts.i18n.values import is_missing
from pages.parts.ui import html, tables
from pages.parts.ui.number_links import linked_text
from pages.parts.view.view import View

SIDES = ("keep", "win")
HEADINGS = ("customers", "worth", "range")
NONE = "–"


def beside_table(view: View) -> None:
    """Draw what each is worth and what it rests on, and where to state what is missing."""
    words, found = view.words, _next_amount(view)
    rows = [*_retention(view), *(_spend(view, found, side) for side in SIDES if found)]
    if rows:
        heads = [tables.head(words("beside.what"))]
        heads += [tables.head(words(f"beside.{name}"), HEADS[NUMBER]) for name in HEADINGS]
        heads.append(tables.head(words("beside.rests_on")))
        tables.table(words("beside.title"), words("beside.subtitle"), heads, rows, kind="lines")
    if found is None:
        html.footnote(words("beside.unstated"))
        pages.page_link("win_or_keep", words("beside.state"))


def _retention(view: View) -> list[str]:
    rows = view.read("retention_worth", segment=ALL)
    one = next((row for row in rows.itertuples() if row.points == 1 and not is_missing(row.total_gain)), None)
    if one is None:
        return []
    worth = linked_text(
        view, view.formats.money(one.total_gain), "retention_worth", "total_gain", segment=ALL, points=1
    )
    horizon = view.assumptions("horizon_months")["horizon_months"]
    return [_row(view, view.words("beside.point"), (NONE, worth, NONE), view.words("beside.measured", months=horizon))]


def _spend(view: View, found: NextAmount, name: str) -> str:
    side, formats = getattr(found, name), view.formats
    amount = formats.money(AMOUNT, unit=Unit(1, "", 0))
    written = (
        formats.number(side.customers, 1),
        formats.money(side.worth),
        formats.interval(side.low, side.high, formats.unit(side.worth)),
    )
    rests_on = view.words("beside.stated", off=formats.share(OFF))
    return _row(view, view.words(f"beside.{name}", amount=amount), written, rests_on)


def _row(view: View, name: str, written: tuple[str, ...], rests_on: str) -> str:
    labels = [view.words(f"beside.{heading}") for heading in HEADINGS]
    why = tables.cell(html.escape(rests_on), "", view.words("beside.rests_on"))
    return tables.row(tables.name(name), *map(tables.number, written, labels), why)


def _next_amount(view: View) -> NextAmount | None:
    """What the next amount brings by the response that is stated; None where none is, or no margin is known."""
    held = view.assumptions(*NUMBERS, "discount_rate")
    worth = next((row for row in view.read("customer_value", segment=ALL).itertuples()), None)
    if worth is None or is_missing(worth.monthly_margin):
        return None
    points = Points(**{name: float(held[name] or 0) for name in NUMBERS})
    return next_amount(points, float(worth.monthly_margin), float(held["discount_rate"] or 0), AMOUNT, OFF)
