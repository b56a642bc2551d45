"""Axes, scales, link channels, frame: plain Altair, no Streamlit."""

import json
from typing import ClassVar

import altair as alt
import numpy as np
import pandas as pd
import streamlit as st
from altair.utils import schemapi

from pages.parts.charts.take_away import take_away
from pages.parts.explain.figure_grid import cells
from pages.parts.i18n.direction import in_a_row
from pages.parts.runtime.derived_cache import derived
from pages.parts.ui.url_state import fold

FONT = "IBM Plex Sans"
INK, MUTED, GREY, PAPER = "var(--text)", "var(--muted)", "var(--ctx)", "var(--bg)"
COST, KEEP, WIN = "var(--cost)", "var(--keep)", "var(--win)"
TIERS = {"booked": COST, "measured": COST, "estimated": "url(#est-cost)", "assumed": "url(#asm-cost)"}
EMBEDDED = {"renderer": "svg", "actions": False}  # patterns and CSS variables reach SVG only
LOOK = {
    "background": "transparent",
    "font": FONT,
    "padding": {"left": 2, "right": 16, "top": 6, "bottom": 4},
    "mark": {"tooltip": None},  # else the browser shows every field of a mark as it stands
    "text": {"font": FONT, "fontSize": 12, "color": INK},
    "axis": {
        "domain": False,
        "ticks": False,
        "gridColor": "var(--grid)",
        "labelColor": MUTED,
        "labelFontSize": 12,
        "labelPadding": 6,
        "labelLimit": 180,
        "labelFlush": False,
        "titleColor": MUTED,
        "titleFontSize": 12,
        "titleFontWeight": 400,
        "titlePadding": 8,
        "aria": False,  # Vega describes an axis in English, with its numbers as they are calculated
    },
}
MOST_CHARTS, DRAWN = 200, "charts_drawn"
UNTOLD = ("vital", "amount_from_here", "share_from_here", "starts_at", "ends_at")  # they only place marks
schemapi.disable_debug_mode()  # the tests ask whether the charts are valid; asking each time took most of their time


class _Rows:
    """Rows in one piece: of a list Altair copies every row and looks at every value, which took half of a chart."""

    _schema: ClassVar[dict] = {"type": "array"}  # by this Altair asks for `to_dict`

    def __init__(self, rows: list[dict]):
        self._rows = [{name: _plain(value) for name, value in row.items()} for row in rows]

    def to_dict(self) -> list[dict]:
        """Return the rows as they are."""
        return self._rows


def _plain(value: object) -> object:
    return float(value) if isinstance(value, np.number) else value


def rows_of(rows: list[dict]) -> alt.Chart:
    """Return a chart over literal rows."""
    return alt.Chart(alt.Data(values=_Rows(rows)))


def draw_specification(name: str, spec: str, words: str, title: str) -> None:
    """Draw a finished chart; the step that `draw_chart` takes."""
    st.session_state.setdefault("charts_shown", {})[name] = title  # what a note can be on
    st.session_state.setdefault(DRAWN, {})[name] = spec
    _chart(name=name, spec=spec, words=words)


@derived(max_entries=MOST_CHARTS)
def _chart(name: str, spec: str, words: str) -> None:
    """Draw a chart; Streamlit repeats the message of an equal one, for its rows take long to pack."""
    st.vega_lite_chart(spec=json.loads(spec), key=f"chart_{name}", alt=words, width="stretch")


def _twin(view, name: str, rows: pd.DataFrame, figure: str, cell: dict[str, str]) -> None:
    label = view.words("chart.table")

    def _content() -> None:
        told = rows.drop(columns=[column for column in UNTOLD if column in rows and column not in cell])
        cells(view, name, told, label, figure, cell)
        if name in st.session_state.get(DRAWN, {}):
            take_away(view, name, st.session_state[DRAWN][name], st.session_state["charts_shown"][name], figure)

    fold(label, f"twin_{name}", _content)


LONG = 20  # letters of a name that stand in one line; a longer one breaks at the blank before
_BLANK = f"lastindexof(slice(datum.label, 0, {LONG}), ' ')"
_BROKEN = f"[slice(datum.label, 0, {_BLANK}), slice(datum.label, {_BLANK} + 1)]"
_IS_WHOLE = f"length(datum.label) <= {LONG} || indexof(datum.label, '\\n') > 0 || {_BLANK} < 1"
_IS_ONE = f"indexof(datum.label, '\\n') < 0 && ({_IS_WHOLE})"
_LINE = 14
IN_LINES = {
    "labelExpr": f"{_IS_WHOLE} ? split(datum.label, '\\n') : {_BROKEN}",
    "labelLineHeight": _LINE,
    "labelOffset": alt.ExprRef(f"{_IS_ONE} ? 0 : {-_LINE // 2}"),  # else its first line stands at the bar
    "labelOverlap": False,
}  # a name may stand in two lines


def in_lines(name: str, most: int) -> str:
    """Return a name for a mark: one of more letters than `most` in two lines, broken at the blank by its middle."""
    blanks = [place for place, letter in enumerate(name) if letter == " "]
    if len(name) <= most or not blanks:
        return name
    place = min(blanks, key=lambda one: abs(one - len(name) / 2))
    return f"{name[:place]}\n{name[place + 1 :]}"


ROW, TALL = 28, 30  # pixels a bar of a list takes, and one whose name may stand in two lines


def row_height(names: list[str], row: int = ROW) -> int:
    """Return how many pixels each bar of a list takes, by the longest of their names."""
    return TALL if any(len(name) > LONG or "\n" in name for name in names) else row


def names_axis(field: str, names: list[str], padding: float = 0.35) -> alt.Y:
    """Return a vertical axis of names in the given order."""
    axis = alt.Axis(labelColor=INK, labelFontSize=13, labelLimit=150, **IN_LINES)
    return alt.Y(field, type="nominal", sort=names, title=None, axis=axis, scale=alt.Scale(paddingInner=padding))


def amounts_axis(title: str, domain: list[float] | None = None, ticks: int = 4) -> dict:
    """Return the keywords of a quantitative channel with a unit as its title."""
    scale = alt.Scale(domain=domain, nice=False) if domain else alt.Undefined
    return {"type": "quantitative", "title": title, "axis": alt.Axis(tickCount=ticks), "scale": scale}


def lines_scale(channel, field: str, names: list[str], values: tuple):
    """Return a channel (colour or dash) that gives each name its value, without a legend."""
    scale = alt.Scale(domain=list(names), range=list(values[: len(names)]))
    return channel(field, type="nominal", legend=None, scale=scale)


def voice_of(rows: list[dict]) -> dict:
    """Return the keywords that let each mark be read aloud, hovered over and reached by keyboard, and lead to the
    explanation of its number where the rows have links."""
    if not rows:
        return {}
    said = {
        "description": alt.Description("said", type="nominal"),
        "tooltip": alt.Tooltip("said", type="nominal", title=""),
    }
    return said | ({"href": alt.Href("link", type="nominal")} if rows[0].get("link") else {})


def voice(row, *said: str, link: str = "link") -> dict:
    """Return what is read aloud at a row's mark as a field of it, and the row's link where it has one."""
    found = getattr(row, link, None)
    return {"said": in_a_row(said, ", ")} | ({"link": found} if isinstance(found, str) and found else {})


def either(channel, test: str, value: object, otherwise: object):
    """Return a channel of one of two values: a tenth of what alt.when takes."""
    return channel(otherwise, condition={"test": test, "value": value})


def text_channel(field: str) -> alt.Text:
    """Return the channel that writes a field that is already a string."""
    return alt.Text(field, type="nominal")


def tiers_of(rows: pd.DataFrame) -> tuple[str, ...]:
    """Return the tiers a legend has to explain: assumed only where some rows are. rows: evidence."""
    return ("booked", "estimated", "assumed") if (rows["evidence"] == "assumed").any() else ("booked", "estimated")
