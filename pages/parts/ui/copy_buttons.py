"""Buttons that copy: the link to the page as it stands, and a number with its sentence and link.

Where the browser forbids the clipboard, the text appears, selected, to be copied by hand.
"""

import streamlit as st

from pages.parts.i18n.language import say
from pages.parts.ui.url_state import filter_parameters

_HTML = """<span class="copying"><button type="button" hidden></button>
<span role="status"></span><textarea readonly hidden rows="3"></textarea></span>"""
_SCRIPT = """export default function ({ data, parentElement }) {
  const [button, said, box] = ['button', '[role=status]', 'textarea'].map((one) => parentElement.querySelector(one))
  const address = () => {
    const here = new URL(window.location.href)
    if (data.token) {
      const folder = here.pathname.replace(/[^/]*$/, '')
      return here.origin + folder + '?t=' + data.token
    }
    for (const [name, values] of data.explicit || []) {
      if (!here.searchParams.has(name)) values.forEach((value) => here.searchParams.append(name, value))
    }
    here.hash = ''
    return here.toString()
  }
  const text = () => [data.text, address()].filter(Boolean).join('\\n')
  const byHand = () => {
    box.hidden = false
    box.value = text()
    box.setAttribute('aria-label', data.byHand)
    box.focus()
    box.select()
    said.textContent = data.byHand
  }
  if (new URL(window.location.href).searchParams.has('t')) {
    // a shared view is for those who were given its address: no search engine lists it, no other site learns of it
    for (const [name, content] of [['robots', 'noindex, nofollow, noarchive'], ['referrer', 'no-referrer']]) {
      const held = document.head.querySelector(`meta[name=${name}]`)
        || document.head.appendChild(document.createElement('meta'))
      held.name = name
      held.content = content
    }
  }
  button.textContent = data.label
  button.hidden = false
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(text())
      box.hidden = true
      said.textContent = data.copied
      setTimeout(() => { said.textContent = '' }, 4000)
    } catch { byHand() }
  }
  if (data.token) byHand()
}"""
_BUTTON = st.components.v2.component("copying", html=_HTML, js=_SCRIPT, isolate_styles=False)


def copy_link(filters) -> None:
    """Draw the button that copies the link to this page with every control as it stands;
    in a shared view the shared link."""
    _draw(filters.language, "copy_link", "link", explicit=list(filter_parameters(filters).items()))


def copy_number(view, text: str) -> None:
    """Draw the button that copies a number: its text (name, value, sentence) and the link that opens it."""
    _draw(view.language, "copy_number", "number", text=text, explicit=list(filter_parameters(view.filters).items()))


def copy_finding(view, name: str, text: str) -> None:
    """Draw the button that copies what a chart found, with where it is from and the link to its page."""
    _draw(view.language, f"copy_{name}", "finding", text=text, explicit=list(filter_parameters(view.filters).items()))


def copy_token(view, token: str) -> None:
    """Show the link a token opens, selected, with the button that copies it."""
    _draw(view.language, "copy_token", "link", token=token)


def _draw(language: str, key: str, name: str, **what: object) -> None:
    words = {
        "label": say(language, f"copy.{name}"),
        "copied": say(language, "copy.done"),
        "byHand": say(language, "copy.by_hand"),
    }
    _BUTTON(key=key, data=words | what, width="stretch" if "token" in what else "content")
