"""The three answers and their sentences."""

import pandas as pd

from pages.parts.i18n.formats import Unit
from pages.parts.i18n.values import is_missing
from pages.parts.ui import tables
from pages.parts.ui.html import escape, render
from pages.parts.ui.number_links import linked_text, number_link
from pages.parts.view.words.empty_reasons import why_empty, why_no_stake, why_no_win_keep

TENTHS = Unit(1, "", 1)
HALF = 0.5  # of a customer; less is not told as "about 0"


def top_sectors(rows: pd.DataFrame, count: int = 3) -> tuple[list[str], float | None]:
    """Return the first sectors of by_sector and the share of the whole they start together."""
    first = rows.head(count)
    return list(first["sector"]), first["running_share"].iloc[-1] if len(first) else None


def overview_answer(view, sectors, total) -> str:
    """Return what unhappy customers cost, how that changed, and which sectors start most of it."""
    names, share = top_sectors(sectors)
    cost, change = total.dissatisfaction_cost, total.dissatisfaction_cost_change
    # one unit in one sentence, the one that the smaller amount needs
    unit = view.formats.unit(min(abs(amount) for amount in (cost, change) if amount and not is_missing(amount)))
    written = linked_text(view, view.formats.money(cost, unit=unit), "overview_total", "dissatisfaction_cost")
    fields = {"cost": written, "period": view.formats.period(*view.period)}
    key = f"overview.{_way(change)}"
    if not is_missing(change):
        change = view.formats.money(abs(change), unit=unit)
        fields["change"] = linked_text(view, change, "change_bridge_total", "amount")
    said = view.words(key, **fields)
    if not is_missing(total.assumed) and total.assumed:
        assumed = linked_text(view, view.formats.money(total.assumed), "overview_total", "assumed")
        said += " " + view.words("overview.answer_assumed", amount=assumed)
    part = linked_text(view, view.formats.share(share), "sector_tier", "cost_share", sector=names)
    names = [view.sector(name) for name in names]
    start = view.words("overview.answer_start", sectors=view.formats.listing(names), share=part)
    return said + (" " + start if len(sectors) > len(names) else "")


def _way(change: object) -> str:
    if is_missing(change):
        return "answer"
    return "answer_more" if change > 0 else "answer_less" if change < 0 else "answer_same"


def overview_why(view, total, state: str) -> str:
    """Return the line of why: what winning costs against keeping, or why a part of the answer is not there."""
    if state != "present":
        return view.words(f"churn.{state}")
    lost = linked_text(view, view.formats.number(total.customers_lost), "overview_total", "customers_lost")
    if is_missing(total.cac) or is_missing(total.keeping_cost_per_customer_year):
        return view.words("overview.why_lost" if total.customers_lost >= HALF else "overview.why_lost_none", lost=lost)
    keep = view.formats.money(total.keeping_cost_per_customer_year)
    return view.words(
        "overview.why",
        lost=lost,
        win=linked_text(view, view.formats.money(total.cac), "overview_total", "cac"),
        keep=linked_text(view, keep, "overview_total", "keeping_cost_per_customer_year"),
    )


def three_answers(view, total) -> None:
    """Draw what unhappy customers cost, what loyalty is at stake, and what winning costs against keeping.

    total: one row of overview_total with its change on the period before.
    """
    render(f'<div class="ans">{_cost(view, total)}{_loyalty(view, total)}{_winning(view, total)}</div>')


def _cost(view, total) -> str:
    amount, between = view.formats.money_interval(total.dissatisfaction_cost, total.low, total.high)
    return _answer(view, "dissatisfaction_cost", view.words("overview.ask_cost"), amount, between, _since(view, total))


def _since(view, total) -> str:
    if is_missing(total.dissatisfaction_cost_change):
        return escape(why_empty(view, "overview.no_change"))
    share = view.formats.share(total.dissatisfaction_cost_change_share, signed=True)
    changed = number_link(
        view,
        tables.change(view.formats, total.dissatisfaction_cost_change, money=True),
        "change_bridge_total",
        "amount",
    )
    return changed + " " + escape(view.words("overview.on_before", share=share))


def _loyalty(view, total) -> str:
    if is_missing(total.loyalty_at_stake):
        nothing = escape(why_no_stake(view, total))
        return _answer(view, "loyalty_at_stake", view.words("overview.ask_loyalty"), "–", "", nothing)
    lost = (
        ""
        if is_missing(total.loyalty_lost)
        else view.words(
            "overview.loyalty_lost",
            amount=linked_text(view, view.formats.money(total.loyalty_lost), "overview_total", "loyalty_lost"),
        )
    )
    amount = view.formats.money(total.loyalty_at_stake)
    return _answer(view, "loyalty_at_stake", view.words("overview.ask_loyalty"), amount, "", escape(lost))


def _winning(view, total) -> str:
    words, formats = view.words, view.formats
    if not is_missing(total.replace_to_keep):
        return _replacing(view, total)
    win, keep = total.cac, total.keeping_cost_per_customer_year
    if is_missing(win) or is_missing(keep):
        return _answer(view, "win_to_keep", words("overview.ask_win"), "–", "", escape(why_no_win_keep(view, total)))
    ratio = words("overview.to_one", ratio=formats.number(total.win_to_keep, 1))
    sides = {
        "win": linked_text(view, formats.money(win), "overview_total", "cac"),
        "keep": linked_text(view, formats.money(keep), "overview_total", "keeping_cost_per_customer_year"),
    }
    below = words("overview.win_keep", **sides)
    return _answer(view, "win_to_keep", words("overview.ask_win"), ratio, "", escape(below))


def _replacing(view, total) -> str:
    """The same answer for the customers lost: replacing them against having kept them for a year."""
    words, formats, of = view.words, view.formats, {"figure": "win_or_keep", "sector": "all"}
    ratio = words("overview.to_one", ratio=formats.number(total.replace_to_keep, 1))
    between = formats.interval(total.replace_to_keep_low, total.replace_to_keep_high, TENTHS)
    sides = {
        "win": linked_text(view, formats.money(total.win_each), column="win_each", **of),
        "keep": linked_text(view, formats.money(total.keep_each), column="keep_each", **of),
    }
    below, range_of = words("overview.replace_keep", **sides), f"({between})" if between else ""
    return _answer(view, "win_to_keep", words("overview.ask_win"), ratio, range_of, escape(below), **of)


def _answer(
    view,
    column: str,
    question: str,
    number: str,
    between: str,
    below: str,
    figure: str = "overview_total",
    **cell: str,
) -> str:
    head = f'<h2 class="q">{escape(question)}</h2>'
    opened = escape(linked_text(view, number, figure, column, **cell))
    amount = f'<p class="n">{opened} <span class="r">{escape(between)}</span></p>'
    return f'<div>{head}{amount}<p class="d">{below}</p></div>'
