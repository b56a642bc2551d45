"""Navigation, opening a page, running it."""

import runpy
from copy import copy
from datetime import date
from functools import cache
from pathlib import Path

import streamlit as st

from pages.parts.access import addresses, link_session, sign_in
from pages.parts.access.pages import FIRST, MENUS, PAGES, may_open, page_named
from pages.parts.access.visitor import current_visitor, require
from pages.parts.data.upload.sample import wait_for_sample
from pages.parts.explain.panel import panel
from pages.parts.explain.reconciliation import reconciliation_alarm
from pages.parts.i18n.formats import Formats
from pages.parts.i18n.language import say
from pages.parts.reports import report_dialog
from pages.parts.runtime import errors
from pages.parts.runtime.services import ROOT, services
from pages.parts.runtime.work.figure_work import wait_for_day, wait_for_figures, wait_for_scenario
from pages.parts.sharing import banner, enter_link, first_opening, share_dialog
from pages.parts.sharing.notes import notes_panel
from pages.parts.shell import scenario_banner
from pages.parts.shell.empty_states import show_missing, stop_if_nothing_disclosable
from pages.parts.shell.search import search_button, search_dialog
from pages.parts.shell.start_page import show_start
from pages.parts.shell.tour import tour
from pages.parts.ui import html
from pages.parts.ui.copy_buttons import copy_link
from pages.parts.ui.opened_section import show_opened
from pages.parts.view import read, recorder
from pages.parts.view.figure_cache import choice_at, currency_at, loaded_at
from pages.parts.view.selection import filters, unknown_parameters
from pages.parts.view.view import View


def lead_back(page, strays: list, first, name: str = FIRST) -> None:
    """Go to the first page, with all the address says of it, when a stray one was asked for; else do nothing.

    name: the first page's own, which is no unknown one.
    """
    if page not in strays:
        st.session_state["page"] = page.url_path or FIRST
        return
    st.session_state["page"] = first.url_path or FIRST
    if page.url_path not in (FIRST, name):
        unknown_parameters.remember("page", [page.url_path])
    st.switch_page(first, query_params={name: st.query_params.get_all(name) for name in st.query_params})


def navigation(language: str):
    """Return the chosen page of the top navigation: those the visitor may open, named in the reader's language."""
    who = current_visitor()
    if who.share:
        return _only_page(who.share.page, language)
    shown = {page: _page(page.name, language) for page in PAGES if may_open(page.name, who)}
    groups: dict[str, list] = {}
    for page, drawn in shown.items():
        name = say(language, f"nav.{page.group}") if page.group in MENUS else ""  # the others are plain links
        groups.setdefault(name, []).append(drawn)
    pages = {page.name: drawn for page, drawn in shown.items()}
    strays = addresses.stray(set(pages) - {FIRST})
    next(iter(groups.values())).extend(strays)
    chosen = st.navigation(groups, position="top")
    sign_in.bring_back(pages)
    lead_back(chosen, strays, pages[FIRST])
    _mark(chosen, groups)
    return chosen


def _mark(chosen, groups: dict[str, list]) -> None:
    """Mark the menu that holds the page; a plain link is marked by itself."""
    links = sum(page.visibility == "visible" for page in groups.get("", ()))
    menus = [members for name, members in groups.items() if name]
    for place, members in enumerate(menus, links + 1):
        if chosen in members:
            html.mark_menu(place)


def _only_page(name: str, language: str):
    """The page of a shared link is the only one there is for its visitor."""
    title = say(language, f"nav.{name}")
    only, strays = st.Page(f"pages/{name}.py", title=title, url_path=addresses.FIRST, default=True), addresses.stray(())
    page = st.navigation([only, *strays], position="hidden")
    lead_back(page, strays, only, name)
    return page


def _page(name: str, language: str):
    return copy(_made_page(name, language))  # a run marks the page it may run


@cache
def _made_page(name: str, language: str):
    is_first = name == FIRST
    title, address = say(language, f"nav.{name}"), addresses.FIRST if is_first else name
    return st.Page(f"pages/{name}.py", title=title, url_path=address, default=is_first)


def open_answers(name: str, of_a_day: tuple[str, ...] = ()) -> View:
    """Return the view of a page of answers, once its data are there and its figures worked out.

    of_a_day: the figures it reads that speak of a day, worked out anew where the period ends on another one.
    """
    view = open_page(name)
    page = page_named(name)
    missing = view.lacks(*page.needs)
    if missing and not (page.is_content_with_one and len(missing) < len(page.needs)):
        unknown_parameters.draw_notices(view)
        if name == FIRST and view.is_live:
            show_start(view)
        show_missing(view, f"nav.{name}", missing, page.is_content_with_one)
    if view.is_recorded:
        scenario_banner.begin(view)
        return view  # all of it is recorded, whatever became of the version since
    wait_for_figures(view.version, view.language)
    if view.choice.version != view.version:
        st.rerun()  # the figures came to be between the filters and here
    wait_for_day(view, of_a_day)
    wait_for_scenario(view)
    stop_if_nothing_disclosable(view)
    unknown_parameters.draw_notices(view)
    reconciliation_alarm(view)
    scenario_banner.begin(view)
    return view


def start(page, language: str) -> None:
    """Draw the filters, with what copies and shares the page, and keep the view for the page, which runs next."""
    recorder.begin()
    if link_session.current():
        st.session_state["view"] = enter_link.open_view(language, lambda chosen: _take_away(page, chosen))
        banner.banner(st.session_state["view"], link_session.current())
        return
    version = services().store.version
    choice = read.available_filters(choice_at(version), None, version)
    chosen = filters.show_filters(choice, language, lambda chosen: _buttons(page, chosen))
    st.session_state["view"] = View(version, chosen, choice, Formats(language, currency_at(version=version)))


def _buttons(page, chosen: filters.Filters) -> None:
    search_button(chosen.language)
    if loaded_at(version=services().store.version):
        share_dialog.buttons(page, chosen)
        report_dialog.button(page, chosen.language)


def _take_away(page, chosen: filters.Filters) -> None:
    """What the visitor of a link may take away: its address, and what it tells as a file."""
    copy_link(chosen)
    report_dialog.button(page, chosen.language)


def open_page(name: str) -> View:
    """Return the view of the page of this name, for whoever has the right to open it. Every page calls this first.

    When the first request of a server's life asks for a page, Streamlit runs the page's file without app.py, because
    the folder is named pages; app.py then has to run, and runs the page again with the link's filters.
    """
    if "view" not in st.session_state:
        runpy.run_path(str(Path(ROOT) / "app.py"))
        st.stop()
    require(page_named(name).right)
    wait_for_sample(st.session_state["view"])
    return st.session_state["view"]


def run(page) -> None:
    """Run a page. What nobody foresaw becomes one sentence on the page and a trace in the server's log."""
    try:
        st.session_state["charts_shown"], st.session_state["charts_drawn"] = {}, {}
        view = st.session_state["view"]
        search_dialog(view)  # first, since a page may end before its end
        day = view.formats.day(date.today())
        html.print_foot(view.words("frame.printed", page=page.title, scope=view.scope(), day=day))
        tour(view, st.session_state["page"])
        show_opened()
        try:
            page.run()
        finally:  # a page may end before its end
            scenario_banner.complete(view)
        notes_panel(st.session_state["view"], page.url_path)
        panel(st.session_state["view"])
        share_dialog.share_dialog(st.session_state["view"], page)
        report_dialog.report_dialog(st.session_state["view"], page)
        first_opening.complete(st.session_state["view"])
    except Exception as failure:
        errors.tell(failure, page.url_path)
