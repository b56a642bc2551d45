"""What readers of links, and of some sectors, get; whether two versions may be compared."""

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from data.sharing.shared_scenario import scenario_levers
from data.sharing.shared_view import SharedView
from models.comparison.periods import compare_with_period_before
from models.disclosure import sector_scope
from models.disclosure.differencing import is_safe_from_differencing
from models.disclosure.plan import DisclosurePlan, SharedSelection
from models.disclosure.protected_read import SUPPRESSED_COLUMNS, pooled_names, read_protected, suppressed_names
from models.disclosure.rules import RELEASE_RULES
from models.engine.selection import EVERYTHING, Selection
from models.engine.visibility import SMALL
from models.scenarios.kept_scenario import assumptions_of, levers_of
from models.scenarios.levers import Lever, ScenarioProblem
from models.scenarios.link_levers import assumptions_of_people, levers_elsewhere, moved_on_few, scenario_plan
from pages.parts.runtime import scenario_engines
from pages.parts.runtime.derived_cache import derived
from pages.parts.runtime.services import services
from pages.parts.view.figure_query import FigureQuery
from pages.parts.view.selection.filters import Choice


class FigureReader:
    """Reads figures under the names of the engine, without rows where its reader may see none.

    Streamlit remembers answers by a reader's fields and their names: each kind of reader has names of its own.
    """

    def header(self, name: str):
        """Return the header of a figure."""
        return services().engine.header(name)


@dataclass(frozen=True)
class ProtectedReader(FigureReader):
    """Reads figures as a link may tell them, in its scenario where it has one. plan_key: what decides that, see
    below."""

    plan_key: tuple

    def read(self, name: str, version: int, selection: Selection = EVERYTHING) -> pd.DataFrame:
        """Return a figure's rows as they may be told."""
        allowed = _plan(*self.plan_key)
        scenario = self.plan_key[-1]
        is_moved = allowed.blocks and name in scenario_engines.moves(scenario, version).figures
        with scenario_engines.reading(scenario if is_moved else (), version) as engine:
            rows = read_protected(engine, allowed, name, version, selection)
        return no_rows(name, version) if rows is None else rows


@dataclass(frozen=True)
class ScopedReader(FigureReader):
    """Reads figures for the sectors a person may see, sums included."""

    sectors: tuple[str, ...]

    def read(self, name: str, version: int, selection: Selection = EVERYTHING) -> pd.DataFrame:
        """Return a figure's rows for these sectors."""
        rows = sector_scope.read_scoped(services().engine, name, version, self.sectors, selection)
        return no_rows(name, version) if rows is None else rows


def read_for_link(view, ask: FigureQuery) -> pd.DataFrame:
    """Return the answer to a visitor of a link."""
    if ask.kind == "small":
        return _small(
            plan_key(view.shared, view.version),
            ask.name,
            view.version,
            view.period_of(ask.name) if ask.name in RELEASE_RULES else view.period,
        )
    if ask.kind in ("whole", "against") or _is_beside_another(view, ask.name):
        return no_rows(ask.name, view.version)
    return _found(ProtectedReader(plan_key(view.shared, view.version)), view, ask)


def refused_moves(shared: SharedView, version: int) -> tuple[str, list[Lever], list[str]]:
    """Return why a link may not be seen in its scenario, as a code of scenario_problem, and because of which levers and
    assumptions: none where it may. Raises ScenarioProblem for levers the version cannot answer."""
    kept, own = {"levers": scenario_levers(shared.assumptions)}, SharedSelection(*plan_key(shared, version)[4])
    levers, assumed = levers_of(kept), assumptions_of(kept)
    if elsewhere := levers_elsewhere(levers, shared.sectors):
        return "link_sector", elsewhere, []
    if counted := assumptions_of_people(assumed):
        return "link_people", [], counted
    few = moved_on_few(services().engine, version, shared.small_group, shared.sectors, own, levers, assumed)
    return "link_few", *few


def _is_beside_another(view, name: str) -> bool:
    """Whether a figure told case by case, of a survey or by kinds of complaint would stand beside itself as recorded,
    so that a few changed cases show."""
    is_by_case = name in RELEASE_RULES and RELEASE_RULES[name].choice in ("cases", "answers", "kinds")
    return is_by_case and view.shared.mode == "both" and view.version != view.shared.version


def read_for_sectors(view, ask: FigureQuery, sectors: tuple[str, ...]) -> pd.DataFrame:
    """Return the answer to somebody who may see some sectors only."""
    if ask.kind == "small":
        return nothing_small()
    if ask.kind in ("whole", "against"):
        return no_rows(ask.name, view.version)
    return _found(ScopedReader(tuple(sectors)), view, ask)


def can_disclose(name: str, by_link: bool, sectors: tuple[str, ...] | None) -> bool:
    """Return whether a figure may be told by a link, or to who may see some sectors only."""
    return (not by_link or name in RELEASE_RULES) and (
        sectors is None or sector_scope.is_releasable(services().engine.catalogue, name)
    )


def nothing_small() -> pd.DataFrame:
    """Return the list of names not told apart, without any."""
    return pd.DataFrame({name: [] for name in SUPPRESSED_COLUMNS})


def no_rows(name: str, version: int) -> pd.DataFrame:
    """Return a figure's columns without rows."""
    return services().engine.read(name, version).iloc[:0]


def disclosure_plan(shared, version: int) -> DisclosurePlan:
    """Return what a link may tell at a version."""
    return _plan(*plan_key(shared, version))


def offered(choice: Choice, shared, version: int) -> Choice:
    """Return what the visitor of a link may set the filters to:
    ends of blocks, sectors and segments that can be told apart."""
    if not version:
        return choice
    allowed = disclosure_plan(shared, version)
    first, last = allowed.around(allowed.own.period)
    return replace(
        choice,
        firsts=tuple(block.first for block in allowed.blocks),
        lasts=tuple(block.last for block in allowed.blocks),
        sectors=_groups(allowed, "sector", choice.sectors, shared.sectors),
        segments=_groups(allowed, "segment", choice.segments, allowed.own.segments or None),
        payers=choice.payers if shared.sectors is None else shared.sectors,
        first=first,
        last=last,
    )


def _groups(
    allowed: DisclosurePlan, what: str, names: tuple[str, ...], within: tuple[str, ...] | None
) -> tuple[str, ...]:
    """The names a visitor may choose: each that can be told apart, and one for those that cannot."""
    seen = tuple(name for name in names if name != SMALL and (within is None or name in within))
    apart = tuple(name for name in seen if name not in allowed.together(what))
    return (*apart, SMALL) if apart and len(apart) < len(seen) else apart


def plan_key(shared, version: int) -> tuple:
    """Return all that decides what a link may tell at a version."""
    period = tuple(next(iter(shared.parameter(name)), None) for name in ("from", "to"))
    return (
        version,
        services().engine.models_hash(),
        shared.sectors,
        shared.small_group,
        (shared.parameter("sectors"), shared.parameter("segments"), period),
        shared.assumptions,
    )


@derived(max_entries=50)
def _plan(
    version: int, models_hash: str, scope: tuple | None, fewest: int, own: tuple, assumptions: tuple
) -> DisclosurePlan:
    try:
        kept = {"levers": scenario_levers(assumptions)}
        moved = levers_of(kept), assumptions_of(kept)
        return scenario_plan(services().engine, version, fewest, scope, SharedSelection(*own), *moved)
    except ScenarioProblem:  # its levers act on what is not there any more, as after an erasure: nothing is told anew
        return DisclosurePlan()


@st.cache_data(max_entries=400, show_spinner=False)
def _answered(
    reader: FigureReader, ask: FigureQuery, version: int, selection: Selection, models_hash: str
) -> pd.DataFrame:
    if ask.kind == "compare" and all(selection.period):
        return compare_with_period_before(reader, ask.name, list(ask.measures), version, selection)
    # rows are chosen from what may be told: read alone, they would be protected as if nothing stood beside them
    rows = reader.read(ask.name, version, selection.at({}))
    for column, values in selection.where.items():
        rows = rows[rows[column].astype(str).isin([str(value) for value in values])]
    missing = {f"{measure}_{what}": None for measure in ask.measures for what in ("before", "change", "change_share")}
    return rows.assign(**missing)


@st.cache_data(max_entries=200, show_spinner=False)
def _small(who: tuple, name: str, version: int, period: tuple) -> pd.DataFrame:
    allowed = _plan(*who)
    return (
        suppressed_names(services().engine, allowed, name, version, period)
        if name in RELEASE_RULES
        else pooled_names(allowed, period)
    )


def _found(reader: FigureReader, view, ask: FigureQuery) -> pd.DataFrame:
    return _answered(reader, ask, view.version, ask.selection(view), services().engine.models_hash())


def comparison_is_safe(shared: SharedView, latest: int) -> bool | None:
    """Return whether what differs between a link's version and the latest is about enough people;
    None while nobody knows."""
    if shared.version in (0, latest):
        return True
    return _judged().get(_key(shared, latest))


def check_comparison(shared: SharedView, latest: int) -> None:
    """Work that out."""
    before, after = (disclosure_plan(shared, version) for version in (shared.version, latest))
    _judged()[_key(shared, latest)] = is_safe_from_differencing(
        services().engine, before, after, shared.version, latest
    )


def _key(shared: SharedView, latest: int) -> tuple:
    return *plan_key(shared, shared.version), latest


@derived()
def _judged() -> dict[tuple, bool]:
    return {}
