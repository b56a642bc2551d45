"""The hatches and dots that say how sure a number is, defined once in the page for every chart."""

import streamlit as st

HUES = ("cost", "keep", "win", "ctx")

_TILE = 'width="6" height="6" patternUnits="userSpaceOnUse"'
_PAPER = '<rect width="6" height="6" style="fill:var(--bg)"/>'


def _hatch(hue: str) -> str:
    return f"""<pattern id="est-{hue}" {_TILE} patternTransform="rotate(45)">{_PAPER}
<rect width="2.6" height="6" style="fill:var(--{hue})"/></pattern>"""


def _dots(hue: str) -> str:
    return f"""<pattern id="asm-{hue}" {_TILE}>{_PAPER}
<circle cx="3" cy="3" r="1.2" style="fill:var(--{hue})"/></pattern>"""


PATTERNS = "".join(_hatch(hue) + _dots(hue) for hue in HUES)
_SVG = f"""<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>
{PATTERNS}
</defs></svg>"""

# the component also tells the browser which language the page is in, for screen readers
_SCRIPT = """export default function ({ data }) {
  document.documentElement.lang = data.language
}"""

_DEFINITIONS = st.components.v2.component("patterns", html=_SVG, js=_SCRIPT, isolate_styles=False)


def define_patterns(language: str) -> None:
    """Put the patterns into the page (once, at its end) and mark the page's language."""
    with st.container(key="defs"):
        _DEFINITIONS(key="patterns", data={"language": language})
