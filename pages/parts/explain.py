"""How a page's figures were worked out: meaning, formula, assumptions as they stand, and the SQL itself."""

import streamlit as st

from models.explaining import used_assumptions
from models.header import Header
from pages.parts import look
from pages.parts.house import ROOT, house

ROWS_SHOWN = 5
SHOWN = ("meaning", "formula", "grain", "units", "source", "limits")


def explain(view, *names: str) -> None:
    """Draw the folded section that explains figures; its content is made only when it is opened."""
    with st.expander(view.words("explain.title"), key="explain", on_change="rerun") as section:
        if not section.open:
            return
        headers = {name: house().engine.header(name) for name in names}
        chosen = st.selectbox(
            view.words("explain.which"), names, key="explain_figure", format_func=lambda name: headers[name].title
        )
        show_figure(view, headers[chosen])


def show_figure(view, header: Header) -> None:
    """Draw one figure's meaning, formula, inputs with their values now, and SQL."""
    lines = {view.words(f"explain.{field}"): look.escape(getattr(header, field)) for field in SHOWN}
    lines[view.words("explain.file")] = f"<code>{look.escape(header.path.relative_to(ROOT).as_posix())}</code>"
    look.show(
        "<dl>" + "".join(f"<dt>{look.escape(name)}</dt><dd>{text}</dd>" for name, text in lines.items()) + "</dl>"
    )
    _inputs(view, header)
    st.code(header.sql, language="python" if header.is_python else "sql", wrap_lines=True)


def _inputs(view, header: Header) -> None:
    used = used_assumptions(house().engine, [header.name], view.version)
    if used:
        empty = view.words("assumptions.empty")
        held = " · ".join(f"{row['name']} = {row['value'] or empty}" for row in used)
        st.text(view.words("explain.assumptions", list=held))
    if not header.reads:
        return
    source = st.pills(view.words("explain.reads"), header.reads, key=f"input_of_{header.name}")
    if source and view.version:
        rows, _ = view.first_rows(source, ROWS_SHOWN)
        st.dataframe(rows, hide_index=True, alt=source)
