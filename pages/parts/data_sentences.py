"""The sentences of the page Data: what is here, and what the answers still lack."""

from data.contracts import contract

NEEDED = ("complaints", "customers", "sector_costs", "acquisition_spend")


def data_answer(view, counts: dict[str, int]) -> str:
    """Return how many lists are here and how many rows they hold."""
    held = [rows for rows in counts.values() if rows]
    if not held:
        return view.words("data.answer_empty")
    return view.words("data.answer", lists=len(held), all=len(counts), rows=view.formats.number(sum(held)))


def data_why(view, counts: dict[str, int]) -> str:
    """Return which lists the answers still lack, or how versions work."""
    missing = [contract(name).title[view.language] for name in NEEDED if not counts[name]]
    return view.words("data.why_missing", lists=view.formats.listing(missing)) if missing else view.words("data.why")
