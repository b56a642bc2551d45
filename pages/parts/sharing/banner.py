"""What stands over a shared view: as of when, what the live data say now and why, and the switch between the two."""

from dataclasses import replace
from datetime import date

import streamlit as st

from data.sharing.shared_view import SharedView
from models.comparison import versions
from pages.parts.access.link_session import OpenLink
from pages.parts.access.pages import COST, page_named
from pages.parts.runtime.services import services
from pages.parts.runtime.work import background, figure_work
from pages.parts.sharing.headline import headline
from pages.parts.ui import html
from pages.parts.ui.clock import local
from pages.parts.ui.url_state import SHOWN, bind_to_url
from pages.parts.view.disclosure import check_comparison, comparison_is_safe
from pages.parts.view.view_cache import drawn
from pages.parts.view.words.version_reasons import version_reasons

LOOK_AGAIN_SECONDS = 2.0


def banner(view, link: OpenLink) -> None:
    """Draw the line over a shared view."""
    with st.container(key="shared_banner", horizontal=True, vertical_alignment="center"):
        drawn(view, ("banner", link.expires_at, date.today(), _known(view, link)), _lines, link)
        if link.may_switch:
            _switch(view)
    if link.as_seen and not view.filters.scenario:
        _work_out(view)


def _known(view, link: OpenLink) -> tuple:
    """All that decides, beside the view, what the line says of the live data."""
    latest, engine = services().store.version, services().engine
    if not link.as_seen or _is_same(view, latest):
        return ()
    is_told = versions.is_built(engine, latest, view.version)
    return latest, engine.is_built(latest), comparison_is_safe(view.shared, latest), is_told


def _lines(view, link: OpenLink) -> None:
    lines = [_since(view, link)] + (_differs(view) if link.as_seen else [])
    first, *others = map(html.escape, lines)
    html.render(f"<p><b>{first}</b></p>" + "".join(f"<p>{line}</p>" for line in others))


def _is_same(view, latest: int) -> bool:
    return latest == view.version and services().engine.models_hash() == view.shared.models_hash


def _since(view, link: OpenLink) -> str:
    until = view.formats.day(local(link.expires_at).date())
    if not link.as_seen:
        return view.words("shared.live", version=view.version, until=until)
    day = view.formats.day(date.fromisoformat(view.shared.recorded_on or date.today().isoformat()))
    return view.words("shared.seen", day=day, version=view.version, until=until)


def _switch(view) -> None:
    note = bind_to_url(SHOWN, ("seen", "live"), "seen")
    st.segmented_control(
        view.words("shared.switch"),
        ("seen", "live"),
        key=SHOWN,
        required=True,
        label_visibility="collapsed",
        on_change=note,
        format_func=lambda shown: view.words(f"shared.switch_{shown}"),
    )


def _differs(view) -> list[str]:
    """What the live data say now, where that is something else."""
    latest, engine, words = services().store.version, services().engine, view.words
    if _is_same(view, latest):
        return []
    if view.filters.scenario:
        is_same = engine.data_version(latest) == engine.data_version(view.version)
        return [] if is_same else [words("shared.newer_scenario", version=latest)]
    beside = comparison_is_safe(view.shared, latest) if engine.is_built(latest) else None
    if not beside:
        return [words("shared.newer" if beside is None else "shared.few_changed", version=latest)]
    before, now = _written(view, [headline(one, view.shared.page) for one in (view, _live(view, latest))])
    if before == now:
        return [words("shared.same", version=latest)]
    why = _why(view, latest)
    if not why:
        return [words("shared.instead", now=now, before=before, version=latest)]
    return [words("shared.instead_because", now=now, before=before, version=latest, why=view.formats.listing(why))]


def _written(view, amounts: list) -> list[str]:
    """Both amounts in the unit of the smaller, so that they can be compared."""
    told = [abs(amount) for amount in amounts if amount is not None]
    return [view.formats.money(amount, unit=view.formats.unit(min(told, default=0))) for amount in amounts]


def _live(view, version: int):
    """Return the same view of the latest version, for the same visitor."""
    shared: SharedView = replace(view.shared, mode="live", frames=())
    return replace(view, version=version, shared=shared, choice=replace(view.choice, version=version))


def _why(view, latest: int) -> list[str]:
    said = [] if services().engine.models_hash() == view.shared.models_hash else [view.words("shared.models")]
    if _says_why(view, latest) and versions.is_built(services().engine, latest, view.version):
        said = version_reasons(view, view.version, latest) + said
    return said


def _says_why(view, latest: int) -> bool:
    return page_named(view.shared.page).headline == COST and 0 < view.version < latest


def _work_out(view) -> None:
    """Let the live figures and the reasons be worked out in the background;
    the line is drawn again when they are there."""
    latest, engine = services().store.version, services().engine
    if latest != view.version and not engine.is_built(latest):
        _watch(figure_work.begin(latest))
    elif comparison_is_safe(view.shared, latest) is None:
        _watch(figure_work.in_background(("beside", view.link, latest), lambda tell: _look_beside(view, latest, tell)))
    elif (
        comparison_is_safe(view.shared, latest)
        and _says_why(view, latest)
        and not versions.is_built(engine, latest, view.version)
    ):
        key = ("against", latest, view.version)
        _watch(
            figure_work.in_background(
                key, lambda tell: versions.build_comparison(engine, latest, view.version, progress=tell)
            )
        )


def _look_beside(view, latest: int, tell) -> None:
    check_comparison(view.shared, latest)
    if comparison_is_safe(view.shared, latest) and _says_why(view, latest):
        versions.build_comparison(services().engine, latest, view.version, progress=tell)


@st.fragment(run_every=LOOK_AGAIN_SECONDS)
def _watch(work: background.Work) -> None:
    if not work.failure and not work.is_running:
        st.rerun()
