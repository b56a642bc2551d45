"""Sections that stand folded under the question they answer; what is in them is read only when they are opened."""

from collections.abc import Callable

import streamlit as st


def folded(view, name: str, draw: Callable, *arguments: object) -> None:
    """Draw a folded section; draw(view, *arguments) fills it when it is opened. Its question is the sentence section.<name>."""
    with st.expander(view.words(f"section.{name}"), key=f"section_{name}", on_change="rerun") as section:
        if section.open:
            draw(view, *arguments)
