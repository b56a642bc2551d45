"""What happened so far in plain sentences, newest first:
undo with a look at what it would take back, and the originals."""

import streamlit as st

from data.contracts.definitions import contract
from data.problems import Problem, sentence
from data.storage import originals
from data.undo.import_undo import CannotUndo, preview_undo
from models.comparison.effect import cost_effect
from pages.parts.access.downloads import original_button
from pages.parts.data.change_sentences import happened
from pages.parts.data.change_undo import taken_back, undo_button
from pages.parts.data.upload.preview import effect_sentence
from pages.parts.runtime.services import services
from pages.parts.runtime.work.figure_work import begin
from pages.parts.ui import html
from pages.parts.ui.clock import when

PAGE = 20


def history(view) -> None:
    """Draw every change as a sentence, a page of them at a time."""
    changes = services().store.changes()[::-1]
    last = view.words("history.why", when=when(view, changes[0]["happened_at"])) if changes else ""
    html.page_header(view.words("frame.version", version=view.version), _answer(view, changes), last)
    if said := st.session_state.pop("undo_said", None):
        st.success(html.plain(said))
    imports = {held["import_id"]: held for held in services().store.imports()}
    gone = taken_back(changes)
    shown = st.session_state.setdefault("history_shown", PAGE)
    with st.container(key="history", gap=None):
        for change in changes[:shown]:
            _line(view, change, imports, gone)
    if len(changes) > shown:
        st.button(view.words("history.more", count=len(changes) - shown), key="history_more", on_click=_more)


def _answer(view, changes: list[dict]) -> str:
    if not changes:
        return view.words("history.answer_empty")
    files = sum(change["kind"] == "import" for change in changes)
    return view.words("history.answer", changes=view.formats.number(len(changes)), files=view.formats.number(files))


def _more() -> None:
    st.session_state["history_shown"] += PAGE


def _line(view, change: dict, imports: dict[str, dict], gone: set[int]) -> None:
    held = imports.get(change.get("import_id")) if change["kind"] in ("import", "repair") else None
    with st.container(horizontal=True, key=f"change_{change['version']}", vertical_alignment="center"):
        who = f" · {change['by']}" if change.get("by") else ""
        version = view.words("frame.version", version=change["version"])
        html.render(
            f'<p class="when">{html.escape(when(view, change["happened_at"]))}{html.escape(who)} · '
            f"{html.escape(version)}"
            f'</p><p class="what">{html.escape(happened(view, change))}</p>'
        )
        if held:
            _ways_back(view, held)
        else:
            undo_button(view, change, gone)


def _ways_back(view, held: dict) -> None:
    path = originals.path_of(services().home, held["sha256"]) if held["sha256"] else None
    with st.container(horizontal=True, key=f"ways_{held['import_id']}", width="content"):
        if path and path.is_file():
            original_button(view, path, held["file"], f"original_{held['import_id']}")
        if held["undone"]:
            html.render(f'<p class="cs">{html.escape(view.words("history.is_undone"))}</p>')
        elif held["dataset"] not in services().store.tables and st.button(
            view.words("history.undo"), key=f"undo_{held['import_id']}"
        ):
            _confirm(view, held)


def _confirm(view, held: dict) -> None:
    title = view.words("history.confirm", file=_name(view, held))
    st.dialog(html.plain(title))(_say_and_ask)(view, held)


def _name(view, held: dict) -> str:
    """The file's name; a correction made in the grid has none and goes by its list."""
    return held["file"] or contract(held["dataset"]).title[view.language]


def _say_and_ask(view, held: dict) -> None:
    try:
        with st.spinner(view.words("history.weighing")):
            found = _would(held["import_id"], view.version)
    except CannotUndo as reason:
        st.error(html.plain(sentence(reason.code, {"import_id": held["import_id"]}, view.language)))
        return
    number = view.formats.number
    st.text(view.words("history.would", rows=number(found["rows"])))
    for name in ("returned", "aside"):
        if found[name]:
            st.text(view.words(f"history.would_{name}", count=number(found[name])))
    if moved := effect_sentence(view, {"status": "stored", "effect": found.get("effect")}):
        st.text(moved)
    st.text(view.words("history.kept", version=view.version))
    with st.container(horizontal=True):
        if st.button(view.words("history.take_back"), type="primary", key="take_back"):
            _undo(view, held["import_id"])
        if st.button(view.words("history.keep"), key="keep"):
            st.rerun()


@st.cache_data(max_entries=50, show_spinner=False)
def _would(import_id: str, version: int) -> dict:
    return preview_undo(
        services().store, import_id, lambda cursor, after: cost_effect(services().engine, cursor, after - 1, after)
    )


def _undo(view, import_id: str) -> None:
    try:
        undone = services().store.undo(import_id)
    except (CannotUndo, Problem) as reason:
        st.error(html.plain(sentence(reason.code, {"import_id": import_id}, view.language)))
        return
    begin(undone["version"])
    rows = view.formats.number(undone["rows"])
    st.session_state["undo_said"] = view.words(
        "history.taken_back", file=_name(view, undone), rows=rows, version=undone["version"]
    )
    st.rerun()
