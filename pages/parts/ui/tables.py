"""HTML tables: real text that prints, reads aloud, and becomes cards on a phone."""

from markupsafe import Markup

from pages.parts.ui.html import escape, render


def head(text: object, kind: str = "") -> str:
    """Return a column heading; kind: "num" to the right, "wide" and "middling" for graphics."""
    return f'<th scope="col" class="{kind}">{escape(text)}</th>'


def name(text: object) -> str:
    """Return the cell that names its row."""
    return f'<th scope="row">{escape(text)}</th>'


def number(text: object, label: str = "", kind: str = "") -> str:
    """Return a cell with a number already written; `label` stands before it on a phone."""
    return cell(escape(text), f"num {kind}".strip(), label)


def interval(text: object) -> str:
    """Return a cell with an interval, in grey, left out on a phone."""
    return f'<td class="rg hide">{escape(text)}</td>'


def cell(body: str, kind: str = "", label: str = "") -> str:
    """Return a cell of HTML; whatever users wrote in it must be escaped."""
    said = f' data-l="{escape(label)}"' if label else ""
    return f'<td class="{kind}"{said}>{body}</td>'


def row(*cells: str, total: bool = False) -> str:
    """Return a row; a total row is set apart."""
    return f"<tr{' class=tot' if total else ''}>{''.join(cells)}</tr>"


def table(title: str, subtitle: str, heads: list[str], rows: list[str], after: str = "", kind: str = "") -> None:
    """Draw a table under its finding; every row becomes a card on a phone. `after` is HTML below it (a legend).

    kind: "lines" gives each number a line of its own in the card, for tables with many of them.
    """
    caption = f'<caption><h2 class="ct">{escape(title)}</h2><span class="cs">{escape(subtitle)}</span></caption>'
    head_row = f"<thead><tr>{''.join(heads)}</tr></thead>"
    render(f'<table class="cards {kind}">{caption}{head_row}<tbody>{"".join(rows)}</tbody></table>{after}')


def change(formats, value: object, unit=None, more_is_worse: bool = True, money: bool = False) -> Markup:
    """Return the HTML of a change with arrow and sign, in the colour of worse or better."""
    written = formats.change(value, unit, money)
    if written[0] not in "▲▼":
        return Markup(escape(written))
    worse = (written[0] == "▲") == more_is_worse
    return Markup(f'<span class="{"up" if worse else "down"}">{escape(written)}</span>')
