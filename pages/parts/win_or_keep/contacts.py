"""Contacts to win and to keep customers: how many do, and the time and money each one won takes."""

from pages.parts.charts.figure_table import ALL, NAME, WIDE, Column, figure_table
from pages.parts.i18n.formats import Unit, unit_words
from pages.parts.i18n.values import is_missing
from pages.parts.ui import bars, html
from pages.parts.ui.number_links import linked_text
from pages.parts.view.words.empty_reasons import why_empty


def contact_tables(view) -> None:
    """Draw conversion, by channel, and conversion_by: contacts to win beside contacts to keep."""
    rows, purposes, words = view.read("conversion"), view.read("conversion_by"), view.words
    if rows.empty:
        html.footnote(why_empty(view, "contacts.missing"))
        return
    every = next(rows[rows["channel"] == ALL].itertuples())
    share = linked_text(view, view.formats.share(every.won_share), "conversion", "won_share", channel=ALL)
    title = words("contacts.title", share=share, contacts=view.formats.number(every.contacts))
    subtitle = words("contacts.subtitle", unit=unit_words(view, Unit(1, "", 0)))
    name = Column("channel", lambda channel: _channel(view, channel), words("channel.head"), NAME)
    shown = rows.sort_values("won_share", ascending=False, kind="stable")
    figure_table(view, "conversion", shown, [name, *_columns(view, rows)], title, subtitle, data="contacts")
    purpose = Column("purpose", lambda one: words(f"contacts.{one}"), words("contacts.purpose"), NAME)
    title = words("contacts.purpose_title")
    figure_table(view, "conversion_by", purposes, [purpose, *_columns(view, purposes)], title, subtitle)
    html.footnote(words("contacts.remark"))


def _columns(view, rows) -> list[Column]:
    formats, words, scale = view.formats, view.words, bars.largest(rows["won_share"])
    return [
        Column("won_share", lambda share: bars.plain_bar(scale, share), words("chart.of_largest"), WIDE),
        Column("won_share", lambda share: formats.share(share, 1), words("contacts.won_share")),
        Column("contacts", formats.number, words("contacts.contacts")),
        Column("won", formats.number, words("contacts.won")),
        Column("open", formats.number, words("contacts.open")),
        Column("minutes_per_won", _number(formats, 0), words("contacts.minutes_per_won")),
        Column("cost_per_won", _number(formats, 2), words("contacts.cost_per_won")),
    ]


def _number(formats, decimals: int):
    return lambda value: "" if is_missing(value) else formats.number(value, decimals)


def _channel(view, channel: str) -> str:
    return view.words("contacts.all") if channel == ALL else channel
