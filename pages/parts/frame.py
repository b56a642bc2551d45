"""The frame around every page: navigation, what the page may read, and the way in."""

import runpy
from pathlib import Path

import streamlit as st

from pages.parts import (
    addresses,
    asking,
    errors,
    filters,
    first_opening,
    link_session,
    misread,
    recording,
    seam,
    shared,
    shared_banner,
    sharing,
    signing_in,
    ways,
)
from pages.parts.badge import alarm
from pages.parts.formats import Formats
from pages.parts.house import ROOT, choice_at, currency_at, house
from pages.parts.language import say
from pages.parts.missing import show_missing
from pages.parts.notes_panel import notes_panel
from pages.parts.panel import panel
from pages.parts.sample import wait_for_sample
from pages.parts.untold import end_without_blocks
from pages.parts.view import View
from pages.parts.visitor import demand, visitor
from pages.parts.waiting import wait_for_day, wait_for_figures

GROUPS = {
    "answers": ("overview", "dissatisfaction", "loyalty", "win_or_keep"),
    "data": ("data", "assumptions", "figures"),
    "people": ("admin", ways.ACCOUNT),
}
PAGES = tuple(name for names in GROUPS.values() for name in names)


def navigation(language: str):
    """Return the chosen page of the top navigation: those the visitor may open, named in the reader's language."""
    who = visitor()
    if who.share:
        return _only_page(who.share.page, language)
    pages = {name: _page(name, language) for name in PAGES if ways.opens(name, who)}
    groups = {
        say(language, f"nav.{group}"): shown
        for group, names in GROUPS.items()
        if (shown := [pages[name] for name in names if name in pages])
    }
    strays = addresses.stray(set(pages) - {addresses.ANSWERED})
    next(iter(groups.values())).extend(strays)
    page = st.navigation(groups, position="top")
    signing_in.bring_back(pages)
    addresses.lead_back(page, strays, pages[addresses.ANSWERED])
    return page


def _only_page(name: str, language: str):
    """The page of a shared link is the only one there is for its visitor."""
    title = say(language, f"nav.{name}")
    only, strays = st.Page(f"pages/{name}.py", title=title, url_path=addresses.FIRST, default=True), addresses.stray(())
    page = st.navigation([only, *strays], position="hidden")
    addresses.lead_back(page, strays, only)
    return page


def _page(name: str, language: str):
    is_first = name == addresses.ANSWERED
    title, address = say(language, f"nav.{name}"), addresses.FIRST if is_first else name
    return st.Page(f"pages/{name}.py", title=title, url_path=address, default=is_first)


def open_answers(title: str, *needs: str, of_a_day: tuple[str, ...] = ()) -> View:
    """Return the view of a page of answers, once its data are there and its figures worked out.

    title: the key of the page's name; needs: data sets without which the page has nothing to say;
    of_a_day: the figures it reads that speak of a day, worked out anew where the period ends on another one.
    """
    view = open_page()
    missing = view.lacks(*needs)
    if missing:
        show_missing(view, title, missing)
    if recording.choice_of(view.shared):
        return view  # all of it is recorded, whatever became of the version since
    wait_for_figures(view.version, view.language)
    if view.choice.version != view.version:
        st.rerun()  # the figures came to be between the filters and here
    wait_for_day(view, of_a_day)
    end_without_blocks(view)
    misread.show(view)
    alarm(view)
    return view


def start(page, language: str) -> None:
    """Draw the filters, with what copies and shares the page, and keep the view for the page, which runs next."""
    asking.listen()
    recording.begin()
    if link_session.current():
        st.session_state["view"] = shared.open_view(language)
        shared_banner.banner(st.session_state["view"], link_session.current())
        return
    version = house().store.version
    choice = seam.offered(choice_at(version), None, version)
    chosen = filters.show_filters(choice, language, lambda chosen: sharing.buttons(page, chosen))
    st.session_state["view"] = View(version, chosen, choice, Formats(language, currency_at(version)))


def open_page(right: str = "see") -> View:
    """Return the view of the page, for whoever has the right to open it. Every page calls this first.

    When the first request of a server's life asks for a page, Streamlit runs the page's file without app.py, because
    the folder is named pages; app.py then has to run, and runs the page again with the link's filters.
    """
    if "view" not in st.session_state:
        runpy.run_path(str(Path(ROOT) / "app.py"))
        st.stop()
    demand(right)
    wait_for_sample(st.session_state["view"])
    return st.session_state["view"]


def run(page) -> None:
    """Run a page. What nobody foresaw becomes one sentence on the page and a trace in the server's log."""
    try:
        st.session_state["charts_shown"] = {}
        page.run()
        notes_panel(st.session_state["view"], page.url_path)
        panel(st.session_state["view"])
        sharing.share_dialog(st.session_state["view"], page)
        first_opening.complete(st.session_state["view"])
    except Exception as failure:
        errors.tell(failure, page.url_path)
