"""What the levers cost and when they pay: fields for costs and ranges, and the table of what each is worth."""

from decimal import Decimal

import streamlit as st

from models.scenarios.levers import Lever
from models.scenarios.outcome import Outcome
from models.scenarios.payback import BreakEven, Payback, a_year, order_of_worth
from models.scenarios.scenario_base import Base
from pages.parts.charts.figure_table import HEADS, NUMBER
from pages.parts.i18n.formats import unit_words
from pages.parts.scenarios import working_copy
from pages.parts.scenarios.wording import least
from pages.parts.ui import html, tables
from pages.parts.view.words.scenario_words import lever_name, percent
from pages.parts.view.words.working_hours import hours_remark

FIELDS = ("one_off", "yearly", "low", "high")
HEADINGS = ("moved_by", "alone", "in_order", "net_value", "pays_from")


def worth_table(view, base: Base, outcome: Outcome, found: Payback, evens: list[BreakEven]) -> None:
    """Draw what each lever saves alone and after those before it, its net value, and from where on it pays."""
    order = order_of_worth(base, outcome)
    steps = outcome.bridge(order)
    unit = view.formats.column_unit([outcome.base])
    rows = [_row(view, base, outcome, place, -step.amount, evens[place], unit) for place, step in zip(order, steps)]
    rows.append(_total(view, found, unit))
    heads = [tables.head(view.words("scenarios.change")), *(_head(view, name) for name in HEADINGS)]
    subtitle = view.words(
        "scenarios.worth_subtitle",
        unit=unit_words(view, unit),
        months=found.horizon_months,
        rate=view.formats.share(base.discount_rate),
    )
    tables.table(_finding(view, found), subtitle, heads, rows, kind="lines")
    html.footnote(view.words("scenarios.worth_remark"))
    if any(even.hours is not None for even in evens):
        hours_remark(view)


def _finding(view, found: Payback) -> str:
    net = view.formats.money(found.net_value)
    if not (found.one_off or found.yearly_cost):
        return view.words("scenarios.worth_title_free", net=net, months=found.horizon_months)
    if found.net_value <= 0:
        return view.words("scenarios.worth_title_never", net=net, months=found.horizon_months)
    return view.words("scenarios.worth_title", net=net, months=found.horizon_months, month=found.payback_month)


def _head(view, name: str) -> str:
    return tables.head(view.words(f"scenarios.{name}"), HEADS[NUMBER])


def _row(view, base: Base, outcome: Outcome, place: int, step: Decimal, even: BreakEven, unit) -> str:
    one = outcome.levers[place]
    written = [
        percent(view, one.percent),
        *(view.formats.amount(a_year(base, amount), unit) for amount in (outcome.alone(place), step)),
        view.formats.amount(even.net_value, unit),
        least(view, even) if one.one_off or one.yearly else view.words("scenarios.no_cost"),
    ]
    labels = [view.words(f"scenarios.{name}") for name in HEADINGS]
    return tables.row(tables.name(lever_name(view, one)), *map(tables.number, written, labels))


def _total(view, found: Payback, unit) -> str:
    amount = view.formats.amount
    written = ["", "", amount(found.yearly_saving, unit), amount(found.net_value, unit), ""]
    labels = [view.words(f"scenarios.{name}") if text else "" for name, text in zip(HEADINGS, written)]
    return tables.row(tables.name(view.words("scenarios.together")), *map(tables.number, written, labels), total=True)


def costs_panel(view, outcome: Outcome) -> None:
    """Draw a line of fields for each moved lever: one-off and yearly cost, low and high end."""
    with st.expander(view.words("scenarios.costs_title"), key="scenario_costs", expanded=True):
        html.footnote(view.words("scenarios.costs_subtitle"))
        for one in outcome.levers:
            _fields(view, one)


def _fields(view, one: Lever) -> None:
    named, *places = st.columns([3, 2, 2, 2, 2], vertical_alignment="bottom")
    with named:
        st.text(f"{lever_name(view, one)}: {percent(view, one.percent)}")
    for place, part in zip(places, FIELDS):
        widget = "_".join(("scenario", part, *one.key))
        held = getattr(one, part)
        working_copy.show(widget, float(held) if held else None)
        with place:
            st.number_input(
                view.words(f"scenarios.{part}"),
                min_value=0.0,
                max_value=100.0 if part in ("low", "high") else None,
                step=1.0,
                format="%g" if part in ("low", "high") else "%.0f",
                key=widget,
                on_change=working_copy.set_number,
                args=(one.key, part, widget),
            )
