"""What nobody foresaw: one sentence with a number on the page,
the whole story under the same number in the server's log."""

import logging
import secrets
from contextlib import suppress

import streamlit as st
from streamlit.errors import FragmentHandledException
from streamlit.runtime import get_instance
from streamlit.runtime.scriptrunner import RerunException, StopException, get_script_run_ctx

from data.languages import ENGLISH
from data.storage.connection import Interrupted
from pages.parts.i18n.language import say
from pages.parts.runtime import logs, query_watchdog
from pages.parts.runtime.counters import counters

DIGITS = 8


def listen() -> None:
    """Have failures of this session told so wherever they happen: app, callbacks, fragments and dialogs.

    The entry asgi.py hands Streamlit the same function; under plain `streamlit run` it has to be put into the session.
    """
    ctx = get_script_run_ctx(suppress_warning=True)
    if ctx is None:
        return
    logs.begin()
    ctx.on_script_error = handle
    with suppress(AttributeError, RuntimeError):
        info = get_instance()._session_mgr.get_session_info(ctx.session_id)
        info.session._on_script_error = handle


def handle(failure: Exception) -> bool:
    """Tell a failure; True: nothing else is shown of it."""
    tell(failure, "")
    return True


def tell(failure: Exception, place: str) -> None:
    """Show the sentence with the number, or that a query took too long;
    nothing for what a fragment has told already.

    A query ended for another reason (a next run of the session, an exchange of the data) is asked again.
    """
    language = st.session_state.get("language") or ENGLISH
    if isinstance(failure, FragmentHandledException):
        return
    if isinstance(failure, Interrupted) and not query_watchdog.took_too_long():
        _run_again()
        return
    if isinstance(failure, Interrupted):
        counters().add("ledger_queries_ended_total")
        logging.getLogger(__name__).warning("query ended on page %s", place)
        st.error(say(language, "frame.interrupted"))
        return
    number = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    counters().add("ledger_errors_total")
    logs.tell_failure(logging.getLogger(__name__), number, place, failure)
    st.error(say(language, "frame.failed", number=number))


def _run_again() -> None:
    """Have the page run once more after this run; a run that others follow already just ends.

    What st.rerun() raises would end the thread of the session, not the run, where a handler of errors lets it through.
    """
    try:
        st.rerun()
    except RerunException as again:
        get_script_run_ctx().script_requests.request_rerun(again.rerun_data)
    except StopException:
        pass
