"""Why a number or a part of a page is not there: what is lacking in the data, or what its reader may not be told."""

from data.contracts.definitions import contract
from pages.parts.i18n.values import is_missing

FOR_STAKE = ("customers", "complaints")
FOR_WINNING = ("customers", "acquisition_spend", "sector_costs")


def why_empty(view, key: str) -> str:
    """Return why a part of a page is empty: the sentence `key`, unless the reader may not be told everything."""
    return view.words(key if view.may_read_rows else "untold.empty")


def why_no_stake(view, total) -> str:
    """Return why no loyalty at stake is told. total: overview_total."""
    if lacking := view.lacks(*FOR_STAKE):
        return _needs(view, lacking)
    if not view.is_live:
        return view.words("untold.stake")
    if is_missing(total.total_value) and not view.may_read_rows:
        return view.words("untold.empty")
    return view.words("overview.no_loyalty" if is_missing(total.total_value) else "overview.no_complainers")


def why_no_win_keep(view, total) -> str:
    """Return why winning is not set against keeping. total: overview_total."""
    if lacking := view.lacks(*FOR_WINNING):
        return _needs(view, lacking)
    if not view.may_read_rows:
        return view.words("untold.empty")
    return view.words("overview.no_new_customers" if is_missing(total.cac) else "overview.no_keeping")


def _needs(view, lists: list[str]) -> str:
    named = view.formats.listing([contract(name).title[view.language] for name in lists])
    return view.words("overview.needs", lists=named)
