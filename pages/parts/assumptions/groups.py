"""The assumptions in groups: those that data wait for, then by the answer they serve, each group a fold."""

import streamlit as st

from models.assumptions import known
from models.explain.explanation import kind
from models.explain.missing_assumptions import missing_assumptions
from pages.parts.access.visitor import is_allowed
from pages.parts.assumptions.row import assumption_row
from pages.parts.runtime.services import services
from pages.parts.ui import html, url_state

GROUPS = ("cost", "loyalty", "win", "assumed", "basis", "links")
ASKED = "assumption"


def first_to_set(view, rows: list[dict]) -> dict[str, int]:
    """Return the empty assumptions that stored data wait for, with how many rows do; none for who may not set any."""
    built = view.choice.version  # the latest that is worked out: this page works nothing out
    if not built or not view.may_read_rows or not is_allowed("change"):
        return {}
    empty = {row["name"] for row in rows if not row["value"]}
    found = _missing(built, services().engine.models_hash())
    return {name: count for name, count in found.items() if name in empty}


@st.cache_data(max_entries=20, show_spinner=False)
def _missing(version: int, models_hash: str) -> dict[str, int]:
    return missing_assumptions(services().engine, version)


def answer(view, rows: list[dict], missing: dict[str, int]) -> tuple[str, str]:
    """Return the page's sentence and the line under it."""
    key = "assumptions.answer_missing" if missing else "assumptions.answer"
    if not view.choice.version and not missing:
        key = "assumptions.answer_empty"
    yours = sum(row["yours"] for row in rows)
    said = view.words(key, count=view.formats.number(len(missing) or len(rows)))
    return said, view.words("assumptions.why", total=len(rows), yours=yours)


def groups(view, rows: list[dict], missing: dict[str, int]) -> None:
    """Draw what is to be set first, then every group as a fold; the rows of a fold are drawn while it is open."""
    held = {row["name"]: row for row in rows}
    if missing:
        html.section_header(view.words("assumptions.first"), view.words("assumptions.first_subtitle"))
        with st.container(key="assumptions_first", gap=None):
            for name, count in missing.items():
                assumption_row(view, held[name], _reason(view, name, count))
    _lead(view, missing)
    for group in GROUPS:
        members = [row for row in rows if known()[row["name"]]["serves"] == group and row["name"] not in missing]
        _group(view, group, members)


def _reason(view, name: str, count: int) -> str:
    key = "assumptions.waiting" if known()[name]["serves"] == "assumed" else f"assumptions.waiting_{name}"
    return view.words(key, count=view.formats.number(count))


def _group(view, group: str, rows: list[dict]) -> None:
    if not rows:
        return
    with url_state.expander(html.plain(_label(view, group, rows)), f"group_{group}") as section:
        if section.open:
            html.footnote(view.words(f"assumption_group.{group}_why"))
            with st.container(key=f"assumptions_{group}", gap=None):
                for row in rows:
                    assumption_row(view, row)


def _label(view, group: str, rows: list[dict]) -> str:
    """The group's question, and how many of its assumptions are yours, default and empty."""
    kinds = [kind(row) for row in rows]
    counts = {"yours": kinds.count("yours"), "empty": kinds.count("not_set")}
    parts = [view.words("assumptions.counted", count=len(rows))]
    parts += [view.words(f"assumptions.counted_{name}", count=count) for name, count in counts.items() if count]
    return f"{view.words(f'assumption_group.{group}')}  ({', '.join(parts)})"


def _lead(view, missing: dict[str, int]) -> None:
    """Open the group of the assumption a link asks for, once: whoever closes it then means it."""
    asked = st.query_params.get(ASKED)
    if asked not in known() or asked in missing or st.session_state.get("assumption_led") == asked:
        return
    st.session_state["assumption_led"] = asked
    fold, opened = f"group_{known()[asked]['serves']}", st.query_params.get_all(url_state.OPEN)
    if fold not in opened:
        url_state.set_parameter(url_state.OPEN, [*opened, fold])
