"""Where to begin while no lever is moved: what each would save if it were moved by as much as the others."""

import streamlit as st

from models.scenarios.payback import savings_of_each
from models.scenarios.scenario_base import Base
from pages.parts.charts.figure_table import HEADS, NUMBER, WIDE
from pages.parts.i18n.formats import unit_words
from pages.parts.ui import bars, html, tables
from pages.parts.view.words.scenario_words import lever_name

PERCENT = 10


def first_levers(view, base: Base) -> None:
    """Draw what each lever saves a year, for the sector and the type of complaint chosen beside the levers."""
    words, formats = view.words, view.formats
    found = savings_of_each(base, PERCENT, _chosen("sector", base.sectors), _chosen("category", base.categories))
    if not found:
        html.section_header(words("scenarios.first_none"), words("scenarios.first_none_why"))
        return
    first, most = found[0]
    unit = formats.column_unit([float(saving) for _, saving in found])
    fields = {"percent": formats.number(PERCENT), "unit": unit_words(view, unit)}
    title = words("scenarios.first_title", lever=lever_name(view, first), saving=formats.money(most), **fields)
    rows = [
        tables.row(
            tables.name(html.escape(words(f"lever.{one.kind}"))),
            tables.cell(bars.plain_bar(float(most), float(saving), "keep"), HEADS[WIDE]),
            tables.number(formats.amount(saving, unit), words("scenarios.first_saving")),
        )
        for one, saving in found
    ]
    kinds = {"scenarios.first_lever": "", "chart.of_largest": HEADS[WIDE], "scenarios.first_saving": HEADS[NUMBER]}
    drawn = [tables.head(words(name), kind) for name, kind in kinds.items()]
    tables.table(title, words("scenarios.first_subtitle", **fields), drawn, rows)
    html.footnote(words("scenarios.first_remark"))


def _chosen(what: str, known: tuple[str, ...]) -> str:
    """What the levers are for; everything where the choice is not there under other filters."""
    chosen = st.session_state.get(f"scenario_{what}", "")
    return chosen if chosen in known else ""
