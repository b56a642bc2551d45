"""Buttons that hand out files."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from data.contracts import contract
from data.printing import safe_for_spreadsheets
from data.templates import csv_template, xlsx_template

KINDS: dict[str, tuple[Callable[[str, str], bytes], str]] = {
    "csv": (csv_template, "text/csv"),
    "xlsx": (xlsx_template, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
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


def rows_button(view, rows: Callable[[], pd.DataFrame], name: str) -> None:
    """Draw the button that downloads rows as CSV, worked out on the click, safe to open in a spreadsheet program."""
    st.download_button(
        view.words("download.rows"),
        data=lambda: safe_for_spreadsheets(rows()).to_csv(index=False).encode("utf-8-sig"),
        file_name=f"{name}.csv",
        mime="text/csv",
        key=f"rows_{name}",
        on_click="ignore",
    )
