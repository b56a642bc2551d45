"""The one door through which a page reads figures: recorded views, the scope of the reader, and small groups."""

from dataclasses import replace

import pandas as pd

from data.sharing.shared_view import SharedView
from pages.parts.access import link_session
from pages.parts.access.visitor import current_visitor
from pages.parts.runtime.services import services
from pages.parts.view import disclosure, recorder
from pages.parts.view.figure_cache import compared, figure, figure_against
from pages.parts.view.figure_query import FigureQuery
from pages.parts.view.selection.filters import Choice, Filters


def read_figure(view, ask: FigureQuery) -> pd.DataFrame:
    """Return the rows the reader of this view may see: recorded ones, else of their sectors, and for a visitor of a
    link without what is about too few people. A figure that may not be told has no rows."""
    link_session.end_if_closed()
    scope = view.sector_scope
    key = ask.key(view.filters, scope)
    kept = recorder.recorded_result(view, key)
    if kept is not None:
        view.note(ask, key, None)
        return kept
    found = (
        disclosure.read_for_link(view, ask)
        if not view.is_live
        else disclosure.read_for_sectors(view, ask, scope)
        if scope is not None
        else _plain(view, ask)
    )
    view.note(ask, key, found)
    return found


def own_scope() -> tuple[str, ...] | None:
    """Return the only sectors the person of this session may see, None for all of them."""
    return current_visitor().actor.sectors


def snap_to_blocks(filters: Filters, shared: SharedView, version: int) -> Filters:
    """Return filters as a link can hold them: a period of whole blocks, sectors with those they stand together with."""
    plan = disclosure.disclosure_plan(shared, version)
    first, last = plan.around((filters.first, filters.last))
    sectors = plan.whole(
        "sector", tuple(name for name in filters.sectors if shared.sectors is None or name in shared.sectors)
    )
    return replace(filters, first=first, last=last, sectors=sectors, cases=None)


def available_filters(choice: Choice, shared: SharedView | None, version: int) -> Choice:
    """Return what the filters may be set to by the reader: their sectors;
    for a visitor whole blocks and groups only."""
    if shared is not None:
        return replace(disclosure.offered(choice, shared, version), scenarios=())
    return within_sectors(choice, own_scope())


def within_sectors(choice: Choice, scope: tuple[str, ...] | None) -> Choice:
    """Return what the filters may be set to by somebody who may see these sectors only, None for all."""
    if scope is None:
        return choice
    seen = {name: tuple(one for one in getattr(choice, name) if one in scope) for name in ("sectors", "payers")}
    return replace(choice, **seen, scenarios=())


def _plain(view, ask: FigureQuery) -> pd.DataFrame:
    if ask.kind == "small":
        return disclosure.nothing_small()
    # by keyword: for each argument by position Streamlit would look the function's signature up, at every read
    asked = {"name": ask.name, "version": view.version, "selection": ask.selection(view)}
    asked["models_hash"] = services().engine.models_hash()
    if ask.kind == "against":
        return figure_against(earlier=ask.earlier, **asked)
    asked["scenario"] = view.filters.scenario if ask.name in view.moves.figures else ""
    return compared(measures=ask.measures, **asked) if ask.kind == "compare" else figure(**asked)
