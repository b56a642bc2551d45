"""The button that makes a link to what the page shows, and the list of one's own links."""

from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from data.problems import Problem, sentence
from data.sharing import registry
from data.sharing.shared_view import MODES, PAGES, SharedView
from data.sharing.snapshots import freeze
from models.scenarios.levers import ScenarioProblem
from pages.parts.access.pages import FIRST
from pages.parts.access.visitor import current_visitor, is_allowed
from pages.parts.i18n.language import say
from pages.parts.i18n.model_texts import assumption_title
from pages.parts.runtime.services import services
from pages.parts.sharing.headline import headline_number
from pages.parts.sharing.link_list import links_table
from pages.parts.sharing.live_scenario import kept_of
from pages.parts.sharing.notes import carried
from pages.parts.ui import html
from pages.parts.ui.copy_buttons import copy_link, copy_token
from pages.parts.ui.url_state import SCENARIO, all_parameters
from pages.parts.view import disclosure, read, recorder
from pages.parts.view.chosen_cases import CASES
from pages.parts.view.figure_cache import loaded_at
from pages.parts.view.words.scenario_words import lever_name

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
    return _name(page) in PAGES and is_allowed("share")


def _name(page) -> str:
    return page.url_path or FIRST


def _ask() -> None:
    st.session_state[ASKED], st.session_state[MADE] = True, None


def share_dialog(view, page) -> None:
    """Draw the dialog when the button was clicked. The page has run by then: what it read is what a link keeps."""
    if st.session_state.pop(ASKED, False) and _may_be_shared(page):
        name, controls = _name(page), all_parameters(view.filters)
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
    with st.form("share_form", border=False):  # outside one, a password that is left with Tab is never sent
        wish = _wish(view)
        makes = st.form_submit_button(view.words("share.make"), type="primary", key="share_make")
    if not makes:
        return
    try:
        with st.spinner(view.words("share.making")):
            recorded = record(view, page, controls, wish)
        _, token = registry.create(services().store, recorded, wish.days, wish.password)
    except Problem as refused:
        st.error(html.plain(sentence(refused.code, refused.fields, view.language)))
        return
    except ScenarioProblem as refused:
        st.error(html.plain(view.words(f"scenario_problem.{refused.code}", **refused.fields)))
        return
    period = view.formats.period(*(next(iter(recorded.parameter(name)), None) for name in ("from", "to")))
    widened = "" if period == view.formats.period(*view.period) else period
    st.session_state[MADE] = (token, wish.days, bool(wish.password), widened)


def _wish(view) -> Wish:
    words = view.words
    own = current_visitor().actor.sectors
    offered = [name for name in view.choice.sectors if own is None or name in own]
    modes = [mode for mode in MODES if mode != "both" or not view.filters.scenario]
    mode = st.radio(
        words("share.mode"),
        modes,
        key="share_mode",
        format_func=lambda mode: words(f"share.mode_{mode}"),
        captions=[html.plain(_why(view, mode)) for mode in modes],
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
    days = left.number_input(words("share.days"), 1, registry.MOST_DAYS, _days(view), key="share_days")
    password = right.text_input(
        words("share.password"), type="password", key="share_password", help=words("share.password_why")
    )
    notes = st.checkbox(words("share.notes"), key="share_notes")
    html.footnote(words("share.small", count=_small_group(view)))
    if view.filters.cases:
        html.footnote(words("share.every_case"))
    return Wish(mode, tuple(sectors) or own, int(days), password, notes)


def _why(view, mode: str) -> str:
    scenario = view.filters.scenario
    return view.words(f"share.scenario_{mode}", name=scenario) if scenario else view.words(f"share.mode_{mode}_why")


def _hand_over(view, token: str, days: int, locked: bool, period: str) -> None:
    said = f"{view.words('share.made', count=days)} {view.words('share.locked' if locked else 'share.unlocked')}"
    html.render(f'<p class="said">{html.escape(said)}</p>')
    if period:
        html.footnote(view.words("share.widened", period=period))
    copy_token(view, token)
    html.footnote(view.words("share.once"))


def record(view, page: str, controls: tuple, wish: Wish) -> SharedView:
    """Return the view a visitor of such a link sees, with every result of the page as they may see it."""
    asks, there = recorder.recorded_queries(), _as_visited(view, page, controls, wish)
    if wish.mode == "live":
        return there.shared
    frames = {ask.key(there.filters, wish.sectors): freeze(read.read_figure(there, ask)) for ask in asks}
    facts = recorder.page_context(there, loaded_at(view.version), there.assumption_rows())
    number, today = headline_number(there, page), date.today().isoformat()
    notes = carried(view, page, wish.sectors) if wish.notes else ()
    return replace(there.shared, frames=(*frames.items(), *facts), numbers=number, recorded_on=today, notes=notes)


def _as_visited(view, page: str, controls: tuple, wish: Wish):
    """The view as the link's visitor has it: its sectors, whole blocks of months, nothing about too few people."""
    blank = SharedView(
        page,
        controls,
        view.version,
        services().engine.models_hash(),
        kept_of(view.filters.scenario, wish.sectors) if view.filters.scenario else (),
        view.language,
        wish.sectors,
        wish.mode,
        _small_group(view),
    )
    _check_levers(view, blank)
    if not disclosure.disclosure_plan(blank, view.version).blocks:
        raise Problem("LINK_TOO_FEW", {"count": blank.small_group})
    chosen = read.snap_to_blocks(view.filters, blank, view.version)
    settled = all_parameters(replace(chosen, scenario=""))
    kept = tuple((name, values) for name, values in controls if name not in (*dict(settled), CASES, SCENARIO))
    shared = replace(blank, parameters=tuple(sorted((*settled, *kept))))
    return replace(
        view, shared=shared, filters=chosen, choice=read.available_filters(view.choice, shared, view.version)
    )


def _check_levers(view, shared: SharedView) -> None:
    code, levers, assumed = disclosure.refused_moves(shared, view.version)
    if levers or assumed:
        named = [view.words("in_scenario.the_lever", name=lever_name(view, one)) for one in levers]
        named += [
            view.words("in_scenario.the_assumption", name=assumption_title(view.language, one)) for one in assumed
        ]
        names = view.formats.listing(named)
        raise ScenarioProblem(code, code, name=names, fewest=str(shared.small_group))


def _days(view) -> int:
    return int(view.assumptions("share_expiry_days")["share_expiry_days"])


def _small_group(view) -> int:
    return int(view.assumptions("small_group")["small_group"])
