"""Numbers that can be asked where they come from: each is a link to the same view with the panel open.

A click does not load the page again: a listener hands the link to this session. The link alone does the same.
"""

from urllib.parse import parse_qs, urlencode

import pandas as pd
import streamlit as st
from markupsafe import Markup

from pages.parts.i18n.formats import NOTHING
from pages.parts.ui.html import escape
from pages.parts.ui.url_state import filter_parameters

ASKED, CELL = "explain", "cell"
_SCRIPT = """export default function ({ setTriggerValue }) {
  const linked = (target) => {
    const link = target.closest ? target.closest('.lk a.ask') : null
    // a mark of a chart carries its link in the item it draws
    return link ? link.getAttribute('href')
      : target.closest && target.closest('.vega-embed') && target.__data__ && target.__data__.href
  }
  const asked = (event) => {
    const link = linked(event.target)
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    event.stopPropagation()
    setTriggerValue('asked', link)
  }
  // panels stand outside the part of the page that knows its colours
  const app = document.querySelector('.stApp')
  const follow = () => { document.documentElement.style.colorScheme = getComputedStyle(app).colorScheme }
  const watcher = new MutationObserver(follow)
  watcher.observe(app, { attributes: true })
  follow()
  // a table, a list, a sentence and a chart are one stop for the Tab key each: the arrows lead through their links
  const [LINKS, CHART] = ['.lk :is(a.ask, a.way, .figs a, .told a)', '.vega-embed']
  const isMark = (one) => one.__data__ && one.hasAttribute('aria-label') && one.closest(CHART)
  const groupOf = (link) => link.closest(CHART)
    || link.closest('.lk :is(table, .ans, .figs, .told)') || link.closest('.lk:has(> p.one)')
    || link.closest('.lk :is(p, h1, h2)')
  const isDrawn = (link) => link.getClientRects().length
  const links = (group) => group.matches(CHART)
    ? [...group.querySelectorAll('svg [aria-label]')].filter(isMark)
    : [...group.querySelectorAll(LINKS)].filter(isDrawn)
  const enter = (group, chosen) => links(group).forEach((one) => {
    one.setAttribute('tabindex', one === chosen ? 0 : -1)
    if (!isMark(one)) return
    one.setAttribute('role', one.__data__.href ? 'link' : 'img')
    one.removeAttribute('aria-roledescription')
  })
  // the menu of pages without room is drawn by the look of the page, which no reader hears
  const said = (name) => getComputedStyle(app).getPropertyValue(name).slice(1, -1)
  const spoken = (menu) => menu.setAttribute('aria-label', said('--rest'))
  const settle = () => {
    document.querySelectorAll('.rc-overflow-item-rest button').forEach(spoken)
    const groups = [...document.querySelectorAll(LINKS)].map(groupOf).concat([...document.querySelectorAll(CHART)])
    new Set(groups).forEach((group) => {
      const found = group ? links(group) : []
      if (found.filter((one) => one.tabIndex === 0).length !== Math.min(found.length, 1)) enter(group, found[0])
    })
  }
  const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }
  const inTable = (table, link, step) => {
    const [cell, rows] = [link.closest('td, th'), [...table.rows]]
    let [row, column] = [rows.indexOf(cell.parentElement), cell.cellIndex]
    for (;;) {
      [row, column] = [row + step[0], column + step[1]]
      if (!rows[row] || !rows[row].cells[column]) return null
      const next = rows[row].cells[column].querySelector(LINKS)
      if (next && isDrawn(next)) return next
    }
  }
  const stepped = (event) => {
    if (event.key === 'Enter' && linked(event.target) && isMark(event.target)) return asked(event)
    const [step, near] = [STEPS[event.key], event.target.closest && event.target.closest(LINKS)]
    const link = near || (isMark(event.target) && event.target)
    const group = step && link && groupOf(link)
    if (!group || event.altKey || event.ctrlKey || event.metaKey || links(group).length < 2) return
    const next = group.tagName === 'TABLE'
      ? inTable(group, link, step) : links(group)[links(group).indexOf(link) + step[0] + step[1]]
    if (next) { enter(group, next); next.focus() }
    event.preventDefault()
  }
  // the words that hover over a mark stand at the one that has the focus, too
  const hinted = (event) => {
    const mark = event.target
    if (!mark.closest || !isMark(mark)) return
    const [box, over] = [mark.getBoundingClientRect(), event.type === 'focusin' ? 'pointermove' : 'mouseout']
    const at = { bubbles: true, clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 }
    mark.dispatchEvent(new PointerEvent(over, at))
  }
  let waits = 0
  const later = () => { cancelAnimationFrame(waits); waits = requestAnimationFrame(settle) }
  const drawn = new MutationObserver(later)
  drawn.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['open'] })
  settle()
  document.addEventListener('keydown', stepped, true)
  ;['focusin', 'focusout'].forEach((kind) => document.addEventListener(kind, hinted))
  document.addEventListener('click', asked, true)
  return () => {
    document.removeEventListener('click', asked, true)
    document.removeEventListener('keydown', stepped, true)
    ;['focusin', 'focusout'].forEach((kind) => document.removeEventListener(kind, hinted))
    ;[watcher, drawn].forEach((one) => one.disconnect())
  }
}"""
_LISTENER = st.components.v2.component("asking", html="<span>\n</span>", js=_SCRIPT, isolate_styles=False)


def number_link(view, written: str, figure: str, column: str, **cell: object) -> Markup:
    """Return the HTML of a number (already HTML) as a link to its explanation; cell: column -> value of its row.

    Who came by a shared link sees the number only: an explanation leads to rows.
    """
    if not view.may_open_numbers:
        return Markup(written)
    link, title = escape(query(view, figure, column, cell)), escape(view.words("panel.ask"))
    return Markup(f'<a class="ask" href="{link}" title="{title}">{written}</a>')


def linked_text(view, written: str, figure: str, column: str, **cell: object) -> str:
    """Return a number as it is written in a sentence, as a link to its explanation; a dash stays a dash."""
    return written if written == NOTHING else number_link(view, escape(written), figure, column, **cell)


def row_links(view, rows: pd.DataFrame, figure: str, column: str, *cell: str) -> list[str]:
    """Return for each row of a chart the link to its number's explanation.

    cell: the columns that choose the figure's row.
    """
    return [mark_link(view, figure, column, **{name: getattr(row, name) for name in cell}) for row in rows.itertuples()]


def mark_link(view, figure: str, column: str, **cell: object) -> str:
    """Return the link a mark of a chart carries, none for who came by a shared link."""
    if not view.may_open_numbers:
        return ""
    return query(view, figure, column, {name: _plain(value) for name, value in cell.items()})


def query(view, figure: str, column: str, cell: dict) -> str:
    """Return the link to this view with a number's panel open, from the question mark on."""
    chosen = {"cases": ":".join(view.filters.cases)} if view.filters.cases else {}
    return with_filters(view, chosen | _asks(figure, column, cell))


def sector_link(view, name: str, written: str) -> str:
    """Return a sector's name as a link to its own page under the same filters; those in brackets, and all, have none.

    Who came by a shared link has one page only.
    """
    if name == "all" or name.startswith("(") or not view.is_live:
        return written
    link = escape(f"./sector{with_filters(view, {'sector': name})}")
    return Markup(f'<a class="way" target="_self" href="{link}">{escape(written)}</a>')


def with_filters(view, parameters: dict) -> str:
    """Return parameters with the filters of this view before them, from the question mark on."""
    kept = {name: values for name, values in filter_parameters(view.filters).items() if any(values)}
    return "?" + urlencode(kept | parameters, doseq=True)


def select_number(figure: str, column: str, cell: dict) -> None:
    """Put a number into the link, so that its panel is open from the next run on."""
    st.query_params.update(_asks(figure, column, cell))


def _asks(figure: str, column: str, cell: dict) -> dict:
    pairs = [(name, value) for name, found in cell.items() for value in (found if isinstance(found, list) else [found])]
    return {ASKED: f"{figure}.{column}", CELL: [f"{name}={value}" for name, value in pairs]}


def selected_number() -> tuple[str, str, dict] | None:
    """Return figure, column and cell the link asks about, None when it asks about nothing;
    a name given twice has a list."""
    figure, _, column = st.query_params.get(ASKED, "").partition(".")
    cell: dict[str, list[str]] = {}
    for name, _, value in (one.partition("=") for one in st.query_params.get_all(CELL)):
        cell.setdefault(name, []).append(value)
    return (
        (figure, column, {name: found if len(found) > 1 else found[0] for name, found in cell.items()})
        if column
        else None
    )


def _plain(value: object) -> str:
    return str(value).removesuffix(" 00:00:00")


def clear_selection() -> None:
    """Take the number out of the link."""
    for name in (ASKED, CELL):
        if name in st.query_params:
            del st.query_params[name]


def install_listener() -> None:
    """Put the listener into the page, once."""
    with st.container(key="defs_asking"):
        _LISTENER(key="asking", on_asked_change=_open)


def _open() -> None:
    found = parse_qs((st.session_state["asking"].asked or "").lstrip("?"))
    if ASKED in found:
        clear_selection()
        st.query_params.update({ASKED: found[ASKED][0], CELL: found.get(CELL, [])})
