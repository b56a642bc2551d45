"""The findings above the graphics of winning and keeping, of what changed and of the categories,
and what the page answers with."""

from pages.parts.asking import linked
from pages.parts.formats import Unit
from pages.parts.shaping import crossings
from pages.parts.units import unit_words
from pages.parts.values import is_missing


def win_answer(view, channels, sectors) -> str:
    """Return what winning a customer costs, what keeping one costs a year, and when a new one has paid back."""
    won = next(channels[channels["channel"] == "all"].itertuples(), None)
    if won is None:
        return view.words("win.answer_nothing")
    kept = next(sectors[sectors["sector"] == "all"].itertuples())
    keep = view.formats.money(kept.keeping_cost_per_customer_year)
    fields = {
        "win": linked(view, view.formats.money(won.cac), "acquisition_cost", "cac", channel="all"),
        "keep": linked(view, keep, "win_or_keep", "keeping_cost_per_customer_year", sector="all"),
        "months": linked(
            view, view.formats.number(won.payback_months), "acquisition_cost", "payback_months", channel="all"
        ),
    }
    return view.words(_win_key(won, kept), **fields)


def _win_key(won, kept) -> str:
    if is_missing(won.cac):
        return "win.answer_unknown"
    if is_missing(won.payback_months):
        return "win.answer_never"
    return "win.answer_no_keeping" if is_missing(kept.keeping_cost_per_customer_year) else "win.answer"


def win_finding(view, pairs) -> str:
    """Return in which sector replacing the customers lost would cost most. pairs: the dearest first."""
    if pairs.empty or is_missing(pairs["replacement_cost"].iloc[0]):
        return view.words("win.pairs_title_open")
    amount, sector = view.formats.money(pairs["replacement_cost"].iloc[0]), pairs["sector"].iloc[0]
    return view.words(
        "win.pairs_title", sector=sector, amount=linked(view, amount, "win_or_keep", "replacement_cost", sector=sector)
    )


def payback_words(view, lines) -> dict[str, str]:
    """Return title, axis titles and the words at the crossings of the payback lines."""
    crossing = crossings(lines)
    words = {side: view.words(f"win.crossing_{side}", month=month) for side, month in crossing.items()}
    months = {
        side: linked(view, str(month), "payback_curve", "cumulative", side=side, month=month)
        for side, month in crossing.items()
    }
    title = view.words("win.payback_title" if len(crossing) == 2 else "win.payback_title_open", **months)
    return words | {
        "title": title,
        "x": view.words("win.payback_x"),
        "y": view.words("win.payback_y", unit=unit_words(view, Unit(1, "", 0))),
        "line_won": view.words("win.line_won"),
        "line_kept": view.words("win.line_kept"),
    }


def change_finding(view, changes, earlier: int | None) -> str:
    """Return which sector added most, or fell most when none added. changes: name, amount; the largest rise first."""
    if changes["amount"].iloc[0] > 0:
        key, sector = "against.changes_title" if earlier else "overview.change_title", changes["name"].iloc[0]
    else:
        key, sector = (
            "against.changes_title_less" if earlier else "overview.change_title_less",
            changes["name"].iloc[-1],
        )
    return view.words(key, sector=sector, version=earlier)


def pareto_finding(view, categories) -> str:
    """Return how few categories make four fifths of the cost. categories: cost_by_category, dearest first."""
    vital, first = categories[categories["vital"]], categories["category"].iloc[0]
    if len(categories) == 1:
        return view.words("dissatisfaction.pareto_title_one", first=first)
    last = next(vital.tail(1).itertuples(), None)
    share = view.formats.share(vital["running_share"].max())
    share = linked(view, share, "cost_by_category", "running_share", place=last.place) if last else share
    count = {"count": len(vital), "all": len(categories)}
    return view.words("dissatisfaction.pareto_title", share=share, first=first, **count)
