"""The cells a file would change: what is here, and what the file says instead."""

import pandas as pd
import streamlit as st

from data.changed import CELLS_SHOWN as LISTED
from pages.parts import look
from pages.parts.matching import as_read, title


def changed_cells(view, held, answer: dict) -> None:
    """Draw the cells a file changes, old and new; nothing when it changes none."""
    changes = answer.get("changes") or []
    if not changes:
        return
    kinds = _kinds(answer)
    key = "preview.first_changes" if len(changes) >= LISTED else "preview.changes"
    look.finding(view.words(key, count=len(changes)), view.words("preview.changes_subtitle"))
    frame = pd.DataFrame(
        {
            view.words("preview.row"): [change["row"] for change in changes],
            view.words("preview.key"): [change["key"] for change in changes],
            view.words("preview.column"): [title(view, held.dataset, change["column"]) for change in changes],
            view.words("preview.old"): [_cell(view, change, "old", kinds) for change in changes],
            view.words("preview.new_value"): [_cell(view, change, "new", kinds) for change in changes],
        }
    )
    st.dataframe(frame, hide_index=True, alt=view.words("preview.changes_subtitle"))


def _kinds(answer: dict) -> dict[str, str]:
    return {reading["column"]: reading["type"] for reading in answer.get("readings") or []}


def _cell(view, change: dict, side: str, kinds: dict[str, str]) -> str:
    text = change.get(side)
    if text in (None, ""):
        return view.words("preview.empty")
    try:
        return as_read(view, str(text), kinds.get(change["column"], "text"))
    except ValueError:
        return str(text)
