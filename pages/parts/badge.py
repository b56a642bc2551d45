"""Whether the figures agree with themselves and with the uploads: a line when they do, an alarm when they do not."""

import streamlit as st

from pages.parts import look, seam
from pages.parts.cures import judged, rates_to_do
from pages.parts.figure_rows import identities
from pages.parts.folding import folded
from pages.parts.house import house
from pages.parts.language import translated
from pages.parts.values import is_missing
from pages.parts.view_cache import drawn

LOOK_AGAIN_SECONDS = 2
NAMED = 5  # identities the alarm names with both sides; the list below has them all


def alarm(view) -> None:
    """Draw, above everything else, every identity that does not hold with both its sides; nothing when all hold."""
    drawn(view, "alarm", _alarm)


def _alarm(view) -> None:
    failing = judged(view.read("reconciliation"))[1]
    if failing.empty:
        return
    lines = "".join(f"<li>{_line(view, row)}</li>" for row in failing.head(NAMED).itertuples())
    more = len(failing) - NAMED
    lines += f"<li>{look.escape(view.words('badge.more', count=more))}</li>" if more > 0 else ""
    title, why = view.words("badge.alarm", count=len(failing)), view.words("badge.alarm_why")
    look.show(
        '<div class="alarm" role="alert"><h2>✕ '
        f"{look.escape(title)}</h2><p>{look.escape(why)}</p><ul>{lines}</ul></div>"
    )


def badge(view) -> None:
    """Draw one line: every identity holds, or how many do not, with all of them folded behind it."""
    rows, failing = judged(view.read("reconciliation"))
    span = next(view.read("ledger_span").itertuples(), None)
    if span and span.later_complaints:
        later = view.formats.number(span.later_complaints)
        look.remark(view.words("badge.later", count=later, day=view.formats.day(span.as_of)))
    if len(rows) and failing.empty and seam.tells(view, "reconciliation"):
        folded(view, "identities", identities, label="✓ " + view.words("badge.holds", count=len(rows)))
    elif len(rows):
        _state(view, len(rows), failing)
        folded(view, "identities", identities)


def badge_after_a_change(view) -> None:
    """Draw the badge of the latest change as soon as its figures are worked out;
    until then that they are being checked."""
    if view.version:
        is_there = house().engine.is_built(view.version)
        st.fragment(_after_a_change, run_every=None if is_there else LOOK_AGAIN_SECONDS)(view, is_there)


def alarm_if_known(view) -> None:
    """Draw the alarm where the figures of the version are worked out already."""
    if view.version and house().engine.is_built(view.version):
        alarm(view)


def _after_a_change(view, was_there: bool) -> None:
    if not house().engine.is_built(view.version):
        look.show(f'<p class="badge">{look.escape(view.words("badge.checking", version=view.version))}</p>')
        return
    rows, failing = judged(view.read("reconciliation"))
    if not was_there:
        alarm(view)  # else it stands at the top
    _state(view, len(rows), failing)
    rates_to_do(view, next(view.read("data_quality").itertuples(), None))


def _state(view, count: int, failing) -> None:
    if failing.empty:
        look.show(f'<p class="badge"><b>✓</b> {look.escape(view.words("badge.holds", count=count))}</p>')
    else:
        names = view.formats.listing([translated(view.language, name) for name in failing["identity"]])
        look.show(
            '<p class="badge off"><b>✕</b> '
            f"{look.escape(view.words('badge.fails', count=len(failing), names=names))}</p>"
        )


def _line(view, row) -> str:
    """ "ledger = sum by month: 1,200.00 on one side, 1,198.00 on the other, 2.00 apart";
    without the sides where they are withheld."""
    name = f"<b>{look.escape(translated(view.language, row.identity))}</b>"
    if is_missing(row.left_side) or is_missing(row.right_side):
        return name
    sides = {side: view.formats.number(getattr(row, side), 2) for side in ("left_side", "right_side")}
    sides["difference"] = view.formats.number(abs(row.difference), 2)
    return f"{name}: {look.escape(view.words('badge.sides', **sides))}"
