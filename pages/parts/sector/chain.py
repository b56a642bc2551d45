"""Whom a sector serves and who serves it, and who pays for what starts here."""

import pandas as pd
from markupsafe import Markup

from pages.parts.charts.figure_table import NAME, TEXT, Column, figure_table
from pages.parts.i18n.formats import unit_words
from pages.parts.i18n.values import is_missing
from pages.parts.sector.statement import of_sector
from pages.parts.ui import html
from pages.parts.ui.number_links import linked_text
from pages.parts.view.words.empty_reasons import why_empty

CUSTOMER, ALL, LINK = "customer", "all", ("supplier", "receiver")
PAID = ("caused_by", "incurred_by")
MOST_NAMED = 4  # in a sentence


def links(view, sector: str) -> None:
    """Draw chain_flow of one sector: those it serves, then those that serve it, and what travels along each link."""
    if view.lacks("chain_links") or not view.can_read("chain_flow"):
        return
    rows, words = view.read("chain_flow"), view.words
    serves, served_by = rows[rows["supplier"] == sector], rows[rows["receiver"] == sector]
    shown = pd.concat([serves, served_by], ignore_index=True)
    title = _place(view, sector, serves, served_by)
    if shown.empty:
        html.section_header(title, why_empty(view, "statement.no_links"))
        return
    has_money = shown["amount"].fillna(0).any()
    travels = (
        Column("amount", view.formats.number, words("statement.travels"))
        if has_money
        else Column("complaints", view.formats.number, words("statement.travels_complaints"))
    )
    columns = [
        Column("", lambda row: _direction(view, sector, row), words("statement.link"), NAME),
        Column("process", lambda text: "" if is_missing(text) else text, words("statement.process"), TEXT),
        travels,
    ]
    unit = unit_words(view, view.formats.column_unit([])) if has_money else words("chain.complaints")
    figure_table(view, "chain_flow", shown, columns, title, words("statement.link_subtitle", unit=unit), LINK)


def _direction(view, sector: str, row) -> str:
    if row.supplier == sector:
        return view.words("statement.serves", other=_named(view, row.receiver))
    return view.words("statement.served_by", other=_named(view, row.supplier))


def _named(view, name: str) -> str:
    return view.words("statement.customer") if name == CUSTOMER else view.sector(name)


def _place(view, sector: str, serves: pd.DataFrame, served_by: pd.DataFrame) -> str:
    """How far the sector is from the customer, whom it serves and who serves it."""
    distance = next(iter(of_sector(view, "sector_distance", sector)["distance"]), None)
    said = [
        view.words("statement.far_nowhere", sector=view.sector(sector))
        if is_missing(distance)
        else view.words(
            "statement.far",
            count=int(distance),
            sector=view.sector(sector),
            links=linked_text(view, str(int(distance)), "sector_distance", "distance", sector=sector),
        )
    ]
    for key, names in (("title_serves", serves["receiver"]), ("title_served", served_by["supplier"])):
        if len(names):
            said.append(view.words(f"statement.{key}", others=_some(view, names)))
    return Markup(" ").join(said)


def _some(view, names: pd.Series) -> str:
    """The names of a few sectors; of many the first, and how many more there are: the table below names them all."""
    told = names if len(names) <= MOST_NAMED else names[: MOST_NAMED - 1]
    rest = len(names) - len(told)
    more = [view.words("statement.more", count=rest)] if rest else []
    return view.formats.listing([*(_named(view, name) for name in told), *more])


def payers(view, sector: str) -> None:
    """Draw cost_matrix around one sector: who pays for what starts here, and what it pays for others."""
    rows = view.read("cost_matrix")
    here, there = rows[rows["caused_by"] == sector], rows[rows["incurred_by"] == sector]
    paid = _beside(here[here["incurred_by"] != sector], there[there["caused_by"] != sector])
    if paid.empty:
        return
    unit = view.formats.column_unit([*paid["they"], *paid["here"]])
    columns = [
        Column("other", view.sector, view.words("overview.column_sector"), NAME),
        _amount(view, unit, "they", lambda other: (sector, other)),
        _amount(view, unit, "here", lambda other: (other, sector)),
    ]
    subtitle = view.words("statement.paid_subtitle", unit=unit_words(view, unit))
    figure_table(view, "", paid, columns, _own_part(view, sector, here), subtitle)


def _beside(here: pd.DataFrame, there: pd.DataFrame) -> pd.DataFrame:
    """Every sector but the sums, with what it pays for what starts here and what is paid here for what starts there."""
    they = here[here["incurred_by"] != ALL].set_index("incurred_by")["amount"].rename("they")
    paid = there[there["caused_by"] != ALL].set_index("caused_by")["amount"].rename("here")
    both = pd.concat([they, paid], axis=1).rename_axis("other").reset_index()
    return both.sort_values(["they", "here", "other"], ascending=[False, False, True], na_position="last")


def _amount(view, unit, name: str, cell) -> Column:
    def written(row) -> str:
        """The amount as a link to its explanation; nothing where nothing is paid."""
        value = getattr(row, name)
        if is_missing(value) or not value:
            return ""
        return linked_text(
            view,
            view.formats.amount(value, unit),
            "cost_matrix",
            "amount",
            **dict(zip(PAID, cell(row.other), strict=True)),
        )

    return Column("", written, view.words(f"statement.paid_{name}"))


def _own_part(view, sector: str, here: pd.DataFrame) -> str:
    """How much of what starts here is paid here."""
    amounts = here.set_index("incurred_by")["amount"]
    if ALL not in amounts:
        return view.words("statement.paid_title_open")
    told = {
        name: linked_text(
            view, view.formats.money(amounts.get(who, 0)), "cost_matrix", "amount", caused_by=sector, incurred_by=who
        )
        for name, who in (("all", ALL), ("own", sector))
    }
    return view.words("statement.paid_title", sector=view.sector(sector), **told)
