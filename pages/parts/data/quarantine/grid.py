"""The grid rows set aside are corrected in: what was read stands beside the cell to correct."""

import pandas as pd
import streamlit as st

from data.repairs.reject_file import load_rejects, shown_headings
from data.repairs.repair import dismiss_rows, repair_rows
from pages.parts.runtime.services import services
from pages.parts.ui import html

SHOWN = 500
MARK_WIDTH = 110  # pixels: its heading in every language
DISMISSED, READ = "__dismissed__", "__read__"  # names no heading of a file has


def grid(view, import_id: str, group: pd.DataFrame, rejects: pd.DataFrame, repaired) -> None:
    """Draw the rows of one reason, the wrong cell first and marked, and the buttons that put in or dismiss them.

    group: the problems of that reason; rejects: all rows of the import that are set aside, cell by cell.
    """
    with services().store.cursor() as cursor:
        held = load_rejects(cursor, import_id)
    wrong = held.columns.get(group["column"].iloc[0])
    cells = _cells(rejects, held, group["row"], wrong)
    read = group.drop_duplicates("row").set_index("row")["read"].fillna("").reindex(cells.index)
    shown = pd.concat([pd.Series(False, index=cells.index, name=DISMISSED), read.rename(READ), cells], axis=1)
    html.section_header(
        view.words("grid.title"), view.words("grid.subtitle" if wrong else "grid.subtitle_any", column=wrong)
    )
    edited = st.data_editor(
        _marked(shown),
        key=f"grid_{import_id}_{view.version}_{group['code'].iloc[0]}_{wrong}",
        height="content" if len(shown) <= 15 else 560,
        num_rows="fixed",
        disabled=["_index", READ],
        alt=view.words("grid.title"),
        column_config=_columns(view, wrong),
    )
    _buttons(view, import_id, _corrections(cells, edited), _dismissed(edited), repaired)


def dismiss_all(view, import_id: str, group: pd.DataFrame, repaired) -> None:
    """Draw the button that says of all rows of one reason at once that they are no data."""
    gone = [int(row) for row in group["row"].unique()]
    st.text(view.words("grid.totals"))
    if st.button(_label(view, "drop", gone), type="primary", key="grid_drop_all"):
        repaired(view, lambda options, watch: dismiss_rows(services().store, import_id, gone, options, watch))


def _cells(rejects: pd.DataFrame, held, rows: pd.Series, wrong: str | None) -> pd.DataFrame:
    """The file's own cells of the rows, as text, the wrong one first, under the headings the file has."""
    names = dict(zip(shown_headings(held.headings), held.headings, strict=True))
    table = rejects[rejects["row"].isin(rows)].head(SHOWN).set_index("row")[list(names)].rename(columns=names)
    order = [name for name in table.columns if name == wrong] + [name for name in table.columns if name != wrong]
    return table[order].fillna("").astype(str)


def _marked(shown: pd.DataFrame):
    """The table with what was read in the colour of what is wrong; the grid is drawn where no style sheet reaches."""
    hue = "#E8836A" if st.context.theme.type == "dark" else "#B4432B"
    return shown.style.set_properties(subset=[READ], color=hue).set_properties(subset=[READ], **{"font-weight": "600"})


def _columns(view, wrong: str | None) -> dict:
    config = {
        "_index": st.column_config.NumberColumn(view.words("grid.row"), width="small"),
        DISMISSED: st.column_config.CheckboxColumn(view.words("grid.no_data"), width=MARK_WIDTH),
        READ: st.column_config.TextColumn(view.words("grid.read"), width="medium"),
    }
    return config | ({wrong: st.column_config.TextColumn(view.words("grid.correct", column=wrong))} if wrong else {})


def _corrections(before: pd.DataFrame, after: pd.DataFrame) -> list[dict]:
    """What was changed: a dictionary a row with its number and the new text of each changed cell."""
    found = []
    for row in before.index:
        texts = {name: str(after.at[row, name] or "") for name in before.columns}
        changed = {name: text for name, text in texts.items() if text != before.at[row, name]}
        if changed:
            found.append({"row": int(row)} | changed)
    return found


def _dismissed(edited: pd.DataFrame) -> list[int]:
    return [int(row) for row in edited.index[edited[DISMISSED].astype(bool)]]


def _buttons(view, import_id: str, corrections: list[dict], gone: list[int], repaired) -> None:
    with st.container(horizontal=True):
        save, drop = _label(view, "save", corrections), _label(view, "drop", gone)
        if st.button(save, type="primary", key="grid_save", disabled=not corrections):
            repaired(view, lambda options, watch: repair_rows(services().store, import_id, corrections, options, watch))
        if st.button(drop, key="grid_drop", disabled=not gone):
            repaired(view, lambda options, watch: dismiss_rows(services().store, import_id, gone, options, watch))


def _label(view, what: str, rows: list) -> str:
    return view.words(f"grid.{what}", count=view.formats.number(len(rows))) if rows else view.words(f"grid.{what}_none")
