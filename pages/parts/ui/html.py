"""The style sheet, and small pieces of HTML in the look of the pages. Everything a user wrote is escaped here."""

import html
import re
from contextvars import ContextVar
from functools import cache
from pathlib import Path

import markupsafe
import streamlit as st

from pages.parts.ui.steps import step, step_of_text

_STYLE = Path(__file__).with_name("style.css")
_ADDRESS = re.compile(r"(?<=http)(?=s?://)|(?<=www)(?=\.)", re.IGNORECASE)
_SIGN = re.compile(r"([\\`*_\[\]<>~|$#=!]|:(?=\S)|&(?=[#\w])|(?<=[-<>])-|-(?=[-<>])|(?m:^)[-+])")
_ITEM = re.compile(r"(?m)^(\d+)([.)])")  # the number of a list
_UNSEEN_JOINT = "\u2060"  # word joiner: no width, and no line may break there
_heading: ContextVar[dict[str, str]] = ContextVar("heading")
_NO_FILTERS = Path(__file__).with_name("no_filters.css")
_FOOT = Path(__file__).with_name("print_foot.css")


def apply_style(rest: str = "") -> None:
    """Add the style sheet to the page.

    rest: what the menu of the pages says for which the line of pages is too narrow; Streamlit says "6 more".
    """
    _send(f'<style>{_sheet(_STYLE)}.stApp {{ --rest: "{css_text(rest)}"; }}</style>')


@cache
def _sheet(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def escape(text: object) -> str:
    """Return text that is safe inside HTML, quotes included; a number that is already a link stays one."""
    return str(text) if isinstance(text, markupsafe.Markup) else html.escape(str(text), quote=True)


def text(words: str) -> str:
    """Return a sentence without the links in it, for where no HTML can stand."""
    return words.striptags() if isinstance(words, markupsafe.Markup) else words


def plain(text: str) -> str:
    """Return text for a label that Streamlit would read as Markdown, so that it stays the text it is.

    Only signs that Markdown would read stand behind a backslash: screen readers are told the label as it is sent.
    A web address in it is parted by a joint nobody sees: Markdown makes links of addresses even where they are escaped.
    """
    return _ITEM.sub(r"\1\\\2", _SIGN.sub(r"\\\1", _ADDRESS.sub(_UNSEEN_JOINT, text.strip())))


def render(body: str, width: str = "stretch") -> None:
    """Draw HTML (already escaped where it holds what users wrote) in the look of the pages."""
    piece = f'<div class="lk">{body}</div>'
    step_of_text(draw, piece) if width == "stretch" else step(draw, piece, width)


def draw(body: str, width: str = "stretch") -> None:
    """Draw a piece of HTML; the step that `render` takes."""
    _send(body, width)


def _send(body: str, width: str = "stretch") -> None:
    st.html(_Written(body), width=width)


class _Written:
    """HTML as it is sent: of a text Streamlit would look at each line for blanks they have in common."""

    def __init__(self, body: str):
        self._body = body

    def _repr_html_(self) -> str:
        return self._body


def space() -> None:
    """Leave some space; between pieces of HTML it is one of them."""
    step_of_text(draw, '<div class="lk space"></div>')


def page_header(eyebrow: str, sentence: str, why: str) -> None:
    """Draw the head of a page: scope, the answer in one sentence, one line of why."""
    render(f'<p class="eyebrow">{escape(eyebrow)}</p><h1>{escape(sentence)}</h1><p class="why">{escape(why)}</p>')


def findings(told: list[tuple[str, str]], below: str) -> None:
    """Draw findings of parts further down, each with a link to its part. told: finding, anchor; below: what the link
    says."""
    link = '<a class="down" href="#{}" target="_self" aria-label="{}">{}</a>'
    lines = [
        f"<li>{escape(said)} {link.format(anchor, escape(f'{below}: {text(said)}'), escape(below))}</li>"
        for said, anchor in told
    ]
    if lines:
        render(f'<ul class="told">{"".join(lines)}</ul>')


def section_header(title: str, subtitle: str, legend: str = "", is_brief: bool = False, anchor: str = "") -> None:
    """Draw the head of a graphic or table: the finding as a title, what is measured as a subtitle.

    is_brief: on a phone the finding stands alone, and the graphic is seen when its table and picture are opened.
    anchor: by which `findings` leads here.
    """
    _heading.set({"title": text(title), "subtitle": text(subtitle), "legend": legend})
    kind = "ct brief" if is_brief else "ct"
    render(f'<h2 class="{kind}"{marked(anchor)}>{escape(title)}</h2><p class="cs">{escape(subtitle)}</p>{legend}')


def marked(anchor: str) -> str:
    """Return the attribute by which links lead to a title; nothing without an anchor."""
    return f' id="{escape(anchor)}"' if anchor else ""


def taken_heading() -> dict[str, str]:
    """Return the head that was drawn last (title, subtitle, legend), once: it belongs to the graphic below it."""
    held = _heading.get({})
    _heading.set({})
    return held


def footnote(text: str) -> None:
    """Draw a small grey line under a graphic or table."""
    render(f'<p class="src">{escape(text)}</p>')


def legend(entries: list[tuple[str, str, str]]) -> str:
    """Return the HTML of a legend: (texture class, hue, words) for each entry."""
    swatch = '<span><i class="sw {0}" style="--h:var(--{1})"></i>{2}</span>'
    return '<p class="key">' + "".join(swatch.format(kind, hue, escape(words)) for kind, hue, words in entries) + "</p>"


def print_foot(text: str) -> None:
    """Have every printed page say a text at its foot, beside the number of the page."""
    _send(f"<style>{_sheet(_FOOT).replace('TEXT', css_text(text))}</style>")


def css_text(text: str) -> str:
    """Return text that stays text inside quotes of a style sheet."""
    return "".join(one if one.isalnum() else f"\\{ord(one):06x}" for one in text)


def hide_filters() -> None:
    """Leave of the line of filters only the language, on pages no filter speaks to; the link keeps what was chosen."""
    _send(f"<style>{_sheet(_NO_FILTERS)}</style>")


def mark_menu(place: int) -> None:
    """Mark a menu of the navigation, counted from 1 with the links before it, as the one that holds this page."""
    _send(
        f"<style>[data-testid=stTopNav] > :nth-child({place}) [data-testid=stTopNavSection] "
        "{ box-shadow: inset 0 -2px 0 var(--text); font-weight: 600; border-radius: 0; }</style>"
    )
