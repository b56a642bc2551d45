"""What is lacking for amounts in other currencies, and the way to where it is cured: a thing to do, no fault."""

import streamlit as st

from pages.parts.access import pages
from pages.parts.i18n.values import is_missing
from pages.parts.ui import html

TO_DO = "amounts without an exchange rate = 0"  # a rate or the currency is lacking; nothing contradicts anything


def judged(rows):
    """Return the identities that say whether something is wrong, and those that fail; what is to do is no fault."""
    known = rows[rows["holds"].astype(bool) | (rows["identity"] != TO_DO)]
    return known, known[~known["holds"].astype(bool)]


def cure_rates(view) -> None:
    """Draw the link to the rates, or to the reporting currency while the data do not say which one it is."""
    home = next(view.read("home_currency").itertuples(), None)
    if home is not None and is_missing(home.currency):
        pages.page_link("assumptions", view.words("quality.cure_currency"), {"assumption": "reporting_currency"})
    else:
        pages.page_link("data", view.words("quality.cure_rate"), {"list": "exchange_rates"})


def rates_to_do(view, row) -> None:
    """Draw a line on the amounts without a rate with its cure, where there are any. row: data_quality."""
    if row is None or is_missing(row.amounts_without_rate) or not row.amounts_without_rate:
        return
    said = view.words("quality.amounts_without_rate", count=view.formats.number(row.amounts_without_rate))
    with st.container(horizontal=True, key="links_rates", vertical_alignment="center"):
        html.render(f'<p class="badge">{html.escape(said)}</p>', width="content")
        cure_rates(view)
