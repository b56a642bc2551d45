"""One assumption where it stands: what it is, its value, whose it is and since when; changed and tried in its place."""

import streamlit as st

from models.assumptions import known
from models.explain.explanation import kind
from pages.parts.access import pages
from pages.parts.access.visitor import is_allowed
from pages.parts.assumptions.effect import effect_button, effect_table
from pages.parts.assumptions.entry import NUMERIC
from pages.parts.assumptions.form import assumption_form
from pages.parts.i18n import model_texts
from pages.parts.ui import html
from pages.parts.ui.url_state import set_parameter

ASKED, SAVED = "assumption", "assumption_saved"


def assumption_row(view, row: dict, reason: str = "") -> None:
    """Draw an assumption, with the form to change it while it is the one asked for. reason: why it is to be set."""
    name = row["name"]
    with st.container(key=f"assumption_{name}", gap="small"):
        with st.container(horizontal=True, vertical_alignment="top", key=f"told_{name}", gap="small"):
            html.render(_what(view, row, reason))
            html.render(_value(view, row), width=190)
            html.render(_origin(view, row), width=210)
            with st.container(horizontal=True, key=f"ways_{name}", width=250, gap="small"):
                _ways(view, row)
        if _is_asked(name) and is_allowed("change"):
            assumption_form(view, row, _close, _saved)
        effect_table(view, row)


def saved_notice(view) -> None:
    """Draw that a change was saved, with the way to undo it."""
    version = st.session_state.pop(SAVED, None)
    if version is None:
        return
    with st.container(horizontal=True, key="links_saved", vertical_alignment="center"):
        html.render(f'<p role="status">{html.escape(view.words("assumptions.stored", version=version))}</p>', "content")
        pages.page_link("data", view.words("assumptions.undo"), {"part": "history"})


def _what(view, row: dict, reason: str) -> str:
    title = model_texts.assumption_title(view.language, row["name"])
    note = model_texts.assumption(view.language, row, "note")
    said = [f'<h3 class="at">{html.escape(title)}</h3>', f'<p class="cs">{html.escape(reason or note)}</p>']
    if row["literature"] and not row["value"]:
        found = view.words("assumptions.literature", said=model_texts.assumption(view.language, row, "literature"))
        said.append(f'<p class="cs">{html.escape(found)}</p>')
    return "".join(said)


def _value(view, row: dict) -> str:
    is_measured = kind(row) == "measured"
    written = model_texts.assumption_value(view.formats, row["name"], row["value"])
    value = view.words("assumptions.from_data") if is_measured else written
    unit = model_texts.assumption(view.language, row, "unit")
    has_unit = row["value"] and known()[row["name"]]["type"] in NUMERIC
    said = f'<p class="{"av" if row["value"] else "av none"}">{html.escape(value)}</p>'
    if row["low"] or row["high"]:
        low, high = (model_texts.assumption_value(view.formats, row["name"], row[end]) for end in ("low", "high"))
        unit = f"{unit} ({view.words('assumptions.between', low=low, high=high)})"
    return said + (f'<p class="cs">{html.escape(unit)}</p>' if has_unit else "")


def _origin(view, row: dict) -> str:
    """Whose it is and since when; of one's own also the source, and what stood there by default."""
    origin = "" if kind(row) in ("not_set", "measured") else view.words(f"panel.kind_{kind(row)}")
    lines = [origin[:1].upper() + origin[1:]] if origin else []
    if row["yours"] and row["set_on"]:
        lines = [view.words("assumptions.yours_since", day=view.formats.day(row["set_on"]))]
    source = model_texts.assumption(view.language, row, "source")
    if source and row["source"] != known()[row["name"]]["source"]:
        lines.append(view.words("assumptions.source_is", source=source))
    default = known()[row["name"]]["value"]
    if row["yours"] and default and default != row["value"]:
        written = model_texts.assumption_value(view.formats, row["name"], default)
        lines.append(view.words("assumptions.default_is", value=written))
    return "".join(f'<p class="cs">{html.escape(line)}</p>' for line in lines)


def _ways(view, row: dict) -> None:
    if is_allowed("change"):
        label = view.words("assumptions.change" if row["value"] else "assumptions.set")
        st.button(label, key=f"change_{row['name']}", on_click=_ask, args=(row["name"],))
    effect_button(view, row)


def _is_asked(name: str) -> bool:
    return st.query_params.get(ASKED) == name


def _ask(name: str) -> None:
    set_parameter(ASKED, [] if _is_asked(name) else [name])


def _close() -> None:
    set_parameter(ASKED, [])


def _saved(version: int) -> None:
    st.session_state[SAVED] = version
    _close()
