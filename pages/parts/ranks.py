"""How sure the order of the sectors is."""

from pages.parts import look


def rank_line(view) -> None:
    """Draw in how many of a hundred resamples the dearest sector is the dearest;
    nothing while some sectors are left out."""
    rows = view.read("sector_rank")
    rows = rows[rows["draws"] > 0].sort_values("largest_share", ascending=False)
    if view.filters.sectors or len(rows) < 2:
        return
    first, second = rows.iloc[0], rows.iloc[1]
    key = "rank.always" if first["largest_share"] == 1 else "rank.often"
    fields = {"count": _of_hundred(view, first["largest_share"]), "other": _of_hundred(view, second["largest_share"])}
    names = {"sector": view.sector(first["sector"]), "next": view.sector(second["sector"])}
    look.remark(view.words(key, draws=view.formats.number(first["draws"]), **fields, **names))


def _of_hundred(view, share: float) -> str:
    """A share as so many of a hundred; never a hundred, nor none, when it is not all or nothing."""
    return view.formats.number(min(max(share * 100, 1), 99) if 0 < share < 1 else share * 100)
