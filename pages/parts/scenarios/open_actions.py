"""The actions of one sector that are not done yet, and how an action is written."""

from decimal import Decimal

from models.scenarios.levers import from_texts
from pages.parts.charts.figure_table import HEADS, NUMBER
from pages.parts.runtime.services import services
from pages.parts.ui import html, tables
from pages.parts.view.words.scenario_words import lever_name, percent


def open_actions(view, sector: str) -> None:
    """Draw the open actions a sector owns or is changed by; nothing for whoever may not see all of the ledger."""
    if not view.may_read_rows:
        return
    waiting = [one for one in services().store.actions.held() if one["done_on"] is None]
    own = [one for one in waiting if sector in (one["owner"], one["lever"].get("sector"))]
    if not own:
        return
    words = view.words
    heads = [tables.head(words(f"actions.{name}")) for name in ("action", "owner", "due")]
    heads.append(tables.head(words("actions.expected"), HEADS[NUMBER]))
    title = words("actions.open_title", count=len(own), sector=view.sector(sector))
    tables.table(title, words("actions.open_subtitle"), heads, [_row(view, one) for one in own], kind="lines")


def _row(view, one: dict) -> str:
    cells = ((one["owner"], "owner"), (view.formats.day(one["due_on"]), "due"))
    return tables.row(
        tables.name(action_name(view, one)),
        *(tables.cell(html.escape(text), "", view.words(f"actions.{label}")) for text, label in cells),
        tables.number(expected(view, one), view.words("actions.expected")),
    )


def action_name(view, one: dict) -> str:
    """Return an action as its number, its lever and by how much."""
    lever = from_texts(one["lever"])
    return f"{one['number']}. {lever_name(view, lever)}, {percent(view, lever.percent)}"


def expected(view, one: dict) -> str:
    """Return what was expected of an action a year, with its range, as it was said."""
    said = {name: Decimal(text) for name, text in one["expected"].items() if name in ("amount", "low", "high")}
    return with_range(view, *(said.get(name) for name in ("amount", "low", "high")))


def with_range(view, amount: Decimal | None, low: Decimal | None, high: Decimal | None) -> str:
    """Return an amount with its range behind it, where it has one."""
    return " ".join(filter(None, view.formats.money_interval(amount, low, high)))
