"""The frame around every page: navigation, what the page may read, and the way in."""

import logging
import runpy
from pathlib import Path

import streamlit as st

from pages.parts import asking, filters
from pages.parts.formats import Formats
from pages.parts.house import ROOT, choice_at, currency_at, house
from pages.parts.language import say
from pages.parts.missing import show_missing
from pages.parts.panel import panel
from pages.parts.sample import wait_for_sample
from pages.parts.view import View
from pages.parts.waiting import wait_for_figures

GROUPS = {
    "answers": ("overview", "dissatisfaction", "loyalty", "win_or_keep"),
    "data": ("data", "assumptions", "figures"),
}


def navigation(language: str):
    """Return the chosen page of the top navigation, its names in the reader's language."""
    pages = {
        say(language, f"nav.{group}"): [_page(name, language) for name in names] for group, names in GROUPS.items()
    }
    return st.navigation(pages, position="top")


def _page(name: str, language: str):
    is_first = name == "overview"
    title = say(language, f"nav.{name}")
    return st.Page(f"pages/{name}.py", title=title, url_path=None if is_first else name, default=is_first)


def open_answers(title: str, *needs: str) -> View:
    """Return the view of a page of answers, once its data are there and its figures worked out.

    title: the key of the page's name; needs: data sets without which the page has nothing to say.
    """
    view = open_page()
    missing = view.lacks(*needs)
    if missing:
        show_missing(view, title, missing)
    wait_for_figures(view.version, view.language)
    if view.choice.version != view.version:
        st.rerun()  # the figures came to be between the filters and here
    return view


def start(language: str) -> None:
    """Draw the filters and keep the view for the page that runs next."""
    asking.listen()
    version = house().store.version
    choice = choice_at(version)
    chosen = filters.show_filters(choice, language)
    st.session_state["view"] = View(version, chosen, choice, Formats(language, currency_at(version)))


def open_page() -> View:
    """Return the view of the page. Every page calls this first.

    When the first request of a server's life asks for a page, Streamlit runs the page's file without app.py, because
    the folder is named pages; app.py then has to run, and runs the page again with the link's filters.
    """
    if "view" not in st.session_state:
        runpy.run_path(str(Path(ROOT) / "app.py"))
        st.stop()
    wait_for_sample(st.session_state["view"])
    return st.session_state["view"]


def run(page, language: str) -> None:
    """Run a page. What nobody foresaw becomes one sentence on the page and a trace in the server's log."""
    try:
        page.run()
        panel(st.session_state["view"])
    except Exception as failure:
        logging.getLogger(__name__).exception("page %s", page.url_path)
        st.error(say(language, "frame.failed", kind=type(failure).__name__))
