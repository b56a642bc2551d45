"""What a browser may send over the websocket: the kinds of messages pages need, of a sensible size.

The platform knows more kinds, and anybody may send them: one clears every cache, others are for its own developers.
"""

import logging
import time
from contextlib import suppress
from enum import IntEnum

import streamlit as st
from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg

KINDS = ("rerun_script", "stop_script", "file_urls_request", "backend_operation_request")
OPERATIONS = ("deferred_file", "dataframe_chunk")  # a download that is made on the click; the next rows of a long table
MOST_WIDGETS, MOST_FILES, LONGEST_QUERY = 2_000, 100, 16_000
MEGABYTE = 1_000_000
SECONDS_BETWEEN_LINES = 60.0


class Verdict(IntEnum):
    """What becomes of a message: handed on, left unread, or the connection is closed with this code."""

    PASSES = 0
    IGNORED = 1
    NO_MESSAGE = 1002
    TEXT = 1003
    NOT_SENSIBLE = 1008
    TOO_LARGE = 1009


def judge(content: bytes | None) -> Verdict:
    """Return what becomes of one message as it came over the wire; None stands for a text."""
    if content is None:
        return Verdict.TEXT
    if len(content) > st.get_option("server.maxWidgetStateSize") * MEGABYTE:
        return Verdict.TOO_LARGE
    try:
        message = BackMsg.FromString(content)
    except DecodeError:
        return Verdict.NO_MESSAGE
    if message.WhichOneof("type") not in KINDS:
        return Verdict.IGNORED
    return _judge_fields(message)


def _judge_fields(message: BackMsg) -> Verdict:
    asked, run = message.backend_operation_request, message.rerun_script
    if message.HasField("backend_operation_request") and not any(asked.HasField(name) for name in OPERATIONS):
        return Verdict.IGNORED
    too_much = (
        len(run.query_string) > LONGEST_QUERY
        or len(run.widget_states.widgets) > MOST_WIDGETS
        or len(message.file_urls_request.file_names) > MOST_FILES
    )
    return Verdict.NOT_SENSIBLE if too_much else Verdict.PASSES


class Screen:
    """Stands between a websocket and the platform; `receive` and `send` take the place of the server's own."""

    def __init__(self, receive, send):
        self._receive, self._send = receive, send
        self._closed = False

    async def receive(self) -> dict:
        """Return the next message that may be handed on; the end of the connection after one that may not."""
        while True:
            event = await self._receive()
            verdict = judge(event.get("bytes")) if event["type"] == "websocket.receive" else Verdict.PASSES
            if verdict is Verdict.PASSES:
                return event
            seldom("a message was refused: %s", verdict.name)
            if verdict is not Verdict.IGNORED:
                return await self._close(verdict)

    async def send(self, event: dict) -> None:
        """Send what the platform answers, unless the connection was closed here."""
        if not self._closed:
            await self._send(event)

    async def _close(self, verdict: Verdict) -> dict:
        self._closed = True
        with suppress(OSError, RuntimeError):  # the other end may be gone
            await self._send({"type": "websocket.close", "code": int(verdict)})
        return {"type": "websocket.disconnect", "code": int(verdict)}


_LAST_LINE: dict[str, float] = {}


def seldom(text: str, *said: str) -> None:
    """Log a warning, but the same one at most once a minute: whoever sends many must not fill the log."""
    now = time.monotonic()
    if now - _LAST_LINE.get(text, -SECONDS_BETWEEN_LINES) >= SECONDS_BETWEEN_LINES:
        _LAST_LINE[text] = now
        logging.getLogger(__name__).warning(text, *said)
