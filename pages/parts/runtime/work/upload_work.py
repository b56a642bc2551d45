"""Files being read or stored in the background, step by step.

A small file is waited for, so that it feels immediate; what was tried once is not tried again at the next click.
"""

from collections.abc import Callable

from pages.parts.runtime.work import background
from pages.parts.runtime.work.background import Work

STEPS = ("reading", "typing", "matching", "storing", "weighing")
WAITED_FOR_SECONDS = 2.5


def upload_of(key: object) -> Work | None:
    """Return the work begun under a key, if it is still known."""
    return background.known(_key(key, True)) or background.known(_key(key, False))


def work_on(key: object, file: str, stores: bool, work: Callable[[Callable[[str], None]], dict]) -> Work:
    """Begin work under a key unless it was begun before; return it once it is done or has taken too long to wait for.

    work gets the function that tells a step, and returns the answer of an import. stores: the file was accepted, and
    this is no mere trial.
    """

    def _told(tell: Callable[[int, int, str], None]) -> dict:
        return work(lambda step: tell(STEPS.index(step) + 1, len(STEPS) + 1, step))

    upload = background.begin(_key(key, stores), _told, file)
    upload.thread.join(WAITED_FOR_SECONDS)
    return upload


def forget(key: object) -> None:
    """Let the same work be begun again, after a failure."""
    for stores in (True, False):
        background.forget(_key(key, stores))


def being_stored() -> list[Work]:
    """Return the accepted files that are being stored now, whoever brought them."""
    held = list(background.works().by_key.items())
    return [work for key, work in held if key[:2] == ("upload", True) and work.is_running]


def progress(view, upload: Work) -> None:
    """Draw how far a file is; the page runs again once it is done."""
    background.progress(upload, lambda work: view.words(f"uploading.{work.step or STEPS[0]}", file=work.about))


def _key(key: object, stores: bool) -> tuple:
    return "upload", stores, key
