"""Figures being worked out in the background, once for all visitors, while the page shows how far they are."""

from collections.abc import Callable

import streamlit as st

from data.problems import sentence
from models.comparison.periods import as_of_override
from pages.parts.i18n.language import say
from pages.parts.runtime import scenario_engines
from pages.parts.runtime.services import services
from pages.parts.runtime.work import background
from pages.parts.runtime.work.background import Work
from pages.parts.ui import html


def wait_for_figures(version: int, language: str) -> None:
    """Return at once when the figures of a version are there; else show the progress and end the page until they are.

    Leaving the page does no harm: the work goes on in its own thread, once for all visitors.
    """
    if not services().engine.is_built(version):
        why = say(language, "waiting.title"), say(language, "waiting.why")
        _wait(begin(version), say(language, "frame.version", version=version), *why, language)


def wait_for_day(view, names: tuple[str, ...]) -> None:
    """Do the same for figures that speak of a day, where the chosen period ends on another day than the data's own."""
    engine, last = services().engine, view.filters.last
    other = (
        as_of_override(engine, view.version, last)
        if names and last and last != view.choice.last and view.is_live
        else {}
    )
    if other and not engine.is_built(view.version, other, list(names)):
        work = in_background(
            (view.version, last, names), lambda tell: engine.build(view.version, other, tell, list(names))
        )
        title = view.words("waiting.day", month=view.formats.month(last))
        _wait(work, view.scope(), title, view.words("waiting.why_day"), view.language)


def wait_for_scenario(view) -> None:
    """Do the same for the scenario the view is seen in; say why, and end the page, where there is no such scenario."""
    name, version, scenario = view.filters.scenario, view.version, view.scenario
    if not scenario or scenario_engines.is_ready(scenario, version):
        return
    work = background.begin(
        ("figures", "scenario", scenario, version),
        lambda tell: scenario_engines.make(scenario, version, tell),
        name,
        again=lambda known: not known.is_running and known.result is None,
    )
    if refused := work.result:
        said = view.words(f"scenario_problem.{refused.code}", **refused.fields)
        html.page_header(view.scope(), view.words("scenarios.not_here", name=name), said)
        st.stop()
    _wait(work, view.scope(), view.words("waiting.scenario", name=name), view.words("waiting.why"), view.language)


def begin(version: int) -> Work:
    """Start working out the figures of a version, unless that is going on or done; return how far it is."""
    return in_background((version,), lambda tell: services().engine.build(version, progress=tell))


def in_background(key: tuple, work_out: Callable[[Callable], object]) -> Work:
    """Let work_out(tell) run in a thread, one for a key; return how far it is.

    What failed or was cleared away is begun again.
    """
    return background.begin(("figures", *key), work_out, str(key), again=lambda known: not known.is_running)


def _wait(work: Work, eyebrow: str, title: str, why: str, language: str) -> None:
    html.page_header(eyebrow, title, why)
    progress(work, language)
    st.skeleton(height=240)
    st.stop()


def progress(work: Work, language: str) -> None:
    """Draw how far the figures are; the page runs again when they are done."""
    background.progress(
        work,
        lambda work: say(language, "waiting.progress", done=work.done, total=work.total),
        lambda work: _why(work, language),
    )


def _why(work: Work, language: str) -> str:
    if work.problem:
        return sentence(work.problem.code, work.problem.fields, language)
    return say(language, "waiting.failed", kind=work.failure)
