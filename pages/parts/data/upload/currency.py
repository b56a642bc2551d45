"""The currency of the reports: asked once, beside the first file with amounts, and saved when that file is."""

import streamlit as st
from babel.numbers import get_currency_name, list_currencies

from pages.parts.i18n.formats import Formats
from pages.parts.runtime.services import services
from pages.parts.ui import html
from pages.parts.view.figure_cache import currency_at

NAME = "reporting_currency"
COMMON = ("EUR", "USD", "GBP", "BRL", "MXN", "ARS", "CLP", "COP", "CHF")


def currency_question(view, held, answer: dict) -> None:
    """Draw the question where the file has amounts and the home no currency yet; nobody has to answer it now."""
    if answer["status"] != "stored" or not answer["control_totals"] or currency_at(view.version):
        return
    stated = answer.get("currencies") or []
    html.section_header(view.words("start.currency_question"), view.words("start.currency_why"))
    held.currency = st.selectbox(
        view.words("start.currency_question"),
        list(dict.fromkeys([*stated, *COMMON, *sorted(list_currencies())])),
        index=0 if len(stated) == 1 else None,
        key="asked_currency",
        placeholder=view.words("start.currency_later"),
        format_func=lambda code: _named(view.formats, code),
        label_visibility="collapsed",
        width=320,
    )


def save_currency(view, held, version: int) -> int:
    """Save the answer, if there was one, and return the version that holds it."""
    if not held.currency or currency_at(version):
        return version
    source = view.words("start.currency_source")
    return services().store.assume({NAME: {"value": held.currency, "source": source}})


def _named(formats: Formats, code: str) -> str:
    return f"{code} – {get_currency_name(code, locale=formats.locale)}"
