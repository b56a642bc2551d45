"""The timer of a step, counted down in the browser."""

import streamlit as st

from pages.parts.workshop.room_view import RoomView

_SCRIPT = """export default function ({ data, parentElement }) {
  const shown = parentElement.querySelector('.room-timer')
  const tell = () => {
    const left = Math.max(0, Math.round((data.ends - Date.now()) / 1000))
    shown.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
    shown.classList.toggle('over', left === 0)
  }
  tell()
  const every = setInterval(tell, 1000)
  return () => clearInterval(every)
}"""
_TIMER = st.components.v2.component(
    "room_timer", html='<span class="room-timer" role="timer">\n</span>', js=_SCRIPT, isolate_styles=False
)


def timer(view: RoomView) -> None:
    """Draw how much time is left in this step; nothing while no timer runs."""
    if view.room.timer_ends_at:
        _TIMER(key="room_timer", data={"ends": view.room.timer_ends_at.timestamp() * 1000}, width="content")
