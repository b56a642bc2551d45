"""Buttons that hand out files."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from data.contracts.definitions import contract
from data.export.spreadsheets import csv_file, xlsx_file
from data.export.templates import csv_template, xlsx_template
from pages.parts.access.visitor import guarded_download, is_allowed

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS: dict[str, tuple[Callable[[str, str], bytes], str]] = {
    "csv": (csv_template, "text/csv"),
    "xlsx": (xlsx_template, WORKBOOK),
}


def template_button(view, dataset: str, kind: str = "xlsx") -> None:
    """Draw the button that downloads the empty template of a data set in the reader's language."""
    make, media_type = KINDS[kind]
    title = contract(dataset).title[view.language]
    st.download_button(
        view.words(f"download.template_{kind}", list=title),
        data=lambda: make(dataset, view.language),
        file_name=f"{dataset}.{kind}",
        mime=media_type,
        key=f"template_{dataset}_{kind}",
        on_click="ignore",
    )


def rows_buttons(view, rows: Callable[[], pd.DataFrame], name: str) -> None:
    """Draw the buttons that download rows as CSV and XLSX, worked out on the click, safe in a spreadsheet program.

    Nothing for whoever may not have stored rows.
    """
    if not is_allowed("rows"):
        return
    makers = {
        "csv": (lambda: csv_file(rows(), view.language), "text/csv"),
        "xlsx": (lambda: xlsx_file(rows(), name), WORKBOOK),
    }
    with st.container(horizontal=True):
        for kind, (make, media_type) in makers.items():
            st.download_button(
                view.words(f"download.rows_{kind}"),
                data=guarded_download("rows", f"{name}.{kind}", make),
                file_name=f"{name}.{kind}",
                mime=media_type,
                key=f"rows_{name}_{kind}",
                on_click="ignore",
            )


def original_button(view, path, file_name: str, key: str) -> None:
    """Draw the button that hands out an uploaded file byte for byte, as it came;
    nothing for whoever may not have it."""
    if not is_allowed("rows"):
        return
    st.download_button(
        view.words("download.original"),
        data=guarded_download("rows", file_name, path.read_bytes),
        file_name=file_name,
        mime="application/octet-stream",
        key=key,
        on_click="ignore",
    )
