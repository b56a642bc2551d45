"""Bringing into sight the section an address opens: it may stand far below, where nobody would look for it."""

import streamlit as st

from pages.parts.ui.url_state import OPEN

ENTERED = "entered_open"
# Once, and again while what stands above it is still being drawn, until the visitor does something.
_SCRIPT = """export default function ({ data }) {
  if (document.body.dataset.looked === data.section) return
  document.body.dataset.looked = data.section
  let tries = 150
  let shown = 12
  const stop = () => { tries = 0 }
  for (const done of ['wheel', 'pointerdown', 'keydown']) document.addEventListener(done, stop, { once: true })
  const look = () => {
    const section = document.querySelector('.st-key-' + CSS.escape(data.section))
      || document.getElementById(data.section) // a title that is no fold
    if (section && shown--) {
      section.style.scrollMarginTop = '5rem' // below the line of pages
      section.scrollIntoView({ block: 'start' })
    }
    if (tries-- > 0 && shown > 0) setTimeout(look, 200)
  }
  look()
}"""
_LOOK = st.components.v2.component("opened_section", html="<span>\n</span>", js=_SCRIPT, isolate_styles=False)


def show_opened() -> None:
    """Bring the section into sight by whose address the visitor came, where it names a single one."""
    entered = st.session_state.setdefault(ENTERED, st.query_params.get_all(OPEN))
    if len(entered) == 1:
        with st.container(key="defs_opened"):
            _LOOK(key="opened_section", data={"section": entered[0]})
