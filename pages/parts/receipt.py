"""The receipt of an accepted file, and what to do next."""

import streamlit as st

from data.contracts import contract
from pages.parts import look, ways
from pages.parts.bringing import again
from pages.parts.data_sentences import NEEDED
from pages.parts.house import house
from pages.parts.preview import effect_sentence

ANSWERS = {"customers": "loyalty", "acquisition_spend": "win_or_keep"}  # where a list says something first


def receipt(view) -> None:
    """Draw the receipt of the file this session brought last, with the next steps as links."""
    stored = st.session_state.get("receipt")
    if not stored:
        return
    words, rows = view.words, {name: view.formats.number(count) for name, count in stored["rows"].items()}
    said = words("data.receipt", version=stored["version"], **rows)
    st.success(look.plain(" ".join(filter(None, (said, effect_sentence(view, stored))))))
    with st.container(horizontal=True, key="links_next", vertical_alignment="center"):
        ways.link(ANSWERS.get(stored["dataset"], "overview"), words("data.to_answers"))
        if stored["rows"]["quarantined"]:
            label = words("receipt.repair", count=rows["quarantined"])
            ways.link("data", label, {"part": "aside"})
        for sheet in stored["more"]:
            label = look.plain(words("receipt.sheet", sheet=sheet))
            st.button(label, key=f"bring_{sheet}", on_click=again, args=(stored["brought"], sheet))
        counts = house().store.counts()
        for name in [name for name in NEEDED if not counts[name]][:1]:
            st.text(words("receipt.next", list=contract(name).title[view.language]))
