"""The books beside the ledger: control totals with the difference explained, and months that are closed."""

import streamlit as st

from data.accounting.control_totals import columns_of
from data.contracts.definitions import contract, dataset_names
from data.problems import Problem, sentence
from pages.parts.data.period_close import closed_months
from pages.parts.data.upload.mapping import column_title
from pages.parts.i18n.values import as_month, month_code, plain_number
from pages.parts.runtime.services import services
from pages.parts.runtime.work.figure_work import begin, wait_for_figures
from pages.parts.ui import html, tables

CAUSES = ("set_aside", "other_month", "not_mapped", "without_rate", "unknown")


def books(view) -> None:
    """Draw the control totals, the form for one more, and the closed months."""
    held = services().store.controls()
    if view.version:
        wait_for_figures(view.version, view.language)
        if view.choice.version != view.version:
            st.rerun()  # the figures came to be since the page began
    rows = view.read_whole("control_difference") if held else None
    open_ones = 0 if rows is None else len(rows[rows["difference"] != 0])
    html.page_header(
        view.words("frame.version", version=view.version), _answer(view, len(held), open_ones), view.words("books.why")
    )
    if said := st.session_state.pop("books_said", None):
        st.success(html.plain(said))
    if rows is not None and len(rows):
        _table(view, rows)
    _form(view)
    closed_months(view)


def _answer(view, count: int, open_ones: int) -> str:
    if not count:
        return view.words("books.answer_none")
    return view.words("books.answer" if open_ones else "books.answer_agree", count=count, open=open_ones)


def _table(view, rows) -> None:
    words = view.words
    heads = [tables.head(words("books.number"))]
    heads += [tables.head(words(f"books.{name}"), "num") for name in ("books", "stored", "difference")]
    heads.append(tables.head(words("books.because")))
    lines = [_row(view, row) for row in rows.sort_values(["month", "dataset"], ascending=[False, True]).itertuples()]
    tables.table(words("books.title"), words("books.subtitle"), heads, lines)


def _row(view, row) -> str:
    words, number = view.words, view.formats.number
    column = column_title(view, row.dataset, row.column_name)
    name = f"{contract(row.dataset).title[view.language]}, {column}, {view.formats.month(row.month)}"
    return tables.row(
        tables.name(name),
        *(tables.number(number(getattr(row, side), 2), words(f"books.{side}")) for side in ("books", "stored")),
        tables.number(number(row.difference, 2, signed=True), words("books.difference")),
        tables.cell(html.escape(difference_in_words(view, row)), "full said", words("books.because")),
    )


def difference_in_words(view, row) -> str:
    """Return why the books differ: "500.00 is set aside and 100.00 stands in another month.", or that they agree."""
    if not row.difference:
        return view.words("books.agrees")
    parts = [
        view.words(f"books.cause_{cause}", amount=view.formats.number(getattr(row, cause), 2))
        for cause in CAUSES
        if getattr(row, cause)
    ]
    return view.words("books.explained", what=view.formats.listing(parts))


def _form(view) -> None:
    words = view.words
    html.section_header(words("books.form_title"), words("books.form_subtitle"))
    offered = [(name, column) for name in dataset_names() for column in columns_of(name) if not view.lacks(name)]
    months = _months(view)
    if not offered or not months:
        st.text(words("books.nothing_to_check"))
        return
    with st.form("control", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        month = st.selectbox(
            words("books.month"), months, key="control_month", width=160, format_func=view.formats.month
        )
        what = st.selectbox(
            words("books.number"),
            offered,
            key="control_what",
            width=380,
            format_func=lambda pair: f"{contract(pair[0]).title[view.language]}: {column_title(view, *pair)}",
        )
        amount = st.text_input(words("books.amount"), key="control_amount", width=180)
        sent = st.form_submit_button(words("books.compare"), type="primary")
    if sent and amount.strip():
        _store(view, *what, month, amount)


def _months(view) -> list[str]:
    """Every month with an amount of any list, the last one first; costs have months before there is a complaint."""
    held = view.read_whole("money_month")["month"].dropna().unique() if view.version else []
    return sorted({month_code(as_month(month)) for month in held}, reverse=True)


def _store(view, dataset: str, column: str, month: str, amount: str) -> None:
    try:
        version = services().store.control(dataset, month, column, plain_number(amount, view.language))
    except Problem as problem:
        st.error(html.plain(sentence(problem.code, problem.fields, view.language)))
        return
    begin(version)
    st.session_state["books_said"] = view.words("books.stored_as", version=version)
    st.rerun()
