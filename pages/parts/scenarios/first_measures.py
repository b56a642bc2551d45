"""What a scenario could begin with: each kind of lever where it saves most, and the ways to try the first of them."""

import streamlit as st

from models.scenarios.first_measures import ALIKE, Measure, first_measures
from models.scenarios.levers import Lever
from models.scenarios.scenario_base import Base
from pages.parts.charts.figure_table import HEADS, NUMBER
from pages.parts.i18n.formats import unit_words
from pages.parts.scenarios import working_copy
from pages.parts.scenarios.levers_panel import SECTOR
from pages.parts.ui import html, tables
from pages.parts.view.words.scenario_words import lever_name, percent

OFFERED = 3


def measures_table(view, base: Base) -> None:
    """Draw what each kind of lever would save in its best sector, and a button for each of the first."""
    found = first_measures(base)
    if not found:
        return
    words, first = view.words, found[0]
    unit = view.formats.column_unit([one.everywhere for one in found])
    told = {"lever": lever_name(view, first.lever), "saving": view.formats.money(first.saving)}
    title = words("scenarios.first_title", percent=percent(view, ALIKE), **told)
    heads = [tables.head(words("scenarios.change"))]
    heads += [tables.head(words(f"scenarios.{name}"), HEADS[NUMBER]) for name in ("saves_there", "saves_everywhere")]
    subtitle = words("scenarios.first_subtitle", percent=percent(view, ALIKE), unit=unit_words(view, unit))
    tables.table(title, subtitle, heads, [_row(view, one, unit) for one in found], kind="lines")
    with st.container(horizontal=True, key="scenario_first"):
        for one in found[:OFFERED]:
            label = words("scenarios.try", lever=lever_name(view, one.lever), percent=percent(view, ALIKE))
            st.button(html.plain(label), key=f"scenario_try_{one.lever.kind}", on_click=_try, args=(one.lever,))


def _row(view, one: Measure, unit) -> str:
    written = (view.formats.amount(amount, unit) for amount in (one.saving, one.everywhere))
    labels = [view.words(f"scenarios.{name}") for name in ("saves_there", "saves_everywhere")]
    return tables.row(tables.name(lever_name(view, one.lever)), *map(tables.number, written, labels))


def _try(one: Lever) -> None:
    working_copy.hold([one])
    st.session_state[SECTOR] = one.sector
