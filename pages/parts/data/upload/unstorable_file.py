"""A file of which no row can be stored: why, and the way out where a column it can do without is the reason."""

from collections import Counter

import streamlit as st

from data.contracts.definitions import contract
from data.problems import sentence
from pages.parts.data.upload.mapping import LEFT_OUT, column_title
from pages.parts.ui import html


def is_none_stored(answer: dict) -> bool:
    """Return whether accepting would only set rows aside."""
    return answer["status"] == "stored" and not answer["rows"]["stored"]


def none_stored(view, held, answer: dict) -> None:
    """Draw the reason most rows share, and the button that leaves its column out."""
    reasons = Counter((one["code"], one["column"]) for one in answer["quarantine"])
    if not reasons:
        return
    (code, column), _ = reasons.most_common(1)[0]
    first = next(one for one in answer["quarantine"] if (one["code"], one["column"]) == (code, column))
    name = column_title(view, held.dataset, column) if column else ""
    said = f"{name}: {sentence(code, first.get('fields') or first, view.language)}".removeprefix(": ")
    html.render(f'<p class="said">{html.escape(view.words("none_stored.why", reason=said))}</p>')
    if column in (answer.get("mapping") or {}) and not contract(held.dataset).column(column).required:
        st.button(
            html.plain(view.words("none_stored.leave_out", column=name)),
            key="leave_out",
            type="primary",
            on_click=_leave_out,
            args=(held, column),
        )


def _leave_out(held, column: str) -> None:
    held.mapping = held.mapping | {column: LEFT_OUT}
