"""Identities: badge, alarm, list."""

import streamlit as st

from pages.parts.access import pages
from pages.parts.explain.cures import judged, rates_to_do
from pages.parts.explain.figure_grid import _holds
from pages.parts.i18n import model_texts
from pages.parts.i18n.values import is_missing
from pages.parts.runtime.services import services
from pages.parts.ui import html, tables
from pages.parts.view.sections import folded_section
from pages.parts.view.view_cache import drawn


def identities(view) -> None:
    """Draw every identity: what stands on its two sides, the difference, and whether it holds."""
    words, formats = view.words, view.formats
    columns = ("identity", "holds", "left_side", "right_side", "difference")
    heads = [
        tables.head(words(f"identity.{column}"), "" if column in ("identity", "holds") else "num") for column in columns
    ]
    body = [
        tables.row(
            tables.name(model_texts.identity(view.language, row.identity)),
            _holds(view, row),
            *(
                tables.number(formats.number(getattr(row, column), 2), words(f"identity.{column}"))
                for column in columns[2:]
            ),
        )
        for row in view.read("reconciliation").itertuples()
    ]
    tables.table(words("identity.title"), words("identity.subtitle"), heads, body)


LOOK_AGAIN_SECONDS = 2
NAMED = 5  # identities the alarm names with both sides; the list below has them all


def reconciliation_alarm(view) -> None:
    """Draw, above everything else, every identity that does not hold with both its sides; nothing when all hold."""
    drawn(view, "alarm", _alarm)


def _alarm(view) -> None:
    failing = judged(view.read("reconciliation"))[1]
    if failing.empty:
        return
    lines = "".join(f"<li>{_line(view, row)}</li>" for row in failing.head(NAMED).itertuples())
    more = len(failing) - NAMED
    lines += f"<li>{html.escape(view.words('badge.more', count=more))}</li>" if more > 0 else ""
    title, why = view.words("badge.alarm", count=len(failing)), view.words("badge.alarm_why")
    html.render(
        '<div class="alarm" role="alert"><h2>✕ '
        f"{html.escape(title)}</h2><p>{html.escape(why)}</p><ul>{lines}</ul></div>"
    )


def reconciliation_badge(view) -> None:
    """Draw one line: every identity holds, or how many do not, with all of them folded behind it."""
    rows, failing = judged(view.read("reconciliation"))
    span = next(view.read("ledger_span").itertuples(), None)
    if span and span.later_complaints:
        later = view.formats.number(span.later_complaints)
        html.footnote(view.words("badge.later", count=later, day=view.formats.day(span.as_of)))
        pages.page_link("assumptions", view.words("badge.change_day"), {"assumption": "as_of"})
    if len(rows) and failing.empty and view.can_read("reconciliation"):
        folded_section(
            view, "identities", "reconciliation", identities, label="✓ " + view.words("badge.holds", count=len(rows))
        )
    elif len(rows):
        _state(view, len(rows), failing)
        folded_section(view, "identities", "reconciliation", identities)


def badge_after_change(view) -> None:
    """Draw the badge of the latest change as soon as its figures are worked out;
    until then that they are being checked."""
    if view.version:
        is_there = services().engine.is_built(view.version)
        st.fragment(_after_a_change, run_every=None if is_there else LOOK_AGAIN_SECONDS)(view, is_there)


def alarm_if_known(view) -> None:
    """Draw the alarm where the figures of the version are worked out already."""
    if view.version and services().engine.is_built(view.version):
        reconciliation_alarm(view)


def _after_a_change(view, was_there: bool) -> None:
    if not services().engine.is_built(view.version):
        html.render(f'<p class="badge">{html.escape(view.words("badge.checking", version=view.version))}</p>')
        return
    rows, failing = judged(view.read("reconciliation"))
    if not was_there:
        reconciliation_alarm(view)  # else it stands at the top
    _state(view, len(rows), failing)
    rates_to_do(view, next(view.read("data_quality").itertuples(), None))


def _state(view, count: int, failing) -> None:
    if failing.empty:
        html.render(f'<p class="badge"><b>✓</b> {html.escape(view.words("badge.holds", count=count))}</p>')
    else:
        names = view.formats.listing([model_texts.identity(view.language, name) for name in failing["identity"]])
        html.render(
            '<p class="badge off"><b>✕</b> '
            f"{html.escape(view.words('badge.fails', count=len(failing), names=names))}</p>"
        )


def _line(view, row) -> str:
    """ "ledger = sum by month: 1,200.00 on one side, 1,198.00 on the other, 2.00 apart";
    without the sides where they are withheld."""
    name = f"<b>{html.escape(model_texts.identity(view.language, row.identity))}</b>"
    if is_missing(row.left_side) or is_missing(row.right_side):
        return name
    sides = {side: view.formats.number(getattr(row, side), 2) for side in ("left_side", "right_side")}
    sides["difference"] = view.formats.number(abs(row.difference), 2)
    return f"{name}: {html.escape(view.words('badge.sides', **sides))}"
