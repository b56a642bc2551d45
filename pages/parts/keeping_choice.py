"""A select whose names may change with what is stored, while what was chosen stays chosen."""

import streamlit as st


def choose(view, label: str, names: dict, key: str, width: int):
    """Draw a select of `names` (option -> what is shown) and return the option chosen, the first until somebody
    chooses.

    The browser sends back the name it shows: one that counts rows is another name after each change, and the choice
    would fall back to the first option. So the select is a new one whenever its names change, and starts where it was.
    """
    options, kept = list(names), f"{key}_chosen"
    before = st.session_state.get(kept)
    index = options.index(before) if before in options else 0
    drawn = f"{key}_{hash(tuple(names.values()))}"
    st.session_state[kept] = st.selectbox(label, options, index, key=drawn, width=width, format_func=names.get)
    return st.session_state[kept]
