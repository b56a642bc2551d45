"""The receipt and what is still lacking."""

import streamlit as st

from data.contracts.definitions import contract
from pages.parts.access import pages
from pages.parts.data.upload.pending_file import next_sheet
from pages.parts.data.upload.preview import effect_sentence
from pages.parts.runtime.services import services
from pages.parts.ui import html

NEEDED = ("complaints", "customers", "sector_costs", "acquisition_spend")


def data_answer(view, counts: dict[str, int]) -> str:
    """Return how many lists are here and how many rows they hold."""
    held = [rows for rows in counts.values() if rows]
    if not held:
        return view.words("data.answer_empty")
    return view.words("data.answer", lists=len(held), all=len(counts), rows=view.formats.number(sum(held)))


def data_why(view, counts: dict[str, int]) -> str:
    """Return which lists the answers still lack, or how versions work."""
    missing = [contract(name).title[view.language] for name in NEEDED if not counts[name]]
    return view.words("data.why_missing", lists=view.formats.listing(missing)) if missing else view.words("data.why")


def receipt(view) -> None:
    """Draw the receipt of the file this session brought last, with the next steps as links."""
    stored = st.session_state.get("receipt")
    if not stored:
        return
    words, rows = view.words, {name: view.formats.number(count) for name, count in stored["rows"].items()}
    said = words("data.receipt", version=stored["version"], **rows)
    st.success(html.plain(" ".join(filter(None, (said, corrections(view, stored), effect_sentence(view, stored))))))
    with st.container(horizontal=True, key="links_next", vertical_alignment="center"):
        pages.page_link(_says_first(stored["dataset"]), words("data.to_answers"))
        if stored["rows"]["quarantined"]:
            label = words("receipt.repair", count=rows["quarantined"])
            pages.page_link("data", label, {"part": "aside"})
        for sheet in stored["more"]:
            label = html.plain(words("receipt.sheet", sheet=sheet))
            st.button(label, key=f"bring_{sheet}", on_click=next_sheet, args=(stored["brought"], sheet))
        counts = services().store.counts()
        for name in [name for name in NEEDED if not counts[name]][:1]:
            st.text(words("receipt.next", list=contract(name).title[view.language]))


def corrections(view, answer: dict) -> str:
    """Return how many saved rows the file has corrected: since its preview another file may have brought them."""
    changed = answer.get("changed") or {}
    count = changed.get("changed", 0) + changed.get("replaced_entries", 0)
    number = view.formats.number
    return view.words("receipt.changed", new=number(changed.get("new", 0)), changed=number(count)) if count else ""


def _says_first(dataset: str) -> str:
    """The first page that needs a data set, else the first of all."""
    return next((page.name for page in pages.PAGES if dataset in page.needs), pages.FIRST)
