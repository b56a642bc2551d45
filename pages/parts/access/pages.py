"""The list of pages, and the ways from one to another: only those the visitor may take are drawn."""

from dataclasses import dataclass

import streamlit as st

from data.access.actor import is_allowed
from pages.parts.access.visitor import Visitor, current_visitor
from pages.parts.ui import html, url_state


@dataclass(frozen=True)
class Headline:
    """The one number at the head of a page: a column of a figure, in the row of these values."""

    figure: str
    column: str
    cell: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Page:
    """A page: its name (the file pages/<name>.py, the address, the key of its texts) and its group in the navigation.

    right: what one must be allowed to do to open it. headline: the number a shared link of it keeps.
    needs: the data sets without which it has nothing to say; is_content_with_one: any one of them is enough.
    """

    name: str
    group: str
    right: str = "see"
    headline: Headline | None = None
    needs: tuple[str, ...] = ()
    is_content_with_one: bool = False


COST = Headline("overview_total", "dissatisfaction_cost")
WORTH = Headline("customer_value", "total_value", (("segment", "all"),))
REPLACEMENT = Headline("win_or_keep", "replacement_cost", (("sector", "all"),))
ACCOUNT = "account"
PAGES = (
    Page("overview", "answers", headline=COST, needs=("complaints",)),
    Page("dissatisfaction", "answers", headline=COST, needs=("complaints",)),
    Page("loyalty", "answers", headline=WORTH, needs=("customers",)),
    Page("win_or_keep", "answers", headline=REPLACEMENT, needs=("customers", "acquisition_spend")),
    Page("value_chain", "answers", headline=COST, needs=("chain_links", "stage_times"), is_content_with_one=True),
    Page(
        "sector",
        "answers",
        headline=COST,
        needs=("complaints", "chain_links", "stage_times"),
        is_content_with_one=True,
    ),
    Page(
        "service_quality",
        "answers",
        headline=COST,
        needs=("service_survey", "audits", "quality_levels", "supplier_purchases"),
        is_content_with_one=True,
    ),
    Page("scenarios", "decide", needs=("complaints",)),
    Page(
        "workshop",
        "decide",
        right="share",
        needs=("complaints", "stage_times", "chain_links"),
        is_content_with_one=True,
    ),
    Page("reports", "decide", needs=("complaints",)),
    Page("data", "data", right="change"),
    Page("assumptions", "data"),
    Page("figures", "data"),
    Page("admin", "people", right="administer"),
    Page(ACCOUNT, "people"),
)  # in the order of the navigation
NAMES = tuple(page.name for page in PAGES)
FIRST = NAMES[0]  # it stands at /
ANSWERS = tuple(page.name for page in PAGES if page.group == "answers")
MENUS = ("data", "people")  # the groups that stand behind their name


def page_named(name: str) -> Page:
    """Return a page by its name."""
    return PAGES[NAMES.index(name)]


def may_open(name: str, who: Visitor | None = None) -> bool:
    """Return whether the visitor may open a page; the page of one's own sign-in is there for those who signed in."""
    who = who or current_visitor()
    if name == ACCOUNT:
        return who.signed_in
    return is_allowed(who.actor, page_named(name).right)


def page_link(name: str, label: str, query_params: dict | None = None, **drawn: object) -> None:
    """Draw a link to a page; nothing when the visitor may not open it, or came by a link to one view."""
    who = current_visitor()
    if who.share is not None or not may_open(name, who):
        return
    if query_params and name == st.session_state.get("page"):  # such a link to where one is loses what it names
        st.button(html.plain(label), key=f"way_{'_'.join(query_params.values())}", on_click=_lead, args=(query_params,))
    else:
        st.page_link(f"pages/{name}.py", label=label, query_params=query_params, **drawn)


def _lead(query_params: dict) -> None:
    """Put what the link names into the address, in the place of all but the filters."""
    for name in {*st.query_params, *query_params} - {*url_state.FILTERS}:
        url_state.set_parameter(name, [query_params[name]] if name in query_params else [])
