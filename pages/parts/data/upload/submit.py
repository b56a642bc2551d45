"""A file tried, or stored, in the background: its answer when there is one, else its progress or why it failed."""

import logging

import streamlit as st

from data.imports.pipeline import import_file
from data.problems import sentence
from models.comparison.effect import cost_effect
from pages.parts.data.upload.currency import save_currency
from pages.parts.data.upload.detection import other_sheets
from pages.parts.data.upload.pending_file import discard, remove
from pages.parts.runtime.services import services
from pages.parts.runtime.work.figure_work import begin
from pages.parts.runtime.work.upload_work import forget, progress, work_on
from pages.parts.ui import html


def run_trial(view, held) -> dict | None:
    """Return the answer of a trial; while that takes long, its progress, and the page ends here until it is done."""
    key = held.key(view.version, True)
    trial = work_on(key, held.name, False, lambda tell: _import(held, True, tell))
    if trial.failure:
        st.error(html.plain(_why(view, trial)))
        forget(key)
        discard_button(view)
    elif trial.result is None:
        progress(view, trial)
        discard_button(view)
    return trial.result


class NotWeighed(Exception):
    """The effect could not be worked out; the file itself may still be fine."""


def _import(held, dry_run: bool, tell) -> dict:
    """Import or try the file on its way, with what it moves in money; without that where it cannot be worked out."""

    def _weigh(cursor, version: int) -> dict:
        tell("weighing")
        try:
            return cost_effect(services().engine, cursor, version - 1, version)
        except Exception as failure:
            raise NotWeighed from failure

    try:
        return _import_watched(held, dry_run, tell, _weigh)
    except NotWeighed:
        logging.getLogger(__name__).exception("effect of a %s file", held.dataset)
        return _import_watched(held, dry_run, tell, None)


def _import_watched(held, dry_run: bool, tell, watch) -> dict:
    return import_file(
        services().store,
        held.dataset,
        held.path,
        held.options(dry_run),
        file_name=held.name,
        watch=watch,
        progress=tell,
    )


def run_import(view, held) -> None:
    """Store the file in the background; once done, keep its answer as the receipt."""
    key = held.key(0, False)
    stored = work_on(key, held.name, True, lambda tell: _import(held, False, tell))
    if stored.failure:
        st.error(html.plain(_why(view, stored)))
        held.is_accepted = False
        forget(key)
        discard_button(view)
    elif stored.result is None:
        st.text(view.words("bring.leave"))
        progress(view, stored)
    elif stored.result["status"] in ("stored", "unchanged"):
        _finish(view, held, stored.result)
    else:
        held.is_accepted = False  # what is stored has changed meanwhile, and something has to be asked again
        forget(key)
        st.rerun()


def _why(view, work) -> str:
    """Why a file came to nothing, or what was stored of it all the same."""
    if work.problem:
        return sentence(work.problem.code, work.problem.fields, view.language)
    return view.words("data.failed", kind=work.failure)


def _finish(view, held, answer: dict) -> None:
    begin(save_currency(view, held, answer["version"]))
    earlier = st.session_state.setdefault("sheets_done", {}).setdefault(held.path.name, set())
    earlier.add(held.sheet)
    more = [sheet for sheet in other_sheets() if sheet not in earlier]
    if not more:
        remove(held)
    st.session_state["receipt"] = answer | {"brought": held, "more": more}
    st.session_state.pop("brought", None)
    st.rerun()


def discard_button(view) -> None:
    """Draw the button that lets go of the file."""
    st.button(view.words("bring.another"), key="another", on_click=discard)
