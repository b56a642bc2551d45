"""What the staircase of a case says beside its bars, on the page of the chain and in a room."""

from pages.parts.i18n.values import is_missing
from pages.parts.ui import html


def staircase_legend(view) -> str:
    """Return the key of its marks."""
    return html.legend(
        [
            ("agreed", "ctx", view.words("chain.key_agreed")),
            ("bk", "ctx", view.words("chain.key_within")),
            ("bk", "cost", view.words("chain.key_beyond")),
            ("rule", "text", view.words("chain.key_p90")),
        ]
    )


def stage_times(view, row) -> str:
    """Return "19.3 (57.5)": the middle time, and the one nine in ten are done after."""
    if is_missing(row.median_hours):
        return view.words("chain.still_open")
    return f"{view.formats.number(row.median_hours, 1)} ({view.formats.number(row.p90_hours, 1)})"


def said_aloud(view, row) -> str:
    """Return what is read aloud of a stage: its middle time, that of nine in ten and the agreed one, each named."""
    known = [name for name in ("median_hours", "p90_hours", "assigned_hours") if not is_missing(getattr(row, name))]
    told = [f"{view.words(f'chain.time_{name}')}: {view.formats.number(getattr(row, name), 1)}" for name in known]
    return ", ".join(told if "median_hours" in known else [view.words("chain.still_open"), *told])
