"""Files being read or stored in the background: the thread works, pages show how far it is, leaving a page does no
harm.

A small file is waited for, so that it feels immediate; what was tried once is not tried again at the next click.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from data.people.acting import Actor, acting_as
from pages.parts import look
from pages.parts.visitor import visitor

STEPS = ("reading", "typing", "matching", "storing", "weighing")
WAITED_FOR_SECONDS = 2.5
LOOK_AGAIN_SECONDS = 0.5
KEPT = 60


@dataclass
class Upload:
    """One file on its way; the thread writes, pages read. `stores`: it was accepted, and is no mere trial."""

    file: str
    stores: bool
    step: str = "reading"
    answer: dict | None = None
    failure: str = ""
    ended_at: float = 0.0
    thread: threading.Thread | None = field(default=None, repr=False)

    def tell(self, step: str) -> None:
        """Keep which step begins."""
        self.step = step

    @property
    def is_running(self) -> bool:
        """Whether the thread still works."""
        return self.thread.is_alive()


@st.cache_resource(show_spinner=False)
def _uploads() -> tuple[dict[object, Upload], threading.Lock]:
    return {}, threading.Lock()


def upload_of(key: object) -> Upload | None:
    """Return the work begun under a key, if it is still known."""
    return _uploads()[0].get(key)


def work_on(key: object, file: str, stores: bool, work: Callable[[Callable[[str], None]], dict]) -> Upload:
    """Begin work under a key unless it was begun before; return it once it is done or has taken too long to wait for.

    work gets the function that tells a step, and returns the answer of an import.
    """
    uploads, lock = _uploads()
    with lock:
        upload = uploads.get(key)
        if upload is None:
            upload = uploads[key] = Upload(file, stores)
            upload.thread = threading.Thread(target=_do, args=(upload, work, visitor().actor), daemon=True)
            upload.thread.start()
            _forget_old(uploads)
    upload.thread.join(WAITED_FOR_SECONDS if not upload.ended_at else None)
    return upload


def forget(key: object) -> None:
    """Let the same work be begun again, after a failure."""
    _uploads()[0].pop(key, None)


def _forget_old(uploads: dict) -> None:
    done = [key for key, upload in uploads.items() if upload.ended_at]
    for key in done[: max(len(uploads) - KEPT, 0)]:
        del uploads[key]


def _do(upload: Upload, work: Callable, actor: Actor) -> None:
    try:
        with acting_as(actor):
            upload.answer = work(upload.tell)
    except Exception as failure:
        logging.getLogger(__name__).exception("a file on its way")
        upload.failure = type(failure).__name__
    upload.ended_at = time.time()


def being_stored() -> list[Upload]:
    """Return the accepted files that are being stored now, whoever brought them."""
    return [upload for upload in list(_uploads()[0].values()) if upload.stores and upload.is_running]


@st.fragment(run_every=LOOK_AGAIN_SECONDS)
def progress(view, upload: Upload) -> None:
    """Draw how far a file is; the page runs again once it is done."""
    if not upload.is_running:
        st.rerun()
    step = STEPS.index(upload.step) if upload.step in STEPS else 0
    words = view.words(f"uploading.{upload.step}", file=upload.file)
    st.progress((step + 1) / (len(STEPS) + 1), look.plain(words))
