"""The badge that says whether the figures agree with themselves and with the uploads."""

from pages.parts import look
from pages.parts.language import translated


def badge(view) -> None:
    """Draw one line: every identity holds, or how many do not, with the way to the list."""
    rows = view.read("reconciliation")
    failing = rows[~rows["holds"].astype(bool)]
    if failing.empty:
        words = view.words("badge.holds", count=len(rows))
    else:
        words = view.words("badge.fails", count=len(failing), names=_names(view, failing))
    span = next(view.read("ledger_span").itertuples())
    if span.later_complaints:
        later = view.formats.number(span.later_complaints)
        look.remark(view.words("badge.later", count=later, day=view.formats.day(span.as_of)))
    kind = "badge" if failing.empty else "badge off"
    look.show(f'<p class="{kind}"><b>{"✓" if failing.empty else "✕"}</b> {look.escape(words)}</p>')


def _names(view, failing) -> str:
    return view.formats.listing([translated(view.language, name) for name in failing["identity"]])
