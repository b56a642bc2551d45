"""The badge that says whether the figures agree with themselves and with the uploads."""

from pages.parts import look


def badge(view) -> None:
    """Draw one line: every identity holds, or how many do not, with the way to the list."""
    rows = view.read("reconciliation")
    failing = rows[~rows["holds"].astype(bool)]
    if failing.empty:
        words = view.words("badge.holds", count=len(rows))
    else:
        words = view.words("badge.fails", count=len(failing), names=view.formats.listing(list(failing["identity"])))
    kind = "badge" if failing.empty else "badge off"
    look.show(f'<p class="{kind}"><b>{"✓" if failing.empty else "✕"}</b> {look.escape(words)}</p>')
