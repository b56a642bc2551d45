"""The uploaded rows behind a chosen cell: data set, file, sheet, row and amount, to read and to download."""

from datetime import date

import pandas as pd
import streamlit as st

from data.contracts.definitions import contract
from models.engine.lineage import totals
from pages.parts.access.downloads import rows_buttons
from pages.parts.ui.steps import step_of_visitor
from pages.parts.ui.url_state import bind_to_url, fold

ROWS_SHOWN = 1000
ORDER = ("id", "day", "category", "sector", "amount", "dataset", "file", "sheet", "row")


def rows_behind(view, name: str, choices: dict[str, list], shown: dict[str, dict] | None = None) -> None:
    """Draw the folded section that leads from a cell of a figure to the rows it came from.

    name: the figure; choices: column -> values to choose from; shown: column -> value -> words for it.
    """
    if not view.may_read_rows or view.filters.scenario:
        return
    step_of_visitor(view, _rows_behind, name, choices, shown or {})


def _rows_behind(view, name: str, choices: dict[str, list], shown: dict[str, dict]) -> None:
    fold(view.words("rows.title"), "rows_behind", lambda: _chosen(view, name, choices, shown))


def _chosen(view, name: str, choices: dict[str, list], shown: dict[str, dict]) -> None:
    with st.container(horizontal=True):
        picked = {column: _pick(view, column, values, shown.get(column, {})) for column, values in choices.items()}
    where = {column: value for column, value in picked.items() if value is not None}
    if where:
        _show(view, name, where)
    else:
        st.text(view.words("rows.choose"))


def _pick(view, column: str, values: list, names: dict):
    return st.selectbox(
        view.words(f"rows.{column}"),
        values,
        index=None,
        key=f"behind_{column}",
        on_change=bind_to_url(f"behind_{column}", values),
        width=220,
        placeholder=view.words("rows.any"),
        format_func=lambda value: names.get(value, str(value)),
    )


def _show(view, name: str, where: dict) -> None:
    rows = view.trace(name, where)
    st.text(rows_counted(view, rows))
    rows_table(view, rows)
    rows_buttons(view, lambda: rows, name)


def rows_counted(view, rows: pd.DataFrame) -> str:
    """Return how many rows of which data set stand behind a number, and what the amounts of each add up to."""
    said = []
    for name, (count, total) in totals(rows).items():
        fields = {"dataset": dataset_name(view, name), "count": view.formats.number(count)}
        has_amounts = rows[rows["dataset"] == name]["amount"].notna().any()
        key = "rows.of" if has_amounts else "rows.of_plain"
        said.append(view.words(key, **fields, total=view.formats.number(total, 2 if total % 1 else 0)))
    return "; ".join(said) if said else view.words("rows.none")


def dataset_name(view, name: str) -> str:
    """Return a data set's name in words; what rests on an assumption comes from no data set."""
    return view.words("nav.assumptions") if name == "assumptions" else contract(name).title[view.language]


def rows_table(view, rows: pd.DataFrame) -> None:
    """Draw the first thousand uploaded rows: what they say of themselves, amount, and where they stand."""
    shown = _written(view, rows.head(ROWS_SHOWN))
    st.dataframe(shown, hide_index=True, alt=view.words("rows.title"), column_config=_columns(view))


def _written(view, rows: pd.DataFrame) -> pd.DataFrame:
    names = [name for name in ORDER if name in rows and rows[name].notna().any()]
    written = rows.assign(
        dataset=[dataset_name(view, name) for name in rows["dataset"]],
        sheet=rows["sheet"].fillna(""),
        amount=[view.formats.number(amount, 2) for amount in rows["amount"]],
    )
    if "day" in names:
        written["day"] = [view.formats.day(date.fromisoformat(day[:10])) if day else "" for day in rows["day"]]
    return written[names].fillna("")


def _columns(view) -> dict:
    titles = {column: view.words(f"rows.column_{column}") for column in ORDER if column != "amount"}
    return titles | {"amount": st.column_config.TextColumn(view.words("rows.column_amount"), alignment="right")}
