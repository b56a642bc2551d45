"""Moments as the reader's own clock shows them; they are kept in UTC."""

from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st
from babel.dates import format_datetime

from data.languages import habit


def local(moment: datetime) -> datetime:
    """Return a moment in the time zone of the reader's browser, of the server where the browser does not say.

    A moment without a zone is one of the server's own clock.
    """
    return moment.astimezone(_zone())


def _zone() -> ZoneInfo | None:
    try:
        return ZoneInfo(st.context.timezone)
    except (TypeError, ValueError, OSError, LookupError):
        return None  # the browser says none, or one there is not: it may say anything


def when(view, moment: datetime) -> str:
    """Return "21 Nov 2026, 14:03", by the reader's clock."""
    return format_datetime(
        local(moment).replace(tzinfo=None), f"{habit(view.language, 'day')}, HH:mm", locale=view.formats.locale
    )
