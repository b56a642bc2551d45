"""Why the cost differs between two versions, in short sentences."""

from dataclasses import replace

import streamlit as st

from models.comparison import versions
from models.engine.selection import Selection
from pages.parts.i18n import model_texts
from pages.parts.runtime.services import services

FEW_MONTHS = 2


def version_reasons(view, earlier: int, later: int) -> list[str]:
    """Return what happened between two versions to the cost as the view is filtered, the largest effect first."""
    selection, scope = view.filters.selection, view.sector_scope
    if scope is not None:
        selection = replace(selection, sectors=tuple(name for name in selection.sectors or scope if name in scope))
    return because(view, found(later, earlier, selection, services().engine.models_hash()))


@st.cache_data(max_entries=100, show_spinner=False)
def found(later: int, earlier: int, selection: Selection, models_hash: str) -> dict:
    """Return models.comparison.versions.explain_change, worked out once for all visitors."""
    return versions.explain_change(services().engine, later, earlier, selection)


def because(view, why: dict) -> list[str]:
    """Return the sentences of what models.comparison.versions.explain_change found;
    other data where nothing of it is of the complaints."""
    counted = sorted(why["complaints"], key=lambda one: -abs(one["amount"]))
    said = [_complaints(view, one) for one in counted] + [_assumption(view, one) for one in why["assumptions"]]
    before, after = why["as_of"]
    if before and after and before != after:
        said.append(view.words("because.as_of", before=view.formats.day(before), after=view.formats.day(after)))
    return said or ([view.words("because.other")] if why["change"] else [])


def _complaints(view, one: dict) -> str:
    least = view.small_group
    key = f"because.{one['what']}" + ("_few" if one["complaints"] < least else "")
    return view.words(
        key, count=view.formats.number(one["complaints"]), least=least, months=_months(view, one["months"])
    )


def _months(view, months: list[str]) -> str:
    if len(months) <= FEW_MONTHS:
        return view.formats.listing([view.formats.month(month) for month in months])
    return view.formats.period(months[0], months[-1])


def _assumption(view, one: dict) -> str:
    name = one["name"]
    before, after = (model_texts.assumption_value(view.formats, name, one[side]) for side in ("before", "after"))
    title = model_texts.assumption_title(view.language, name)
    return view.words("because.assumption", name=title, before=before, after=after)
