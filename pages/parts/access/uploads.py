"""Fields that take a file, and who may send one to them: without such a field in their page nobody may."""

from collections import OrderedDict
from collections.abc import Callable

from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.parts.access.visitor import permission_check
from pages.parts.runtime import process

SESSIONS_KEPT = 5000


def allow_upload(right: str) -> None:
    """Let this session send files from now on, while its person has the right.

    Called before every field that takes one.
    """
    held, session = _sessions(), get_script_run_ctx().session_id
    held.pop(session, None)
    held[session] = permission_check(right)
    while len(held) > SESSIONS_KEPT:
        held.popitem(last=False)


def may_upload(session: str) -> bool:
    """Return whether a session may send a file now: its page has such a field, and its person still the right."""
    asked = _sessions().get(session)
    return asked is not None and asked()


@process.once
def _sessions() -> OrderedDict[str, Callable[[], bool]]:
    return OrderedDict()
