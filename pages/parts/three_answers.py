"""The strip of three answers at the top of the overview."""

from pages.parts import tables
from pages.parts.asking import asked, linked
from pages.parts.look import escape, show
from pages.parts.reasons import why_no_stake, why_no_win_keep
from pages.parts.values import is_missing


def three_answers(view, total) -> None:
    """Draw what unhappy customers cost, what loyalty is at stake, and what winning costs against keeping.

    total: one row of overview_total with its change on the period before.
    """
    show(f'<div class="ans">{_cost(view, total)}{_loyalty(view, total)}{_winning(view, total)}</div>')


def _cost(view, total) -> str:
    amount, between = view.formats.money_interval(total.dissatisfaction_cost, total.low, total.high)
    return _answer(view, "dissatisfaction_cost", view.words("overview.ask_cost"), amount, between, _since(view, total))


def _since(view, total) -> str:
    if is_missing(total.dissatisfaction_cost_change):
        return escape(view.words("overview.no_change"))
    share = view.formats.share(total.dissatisfaction_cost_change_share, signed=True)
    changed = asked(
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
            amount=linked(view, view.formats.money(total.loyalty_lost), "overview_total", "loyalty_lost"),
        )
    )
    amount = view.formats.money(total.loyalty_at_stake)
    return _answer(view, "loyalty_at_stake", view.words("overview.ask_loyalty"), amount, "", escape(lost))


def _winning(view, total) -> str:
    words, formats = view.words, view.formats
    win, keep = total.cac, total.keeping_cost_per_customer_year
    if is_missing(win) or is_missing(keep):
        return _answer(view, "win_to_keep", words("overview.ask_win"), "–", "", escape(why_no_win_keep(view, total)))
    ratio = words("overview.to_one", ratio=formats.number(total.win_to_keep, 1))
    sides = {
        "win": linked(view, formats.money(win), "overview_total", "cac"),
        "keep": linked(view, formats.money(keep), "overview_total", "keeping_cost_per_customer_year"),
    }
    below = words("overview.win_keep", **sides)
    return _answer(view, "win_to_keep", words("overview.ask_win"), ratio, "", escape(below))


def _answer(view, column: str, question: str, number: str, between: str, below: str) -> str:
    head = f'<h2 class="q">{escape(question)}</h2>'
    opened = escape(linked(view, number, "overview_total", column))
    amount = f'<p class="n">{opened} <span class="r">{escape(between)}</span></p>'
    return f'<div>{head}{amount}<p class="d">{below}</p></div>'
