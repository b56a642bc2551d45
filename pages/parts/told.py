"""What is told to those who may not see everything: worked out once for a version and a scope, for all sessions."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from models import scope as scopes
from models.comparing import change
from models.disclosed_figures import RULES
from models.disclosed_reading import SMALL_COLUMNS, left_out, masked, merged_names
from models.disclosure import plan
from models.disclosure_plan import Own, Plan
from models.lens import SMALL
from pages.parts.filters import Choice
from pages.parts.house import house
from pages.parts.values import month_code


class Masked:
    """Reads figures as a link may tell them, under the names of the engine; without rows where it may not."""

    def __init__(self, allowed: Plan):
        self._plan = allowed

    def header(self, name: str):
        """Return the header of a figure."""
        return house().engine.header(name)

    def read(self, name: str, version: int, period: tuple = (None, None), **choice: object) -> pd.DataFrame:
        """Return a figure's rows as they may be told."""
        rows = masked(house().engine, self._plan, name, version, period, **choice)
        return nothing_of(name, version) if rows is None else rows


class Scoped(Masked):
    """Reads figures for the sectors a person may see, sums included."""

    def __init__(self, sectors: tuple[str, ...]):
        self._sectors = sectors

    def read(self, name: str, version: int, period: tuple = (None, None), **choice: object) -> pd.DataFrame:
        """Return a figure's rows for these sectors."""
        rows = scopes.scoped(house().engine, name, version, self._sectors, period=period, **choice)
        return nothing_of(name, version) if rows is None else rows


def told(view, ask) -> pd.DataFrame:
    """Return the answer to a visitor of a link."""
    if ask.kind == "small":
        return _small(
            plan_key(view.shared, view.version),
            ask.name,
            view.version,
            view.period_of(ask.name) if ask.name in RULES else view.period,
        )
    if ask.kind in ("whole", "against"):
        return nothing_of(ask.name, view.version)
    return _found(("link", *plan_key(view.shared, view.version)), view, ask)


def scoped(view, ask, sectors: tuple[str, ...]) -> pd.DataFrame:
    """Return the answer to somebody who may see some sectors only."""
    if ask.kind == "small":
        return nothing_small()
    if ask.kind in ("whole", "against"):
        return nothing_of(ask.name, view.version)
    return _found(("sectors", tuple(sectors)), view, ask)


def tells(name: str, by_link: bool, sectors: tuple[str, ...] | None) -> bool:
    """Return whether a figure may be told by a link, or to who may see some sectors only."""
    return (not by_link or name in RULES) and (sectors is None or scopes.may_tell(house().engine.catalogue, name))


def nothing_small() -> pd.DataFrame:
    """Return the list of names not told apart, without any."""
    return pd.DataFrame({name: [] for name in SMALL_COLUMNS})


def nothing_of(name: str, version: int) -> pd.DataFrame:
    """Return a figure's columns without rows."""
    return house().engine.read(name, version).iloc[:0]


def plan_of(shared, version: int) -> Plan:
    """Return what a link may tell at a version."""
    return _plan(*plan_key(shared, version))


def offered(choice: Choice, shared, version: int) -> Choice:
    """Return what the visitor of a link may set the filters to:
    ends of blocks, sectors and segments that can be told apart."""
    if not version:
        return choice
    allowed = plan_of(shared, version)
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


def _groups(allowed: Plan, what: str, names: tuple[str, ...], within: tuple[str, ...] | None) -> tuple[str, ...]:
    """The names a visitor may choose: each that can be told apart, and one for those that cannot."""
    seen = tuple(name for name in names if name != SMALL and (within is None or name in within))
    apart = tuple(name for name in seen if name not in allowed.together(what))
    return (*apart, SMALL) if apart and len(apart) < len(seen) else apart


def plan_key(shared, version: int) -> tuple:
    """Return all that decides what a link may tell at a version."""
    period = tuple(next(iter(shared.parameter(name)), None) for name in ("from", "to"))
    return (
        version,
        house().engine.models_hash(),
        shared.sectors,
        shared.small_group,
        (shared.parameter("sectors"), shared.parameter("segments"), period),
    )


@st.cache_resource(max_entries=50, show_spinner=False)
def _plan(version: int, models_hash: str, scope: tuple | None, fewest: int, own: tuple) -> Plan:
    engine = house().engine
    span = next(engine.read("ledger_span", version).itertuples(), None)
    is_there = span is not None and not pd.isna(span.first_month)
    months = (
        [month_code(month) for month in pd.date_range(span.first_month, span.last_month, freq="MS")] if is_there else []
    )
    engine.build(version, names=["ledger", "new_customer"])
    return plan(engine.cursor_behind("ledger", "ledger", version), months, fewest, scope, Own(*own))


forget = _plan.clear  # where the data of a version became others


@st.cache_data(max_entries=400, show_spinner=False)
def _answered(
    who: tuple,
    kind: str,
    name: str,
    version: int,
    where: tuple,
    measures: tuple,
    period: tuple,
    narrowed: tuple,
    models_hash: str,
) -> pd.DataFrame:
    reader = Masked(_plan(*who[1:])) if who[0] == "link" else Scoped(who[1])
    choice = {what: list(names) for what, names in narrowed}
    if kind == "compare" and all(period):
        return change(reader, name, list(measures), version, period, **choice)
    rows = reader.read(name, version, period=period, **choice)
    for column, values in where:
        rows = rows[rows[column].astype(str).isin([str(value) for value in values])]
    missing = {f"{measure}_{what}": None for measure in measures for what in ("before", "change", "change_share")}
    return rows.assign(**missing)


@st.cache_data(max_entries=200, show_spinner=False)
def _small(who: tuple, name: str, version: int, period: tuple) -> pd.DataFrame:
    allowed = _plan(*who)
    return left_out(house().engine, allowed, name, version, period) if name in RULES else merged_names(allowed, period)


def _found(who: tuple, view, ask) -> pd.DataFrame:
    period = (
        (None, None) if ask.kind == "all_months" else view.period if ask.kind == "compare" else view.period_of(ask.name)
    )
    return _answered(
        who,
        ask.kind,
        ask.name,
        view.version,
        ask.where,
        ask.measures,
        period,
        view.narrowed,
        house().engine.models_hash(),
    )
