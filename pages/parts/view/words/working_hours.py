"""Whether hours are working hours or hours elapsed, as the pages that show hours say it."""

import streamlit as st

from models.cleaned.opening_hours import read_days
from pages.parts.access import pages
from pages.parts.i18n import model_texts
from pages.parts.ui import html
from pages.parts.ui.steps import step_of_visitor

HOURS, HOLIDAYS, ZONE = "working_hours", "holidays", "working_zone"


def are_working(view) -> bool:
    """Whether hours are counted in working hours."""
    return bool(view.assumptions(HOURS)[HOURS])


def kind_of_hours(view) -> str:
    """Return what hours are, as a sentence begins: "Hours elapsed", "Working hours"."""
    return view.words("hours.working" if are_working(view) else "hours.elapsed")


def hours_remark(view) -> None:
    """Draw which hours of the week count: those of work where they are set, else all of them."""
    held = view.assumptions(HOURS, HOLIDAYS, ZONE)
    if not held[HOURS]:
        html.footnote(view.words("hours.remark_elapsed"))
        return
    week = model_texts.assumption_value(view.formats, HOURS, held[HOURS])
    if held[ZONE]:
        week = f"{week} ({held[ZONE]})"
    count = len(read_days(held[HOLIDAYS] or ""))
    key = "hours.remark_holidays" if count else "hours.remark"
    html.footnote(view.words(key, week=week, count=count))


def hours_offer(view) -> None:
    """Draw hours_remark, and where no working hours are set the way to set them."""
    hours_remark(view)
    if not are_working(view):
        step_of_visitor(view, _way)


def _way(view) -> None:
    with st.container(key="links_hours"):
        pages.page_link("assumptions", view.words("hours.set"), {"assumption": HOURS})
