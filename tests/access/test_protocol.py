"""Which messages of the platform's protocol reach it, and what a client can clear: nothing everybody needs."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import streamlit
from streamlit.proto.BackMsg_pb2 import BackMsg
from visitors import every_message

from pages.parts.access.websocket_protocol import KINDS, MOST_WIDGETS, OPERATIONS, Screen, Verdict, judge
from pages.parts.runtime import services


@pytest.mark.parametrize("name, message", every_message().items())
def test_only_messages_pages_need_are_handed_on(name, message):
    kind, _, operation = name.partition(".")
    is_needed = kind in KINDS and operation in ("", *OPERATIONS)
    assert judge(message) == (Verdict.PASSES if is_needed else Verdict.IGNORED)


def test_the_platform_has_no_kind_that_is_not_tried():
    tried = {name.partition(".")[0] for name in every_message()}
    assert tried == {field.name for field in BackMsg.DESCRIPTOR.fields} and {"clear_cache", *KINDS} <= tried


def rerun(**fields) -> bytes:
    """A message that asks for another run of the page."""
    message = BackMsg()
    message.rerun_script.query_string = fields.get("query", "")
    for _ in range(fields.get("widgets", 0)):
        message.rerun_script.widget_states.widgets.add()
    return message.SerializeToString()


@pytest.mark.parametrize(
    "content, verdict",
    [
        (None, Verdict.TEXT),
        (b"", Verdict.IGNORED),
        (b"\xff" * 20, Verdict.NO_MESSAGE),
        (rerun(query="language=en")[:-3], Verdict.NO_MESSAGE),
        (rerun(query="t=" + "x" * 10_000), Verdict.PASSES),
        (rerun(query="t=" + "x" * 20_000), Verdict.NOT_SENSIBLE),
        (rerun(widgets=MOST_WIDGETS), Verdict.PASSES),
        (rerun(widgets=MOST_WIDGETS + 1), Verdict.NOT_SENSIBLE),
        (b"\x00" * 5_000_001, Verdict.TOO_LARGE),
        (b"\x28\x01" + rerun(query="language=en"), Verdict.PASSES),  # of two kinds in one message the last one counts
        (rerun(query="language=en") + b"\x28\x01", Verdict.IGNORED),
    ],
)
def test_what_is_no_sensible_message_is_not_handed_on(content, verdict):
    assert judge(content) == verdict


def test_after_a_message_that_is_none_the_platform_sees_the_end_and_sends_nothing_more():
    events = [{"type": "websocket.receive", "bytes": b"\x28\x01"}, {"type": "websocket.receive", "text": "{}"}]
    sent = []

    async def receive():
        return events.pop(0)

    async def send(event):
        sent.append(event)

    async def speak():
        screen = Screen(receive, send)
        await screen.send({"type": "websocket.accept"})
        ended = await screen.receive()  # the first is passed over, the second ends it
        await screen.send({"type": "websocket.send", "bytes": b"late"})
        return ended

    with ThreadPoolExecutor(1) as alone:  # a browser's loop may be running in this thread
        ended = alone.submit(asyncio.run, speak()).result()
    assert ended == {"type": "websocket.disconnect", "code": 1003}
    assert sent == [{"type": "websocket.accept"}, {"type": "websocket.close", "code": 1003}]


def test_what_a_client_can_clear_is_not_the_house(tmp_path, monkeypatch):
    monkeypatch.setenv("LEDGER_HOME", str(tmp_path / "home"))
    found, start = [], threading.Barrier(8)

    def enter():
        start.wait()
        found.append(services.services())

    threads = [threading.Thread(target=enter) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    streamlit.cache_resource.clear()  # what the message does where it is handed on: plain `streamlit run app.py`
    streamlit.cache_data.clear()
    assert len(found) == 8 and {id(one) for one in [*found, services.services()]} == {id(found[0])}
    assert services.services().store.version == 0
    services.services().store.close()
    assert services.services() is not found[0] and services.services().store.version == 0
    services.services().store.close()
