"""What happened so far in plain sentences, newest first:
undo with a look at what it would take back, and the originals."""

import streamlit as st

from data import originals
from data.contracts import contract
from data.problems import Problem, sentence
from data.taking_back import would_take_back
from data.undoing import CannotUndo
from models.effect import effect
from pages.parts import look
from pages.parts.downloads import original_button
from pages.parts.history_sentences import happened, when
from pages.parts.house import house
from pages.parts.preview import effect_sentence
from pages.parts.waiting import begin

PAGE = 20


def history(view) -> None:
    """Draw every change as a sentence, a page of them at a time."""
    changes = house().store.changes()[::-1]
    last = view.words("history.why", when=when(view, changes[0]["happened_at"])) if changes else ""
    look.headline(view.words("frame.version", version=view.version), _answer(view, changes), last)
    if said := st.session_state.pop("undo_said", None):
        st.success(look.plain(said))
    imports = {held["import_id"]: held for held in house().store.imports()}
    shown = st.session_state.setdefault("history_shown", PAGE)
    with st.container(key="history", gap=None):
        for change in changes[:shown]:
            _line(view, change, imports)
    if len(changes) > shown:
        st.button(view.words("history.more", count=len(changes) - shown), key="history_more", on_click=_more)


def _answer(view, changes: list[dict]) -> str:
    if not changes:
        return view.words("history.answer_empty")
    files = sum(change["kind"] == "import" for change in changes)
    return view.words("history.answer", changes=view.formats.number(len(changes)), files=view.formats.number(files))


def _more() -> None:
    st.session_state["history_shown"] += PAGE


def _line(view, change: dict, imports: dict[str, dict]) -> None:
    held = imports.get(change.get("import_id")) if change["kind"] in ("import", "repair") else None
    with st.container(horizontal=True, key=f"change_{change['version']}", vertical_alignment="center"):
        who = f" · {change['by']}" if change.get("by") else ""
        version = view.words("frame.version", version=change["version"])
        look.show(
            f'<p class="when">{look.escape(when(view, change["happened_at"]))}{look.escape(who)} · '
            f"{look.escape(version)}"
            f'</p><p class="what">{look.escape(happened(view, change))}</p>'
        )
        if held:
            _ways_back(view, held)


def _ways_back(view, held: dict) -> None:
    path = originals.path_of(house().home, held["sha256"] or "")
    with st.container(horizontal=True, key=f"ways_{held['import_id']}", width="content"):
        if held["sha256"] and path.is_file():
            original_button(view, path, held["file"], f"original_{held['import_id']}")
        if held["undone"]:
            look.show(f'<p class="cs">{look.escape(view.words("history.is_undone"))}</p>')
        elif st.button(view.words("history.undo"), key=f"undo_{held['import_id']}"):
            _confirm(view, held)


def _confirm(view, held: dict) -> None:
    title = view.words("history.confirm", file=_name(view, held))
    st.dialog(look.plain(title))(_say_and_ask)(view, held)


def _name(view, held: dict) -> str:
    """The file's name; a correction made in the grid has none and goes by its list."""
    return held["file"] or contract(held["dataset"]).title[view.language]


def _say_and_ask(view, held: dict) -> None:
    try:
        with st.spinner(view.words("history.weighing")):
            found = _would(held["import_id"], view.version)
    except CannotUndo as reason:
        st.error(look.plain(sentence(reason.code, {"import_id": held["import_id"]}, view.language)))
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
    return would_take_back(
        house().store, import_id, lambda cursor, after: effect(house().engine, cursor, after - 1, after)
    )


def _undo(view, import_id: str) -> None:
    try:
        undone = house().store.undo(import_id)
    except (CannotUndo, Problem) as reason:
        st.error(look.plain(sentence(reason.code, {"import_id": import_id}, view.language)))
        return
    begin(undone["version"])
    rows = view.formats.number(undone["rows"])
    st.session_state["undo_said"] = view.words(
        "history.taken_back", file=_name(view, undone), rows=rows, version=undone["version"]
    )
    st.rerun()
