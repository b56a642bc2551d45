"""Backups: make one, download it, and put one in the place of what is there."""

from collections.abc import Callable

import streamlit as st

from data.backups import restore, schedule, table_totals
from data.contracts.definitions import contract
from data.problems import Problem, sentence
from pages.parts.access.uploads import allow_upload
from pages.parts.access.visitor import guarded_download
from pages.parts.admin import last_backup
from pages.parts.runtime.derived_cache import forget
from pages.parts.runtime.services import services
from pages.parts.ui import html, tables
from pages.parts.ui.clock import when
from pages.parts.ui.file_field import file_field


def admin_backups(view) -> None:
    """Draw the backups kept here with what can be done with them, and the way back to one."""
    kept = restore.backups(services().store)
    html.page_header(
        view.words("backups.eyebrow"),
        view.words("backups.answer" if kept else "backups.answer_none", count=len(kept)),
        view.words("backups.why"),
    )
    _said(view)
    _latest(view)
    st.button(view.words("backups.make"), type="primary", key="make_backup", on_click=_make, args=(view,))
    with st.container(key="history_backups", gap=None):
        for one in kept:
            _line(view, one)
    _restore(view, kept)


def _latest(view) -> None:
    with services().store.cursor() as cursor:
        latest = schedule.last(cursor)
    facts = {"state.last_backup": last_backup.said(view, latest), "state.backup_schedule": last_backup.schedule(view)}
    for name, text in facts.items():
        html.render(f'<p class="when">{html.escape(f"{view.words(name)}: {text}")}</p>')


def _said(view) -> None:
    kind, text, found = st.session_state.pop("backups_said", (None, "", None))
    if kind == "done":
        st.success(html.plain(text))
        _compared(view, found)
    elif kind:
        st.error(html.plain(text))


def _compared(view, found: dict) -> None:
    rows = table_totals.rows_by_dataset(found)
    lines = [
        tables.row(
            tables.name(contract(name).title[view.language]),
            tables.number(view.formats.number(count), view.words("backups.rows")),
        )
        for name, count in rows.items()
    ]
    heads = [tables.head(view.words("state.list")), tables.head(view.words("backups.rows"), "num")]
    if lines:
        tables.table(view.words("backups.compared_title"), view.words("backups.compared_subtitle"), heads, lines)


def _line(view, one: dict) -> None:
    with st.container(horizontal=True, key=f"change_{one['name']}", vertical_alignment="center"):
        size = view.words("state.megabytes", size=view.formats.number(one["megabytes"], 1))
        told = f"{when(view, one['made_at'])} · {size}"
        html.render(f'<p class="what">{html.escape(one["name"])}</p><p class="when">{html.escape(told)}</p>')
        given = guarded_download("administer", one["name"], one["path"].read_bytes)
        st.download_button(
            view.words("backups.download"),
            data=given,
            file_name=one["name"],
            mime="application/zip",
            key=f"download_{one['name']}",
            on_click="ignore",
        )
        st.button(
            view.words("backups.remove"),
            key=f"remove_{one['name']}",
            on_click=restore.remove_backup,
            args=(services().store, one["name"]),
        )


def _make(view) -> None:
    _do(view, "backups.made", lambda: restore.new_backup(services().store))


def _restore(view, kept: list[dict]) -> None:
    words = view.words
    html.section_header(words("backups.restore_title"), words("backups.restore_subtitle"))
    turn = st.session_state.setdefault("restore_turn", 0)
    paths = {one["name"]: one["path"] for one in kept}
    name = (
        st.selectbox(words("backups.which"), list(paths), index=None, key=f"restore_from_{turn}", width=420)
        if paths
        else None
    )
    allow_upload("administer")
    uploaded = file_field(words, words("backups.upload"), f"restore_upload_{turn}", type="zip", width=420)
    typed = st.text_input(words("backups.confirm", word=words("backups.word")), key=f"restore_word_{turn}", width=420)
    source = uploaded or paths.get(name)
    ready = source is not None and typed.strip().casefold() == words("backups.word").casefold()
    if st.button(words("backups.restore"), key="restore", disabled=not ready):
        with st.spinner(words("backups.restoring")):
            _do(view, "backups.restored", lambda: restore.restore_over(services().store, source))
        forget()
        st.session_state["restore_turn"] += 1
        st.rerun()


def _do(view, said: str, work: Callable[[], dict]) -> None:
    try:
        found = work()
    except Problem as problem:
        st.session_state["backups_said"] = ("failed", sentence(problem.code, problem.fields, view.language), None)
    else:
        again = view.words("backups.erased_again", count=found["erased_again"]) if found.get("erased_again") else ""
        text = view.words(said, version=found["version"], again=again)
        st.session_state["backups_said"] = ("done", text, found["tallies"])
