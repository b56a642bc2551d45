"""Win against keep: sentences, pairs, payback."""

import pandas as pd

from pages.parts.i18n.formats import Unit, unit_words
from pages.parts.i18n.values import is_missing
from pages.parts.ui.number_links import linked_text
from pages.parts.view.words.empty_reasons import why_empty


def crossings(lines: pd.DataFrame) -> dict[str, int]:
    """Return the first month in which each side of payback_curve has paid back; sides that never do have none."""
    return lines.dropna(subset=["paid_back_in"]).set_index("side")["paid_back_in"].astype(int).to_dict()


def pairs_of_sectors(sectors: pd.DataFrame) -> pd.DataFrame:
    """Return the sectors of win_or_keep that have something to compare, dearest first."""
    rows = sectors[(sectors["sector"] != "all") & ~sectors["sector"].str.startswith("(")]
    rows = rows[(rows["replacement_cost"].fillna(0) != 0) | (rows["keep_instead"].fillna(0) != 0)]
    return rows.sort_values("replacement_cost", ascending=False)[
        ["sector", "replacement_cost", "keep_instead", "loyalty_lost"]
    ]


def win_answer(view, channels, sectors) -> str:
    """Return what winning a customer costs, what keeping one costs a year, and when a new one has paid back."""
    won = next(channels[channels["channel"] == "all"].itertuples(), None)
    if won is None:
        return why_empty(view, "win.answer_nothing")
    kept = next(sectors[sectors["sector"] == "all"].itertuples())
    keep = view.formats.money(kept.keeping_cost_per_customer_year)
    fields = {
        "win": linked_text(view, view.formats.money(won.cac), "acquisition_cost", "cac", channel="all"),
        "keep": linked_text(view, keep, "win_or_keep", "keeping_cost_per_customer_year", sector="all"),
        "months": linked_text(
            view, view.formats.number(won.payback_months), "acquisition_cost", "payback_months", channel="all"
        ),
    }
    if is_missing(won.cac):
        return why_empty(view, "win.answer_unknown")
    if is_missing(won.customer_value):
        return f"{view.words('win.answer_cost', **fields)} {why_empty(view, 'win.no_margin')}"
    return view.words(_win_key(won, kept), **fields)


def _win_key(won, kept) -> str:
    if is_missing(won.payback_months):
        return "win.answer_never"
    return "win.answer_no_keeping" if is_missing(kept.keeping_cost_per_customer_year) else "win.answer"


def win_finding(view, pairs) -> str:
    """Return in which sector replacing the customers lost would cost most. pairs: the dearest first."""
    if pairs.empty or is_missing(pairs["replacement_cost"].iloc[0]):
        return view.words("win.pairs_title_open")
    amount, sector = view.formats.money(pairs["replacement_cost"].iloc[0]), pairs["sector"].iloc[0]
    return view.words(
        "win.pairs_title",
        sector=sector,
        amount=linked_text(view, amount, "win_or_keep", "replacement_cost", sector=sector),
    )


def payback_words(view, lines) -> dict[str, str]:
    """Return title, axis titles and the words at the crossings of the payback lines."""
    crossing = crossings(lines)
    words = {side: view.words(f"win.crossing_{side}", month=month) for side, month in crossing.items()}
    months = {
        side: linked_text(view, str(month), "payback_curve", "cumulative", side=side, month=month)
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
