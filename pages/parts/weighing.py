"""What a fifth more or less of each assumption makes of a number,
worked out in the background once for all visitors."""

import logging
import threading

import streamlit as st

from models.sensitivity import Change, sensitivity
from pages.parts.house import house
from pages.parts.waiting import Work

KEPT = 200


class Weighing(Work):
    """The changes of one number on their way; the thread writes, pages read."""

    found: list[Change] | None = None


@st.cache_resource(show_spinner=False)
def _works() -> tuple[dict[object, Weighing], threading.Lock]:
    return {}, threading.Lock()


def weighed(key: object) -> Weighing | None:
    """Return the work begun under a key, if any."""
    return _works()[0].get(key)


def weigh(key: object, figure: str, column: str, cell: dict, scope: dict) -> Weighing:
    """Begin to work out the changes of a number, unless that was begun and did not fail; return how far it is."""
    works, lock = _works()
    with lock:
        if key not in works or works[key].failure:
            work = works[key] = Weighing()
            work.thread = threading.Thread(target=_work_out, args=(work, figure, column, cell, scope), daemon=True)
            work.thread.start()
        for old in list(works)[:-KEPT]:
            del works[old]
        return works[key]


def _work_out(work: Weighing, figure: str, column: str, cell: dict, scope: dict) -> None:
    try:
        work.found = sensitivity(house().engine, figure, column, cell, progress=work.tell, **scope)
    except Exception as failure:
        logging.getLogger(__name__).exception("changes of %s.%s", figure, column)
        work.failure = type(failure).__name__
