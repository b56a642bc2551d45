"""HTML tables: real text that prints, reads aloud, and fits a phone: compact, or as cards where there is prose."""

from markupsafe import Markup

from pages.parts.ui.html import escape, marked, render

LATER = "later"  # the class of what a phone shows only with the whole table


def head(text: object, kind: str = "") -> str:
    """Return a column heading; kind: "num" to the right, "wide" and "middling" for graphics."""
    return f'<th scope="col" class="{kind}">{escape(text)}</th>'


def name(text: object) -> str:
    """Return the cell that names its row."""
    return f'<th scope="row">{escape(text)}</th>'


def number(text: object, label: str = "", kind: str = "") -> str:
    """Return a cell with a number already written; `label` stands before it on a phone."""
    return cell(escape(text), f"num {kind}".strip(), label)


def cell(body: str, kind: str = "", label: str = "") -> str:
    """Return a cell of HTML; whatever users wrote in it must be escaped."""
    said = f' data-l="{escape(label)}"' if label else ""
    return f'<td class="{kind}"{said}>{body}</td>'


def row(*cells: str, total: bool = False) -> str:
    """Return a row; a total row is set apart."""
    return f"<tr{' class=tot' if total else ''}>{''.join(cells)}</tr>"


def apart(line: str) -> str:
    """Return a row as one that begins what is no sector, channel or segment of its own."""
    return line.replace("<tr", '<tr data-apart="1"', 1)


def later(line: str) -> str:
    """Return a row as one that a phone shows only with the whole table."""
    return line.replace("<tr", f'<tr class="{LATER}"', 1)


def caption(title: str, subtitle: str, anchor: str = "") -> str:
    """Return the HTML of the head of a table: its finding as a title, what is measured."""
    head = f'<h2 class="ct"{marked(anchor)}>{escape(title)}</h2>'
    return f'<caption>{head}<span class="cs">{escape(subtitle)}</span></caption>'


def compact(head: str, heads: list[str], rows: list[str], after: str, whole: str, folded: bool) -> None:
    """Draw a table under its finding that stays one on a phone: what waits there is opened below it.

    `after` is HTML below it (a legend); whole: what opens the rest, "" where nothing waits; folded: all of it waits.
    """
    opened = f'<details class="whole"><summary>{escape(whole)}</summary></details>' if whole else ""
    drawn = f'<div class="sideways">{_html(head, heads, rows, "compact")}</div>'
    render(f'<div class="fit{" folded" if folded else ""}">{drawn}{opened}{after}</div>')


def table(title: str, subtitle: str, heads: list[str], rows: list[str], after: str = "", kind: str = "") -> None:
    """Draw a table under its finding; every row becomes a card on a phone. `after` is HTML below it (a legend).

    kind: "lines" gives each number a line of its own in the card, for tables with many of them.
    """
    render(_html(caption(title, subtitle), heads, rows, f"cards {kind}") + after)


def _html(head: str, heads: list[str], rows: list[str], kind: str) -> str:
    head_row = f"<thead><tr>{''.join(heads)}</tr></thead>"
    return f'<table class="{kind}">{head}{head_row}<tbody>{"".join(rows)}</tbody></table>'


def change(formats, value: object, unit=None, more_is_worse: bool = True, money: bool = False) -> Markup:
    """Return the HTML of a change with arrow and sign, in the colour of worse or better."""
    written = formats.change(value, unit, money)
    if written[0] not in "▲▼":
        return Markup(escape(written))
    worse = (written[0] == "▲") == more_is_worse
    return Markup(f'<span class="{"up" if worse else "down"}">{escape(written)}</span>')
