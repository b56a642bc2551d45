"""How figures are calculated."""

import streamlit as st

from data.contracts.definitions import contract, dataset_names
from models.engine.definitions.header import Header
from models.explain.explanation import used_assumptions
from pages.parts.explain.figure_grid import cells, withheld
from pages.parts.i18n import figure_texts, model_texts
from pages.parts.runtime.services import ROOT, services
from pages.parts.ui import html
from pages.parts.ui.steps import step_of_visitor
from pages.parts.ui.url_state import bind_to_url, fold

ROWS_SHOWN = 5
SHOWN = ("meaning", "formula", "grain", "units", "source", "limits")


def explain(view, *names: str) -> None:
    """Draw the folded section that explains figures; its content is made only when it is opened."""
    step_of_visitor(view, _explain, names)


def _explain(view, names: tuple[str, ...]) -> None:
    fold(view.words("explain.title"), "explain_figures", lambda: _chosen(view, names))


def _chosen(view, names: tuple[str, ...]) -> None:
    headers = {name: services().engine.header(name) for name in names}
    note = bind_to_url("explain_figure", names, names[0])
    chosen = st.selectbox(
        view.words("explain.which"),
        names,
        key="explain_figure",
        on_change=note,
        format_func=lambda name: figure_texts.said(view.language, headers[name], "title"),
    )
    show_figure(view, headers[chosen])


def show_figure(view, header: Header) -> None:
    """Draw one figure's meaning, formula, inputs with their values now, and SQL."""
    told = {field: figure_texts.said(view.language, header, field) for field in SHOWN}
    told["source"] = figure_texts.sources(view.language, header, services().engine.catalogue.headers)
    lines = {view.words(f"explain.{field}"): html.escape(text) for field, text in told.items()}
    lines[view.words("explain.file")] = f"<code>{html.escape(header.path.relative_to(ROOT).as_posix())}</code>"
    html.render(
        "<dl>" + "".join(f"<dt>{html.escape(name)}</dt><dd>{text}</dd>" for name, text in lines.items()) + "</dl>"
    )
    if not view.may_open_numbers:
        return  # neither rows nor SQL are for the visitor of a link
    _inputs(view, header)
    with st.expander(view.words("panel.sql"), key=f"sql_{header.name}"):
        st.code(header.sql, language="python" if header.is_python else "sql", wrap_lines=True)


def _inputs(view, header: Header) -> None:
    used = used_assumptions(services().engine, [header.name], view.version)
    if used:
        named = {row["name"]: model_texts.assumption_title(view.language, row["name"]) for row in used}
        held = " · ".join(f"{named[row['name']]} {_value(view, row)}" for row in used if row["value"])
        unset = ", ".join(named[row["name"]] for row in used if not row["value"])
        html.render(
            f'<p class="cs">{html.escape(view.words("explain.assumptions", list=held or "–", unset=unset or "–"))}</p>'
        )
    if not header.reads or not view.may_read_rows:
        return
    note = bind_to_url(f"input_of_{header.name}", header.reads)
    source = st.pills(
        view.words("explain.reads"),
        header.reads,
        key=f"input_of_{header.name}",
        on_change=note,
        format_func=lambda name: html.plain(_named(view, name)),
    )
    if source and view.version:
        rows, _ = view.first_rows(source, ROWS_SHOWN)
        if withheld(rows.columns, source):
            html.footnote(view.words("figures.rows_withheld"))
            return
        cells(view, f"input_{header.name}_{source}", rows, source)


def _value(view, row: dict) -> str:
    return model_texts.assumption_value(view.formats, row["name"], row["value"])


def _named(view, name: str) -> str:
    """A figure, a data set or another table a figure reads, in words where it has a title."""
    if name in dataset_names():
        return contract(name).title[view.language]
    header = services().engine.catalogue.headers.get(name)
    return figure_texts.said(view.language, header, "title") if header else name.replace("_", " ")
