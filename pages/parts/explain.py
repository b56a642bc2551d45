"""How a page's figures were worked out: meaning, formula, assumptions as they stand, and the SQL itself."""

import streamlit as st

from models.explaining import used_assumptions
from models.header import Header
from pages.parts import figure_words, look, seam
from pages.parts.cells import cells
from pages.parts.figure_rows import withheld
from pages.parts.house import ROOT, house
from pages.parts.in_link import expander, follow
from pages.parts.steps import step_of_visitor

ROWS_SHOWN = 5
SHOWN = ("meaning", "formula", "grain", "units", "source", "limits")


def explain(view, *names: str) -> None:
    """Draw the folded section that explains figures; its content is made only when it is opened."""
    step_of_visitor(view, _explain, names)


def _explain(view, names: tuple[str, ...]) -> None:
    with expander(view.words("explain.title"), "explain_figures") as section:
        if not section.open:
            return
        headers = {name: house().engine.header(name) for name in names}
        note = follow("explain_figure", names, names[0])
        chosen = st.selectbox(
            view.words("explain.which"),
            names,
            key="explain_figure",
            on_change=note,
            format_func=lambda name: figure_words.title(view.language, headers[name]),
        )
        show_figure(view, headers[chosen])


def show_figure(view, header: Header) -> None:
    """Draw one figure's meaning, formula, inputs with their values now, and SQL."""
    lines = {view.words(f"explain.{field}"): look.escape(_told(view, header, field)) for field in SHOWN}
    lines[view.words("explain.file")] = f"<code>{look.escape(header.path.relative_to(ROOT).as_posix())}</code>"
    look.show(
        "<dl>" + "".join(f"<dt>{look.escape(name)}</dt><dd>{text}</dd>" for name, text in lines.items()) + "</dl>"
    )
    if view.shared:
        return  # neither rows nor SQL are for the visitor of a link
    _inputs(view, header)
    st.code(header.sql, language="python" if header.is_python else "sql", wrap_lines=True)


def _told(view, header: Header, field: str) -> str:
    if field in ("units", "source"):
        return (figure_words.units if field == "units" else figure_words.sources)(view.language, header)
    return figure_words.said(view.language, getattr(header, field))


def _inputs(view, header: Header) -> None:
    used = used_assumptions(house().engine, [header.name], view.version)
    if used:
        held = " · ".join(f"{row['name']} = {view.formats.written(row['value'])}" for row in used if row["value"])
        unset = ", ".join(row["name"] for row in used if not row["value"])
        look.show(
            f'<p class="cs">{look.escape(view.words("explain.assumptions", list=held or "–", unset=unset or "–"))}</p>'
        )
    if not header.reads or not seam.may_read_rows(view):
        return
    note = follow(f"input_of_{header.name}", header.reads)
    source = st.pills(view.words("explain.reads"), header.reads, key=f"input_of_{header.name}", on_change=note)
    if source and view.version:
        rows, _ = view.first_rows(source, ROWS_SHOWN)
        if withheld(rows.columns):
            look.remark(view.words("figures.rows_withheld"))
            return
        cells(view, f"input_{header.name}_{source}", rows, source)
