"""The button that makes a link to what the page shows, and the list of one's own links."""

from dataclasses import dataclass, replace
from datetime import datetime

import streamlit as st

from data.links import register
from data.links.frames import keep
from data.links.view import MODES, PAGES, SharedView
from data.problems import Problem, sentence
from pages.parts import look, recording, seam, told
from pages.parts.admin_links import links_table
from pages.parts.copying import copy_link, copy_token
from pages.parts.headlines import headline_number
from pages.parts.house import house, loaded_at
from pages.parts.in_link import parameters
from pages.parts.language import say
from pages.parts.notes_panel import carried
from pages.parts.visitor import allowed, visitor

ASKED, MADE = "sharing", "link_made"


@dataclass(frozen=True)
class Wish:
    """What somebody wants of a link: how it shows the view, of which sectors, for how long, behind which password."""

    mode: str
    sectors: tuple[str, ...] | None
    days: int
    password: str
    notes: bool


def buttons(page, filters) -> None:
    """Draw the button that copies the link to a page, and the one that shares it,
    on pages that can be shared and for those who may."""
    copy_link(filters)
    if _may_be_shared(page):
        st.button(say(filters.language, "share.button"), key="share", on_click=_ask)


def _may_be_shared(page) -> bool:
    return _name(page) in PAGES and allowed("share")


def _name(page) -> str:
    return page.url_path or PAGES[0]


def _ask() -> None:
    st.session_state[ASKED], st.session_state[MADE] = True, None


def share_dialog(view, page) -> None:
    """Draw the dialog when the button was clicked. The page has run by then: what it read is what a link keeps."""
    if st.session_state.pop(ASKED, False) and _may_be_shared(page):
        name, controls = _name(page), parameters(view.filters)
        st.dialog(view.words("share.title"), width="medium")(lambda: _body(view, name, controls))()


def _body(view, page: str, controls: tuple) -> None:
    asked = st.empty()
    if not st.session_state[MADE]:
        with asked.container():
            _form(view, page, controls)
    if st.session_state[MADE]:
        asked.empty()  # what was drawn in this run does not go by itself
        _hand_over(view, *st.session_state[MADE])
    with st.expander(view.words("share.yours"), key="share_yours", on_change="rerun") as section:
        if section.open:
            links_table(view, "share")


def _form(view, page: str, controls: tuple) -> None:
    wish = _wish(view)
    if not st.button(view.words("share.make"), type="primary", key="share_make"):
        return
    try:
        with st.spinner(view.words("share.making")):
            recorded = record(view, page, controls, wish)
        _, token = register.create(house().store, recorded, wish.days, wish.password)
    except Problem as refused:
        st.error(look.plain(sentence(refused.code, refused.fields, view.language)))
        return
    period = view.formats.period(*(next(iter(recorded.parameter(name)), None) for name in ("from", "to")))
    st.session_state[MADE] = (token, wish.days, "" if period == view.formats.period(*view.period) else period)


def _wish(view) -> Wish:
    words = view.words
    own = visitor().actor.sectors
    offered = [name for name in view.choice.sectors if own is None or name in own]
    mode = st.radio(
        words("share.mode"),
        MODES,
        key="share_mode",
        format_func=lambda mode: words(f"share.mode_{mode}"),
        captions=[words(f"share.mode_{mode}_why") for mode in MODES],
    )
    sectors = st.multiselect(
        words("share.sectors"),
        offered,
        list(own or view.filters.sectors),
        key="share_sectors",
        placeholder=words("share.all_sectors"),
        format_func=view.sector,
    )
    left, right = st.columns(2)
    days = left.number_input(words("share.days"), 1, register.MOST_DAYS, _days(view), key="share_days")
    password = right.text_input(
        words("share.password"), type="password", key="share_password", help=words("share.password_why")
    )
    notes = st.checkbox(words("share.notes"), key="share_notes")
    look.remark(words("share.small", count=_small_group(view)))
    return Wish(mode, tuple(sectors) or own, int(days), password, notes)


def _hand_over(view, token: str, days: int, period: str) -> None:
    look.show(f'<p class="said">{look.escape(view.words("share.made", count=days))}</p>')
    if period:
        look.remark(view.words("share.widened", period=period))
    copy_token(view, token)
    look.remark(view.words("share.once"))


def record(view, page: str, controls: tuple, wish: Wish) -> SharedView:
    """Return the view a visitor of such a link sees, with every result of the page as they may see it."""
    asks, there = recording.asked(), _as_visited(view, page, controls, wish)
    if wish.mode == "live":
        return there.shared
    frames = {ask.key(there.filters, wish.sectors): keep(seam.answer(there, ask)) for ask in asks}
    facts = recording.facts(there, loaded_at(view.version), house().engine.assumptions(view.version))
    number, today = headline_number(there, page), datetime.now().date().isoformat()
    notes = carried(view, page, wish.sectors) if wish.notes else ()
    return replace(there.shared, frames=(*frames.items(), *facts), numbers=number, recorded_on=today, notes=notes)


def _as_visited(view, page: str, controls: tuple, wish: Wish):
    """The view as the link's visitor has it: its sectors, whole blocks of months, nothing about too few people."""
    blank = SharedView(
        page,
        controls,
        view.version,
        house().engine.models_hash(),
        (),
        view.language,
        wish.sectors,
        wish.mode,
        _small_group(view),
    )
    if not told.plan_of(blank, view.version).blocks:
        raise Problem("LINK_TOO_FEW", {"count": blank.small_group})
    chosen = seam.settled(view.filters, blank, view.version)
    settled = parameters(chosen)
    kept = tuple((name, values) for name, values in controls if name not in dict(settled))
    shared = replace(blank, parameters=tuple(sorted((*settled, *kept))))
    return replace(view, shared=shared, filters=chosen, choice=seam.offered(view.choice, shared, view.version))


def _days(view) -> int:
    return int(view.assumptions("share_expiry_days")["share_expiry_days"])


def _small_group(view) -> int:
    return int(view.assumptions("small_group")["small_group"])
