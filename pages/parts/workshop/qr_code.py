"""The way into a room: a QR code for cameras, a code to type, and the address."""

import segno
import streamlit as st

from data.workshop import entry
from pages.parts.runtime.services import services
from pages.parts.ui import html
from pages.parts.workshop.room_view import RoomView

PARAMETER = "room"
INK, WHITE = "#1C2430", "#FFFFFF"  # light in dark mode as well, or cameras could not read it


def address() -> str:
    """Return where people reach the app, without the page."""
    return (st.context.url or "").rpartition("/")[0] + "/"


def link(view: RoomView) -> str:
    """Return the room's link."""
    return f"{address()}?{PARAMETER}={entry.token_of(services().store, view.room)}"


def way_in(view: RoomView) -> None:
    """Draw code, QR code and address."""
    picture = segno.make(link(view), error="m", micro=False).svg_data_uri(
        border=4, light=WHITE, dark=INK, omitsize=True
    )
    code = f"{view.room.code[:3]} {view.room.code[3:]}"
    html.render(
        f'<div class="room-way"><img src="{html.escape(picture)}" alt="{html.escape(view.words("workshop.qr"))}">'
        f'<p class="room-code">{html.escape(code)}</p>'
        f'<p class="cs">{html.escape(view.words("workshop.way_in", address=f"{address()}?{PARAMETER}"))}</p></div>'
    )
