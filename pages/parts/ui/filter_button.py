"""The button that unfolds the filters on a phone: in the browser alone, so nothing is run again."""

import streamlit as st

_HTML = '<button type="button" class="unfolding" aria-expanded="false" hidden></button>'  # shown with its words
_SCRIPT = """export default function ({ data, parentElement }) {
  const button = parentElement.querySelector('button')
  button.textContent = data.label
  button.hidden = false
  button.onclick = () => {
    button.setAttribute('aria-expanded', String(button.getAttribute('aria-expanded') !== 'true'))
  }
}"""
_BUTTON = st.components.v2.component("unfolding", html=_HTML, js=_SCRIPT, isolate_styles=False)


def filter_button(label: str) -> None:
    """Draw the button; the style sheet shows it, and folds the filters, on a phone only."""
    _BUTTON(key="show_filters", data={"label": label}, width="content")
