"""Visitors without a browser: each speaks the app's own protocol over a connection of its own, many at once."""

import socket
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import urlsplit

from google.protobuf.descriptor import FieldDescriptor
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

PATIENCE_SECONDS = 240
LARGEST_MESSAGE = 64 * 2**20
SAMPLES = defaultdict(lambda: 1, {FieldDescriptor.CPPTYPE_STRING: "nonsense", FieldDescriptor.CPPTYPE_BOOL: True})
FILTERS = ("selectbox", "multiselect")


@dataclass
class Visit:
    """What one visitor was shown: HTML, errors, fields and buttons by id, and how long it took until the page stood."""

    html: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    widgets: list[str] = field(default_factory=list)
    seconds: float = 0.0


class Visitor:
    """One open tab: it opens an address, changes filters and goes to other pages, as a browser would."""

    def __init__(self, address: str, origin: str = "", headers: dict | None = None):
        self._held = ExitStack()
        self._connection = self._held.enter_context(_dial(address, origin, headers))
        self._page, self.query, self._states = "", "", {}
        self.pages: dict[str, str] = {}
        self.filters: dict[str, tuple[str, list[str]]] = {}

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, kind: type | None, failure: BaseException | None, trace: TracebackType | None) -> None:
        self._held.close()

    def open(self, query: str) -> Visit:
        """Open an address and stay until the page has run to its end."""
        self.query = query
        return self._run()

    def go(self, name: str) -> Visit:
        """Go to another page by its place in the address."""
        self._page = self.pages[name]
        return self._run()

    def go_early(self, name: str, query: str) -> Visit:
        """Go to another page before the filters are drawn: the browser takes over no more than this of the address."""
        self._states, self.query = {}, query
        return self.go(name)

    def choose(self, name: str, value: str | list[str]) -> Visit:
        """Set a filter by the name it has in the address."""
        self._states[self.filters[name][0]] = value
        return self._run()

    def _run(self) -> Visit:
        found, begun = Visit(), time.monotonic()
        self._connection.send(self._message())
        deadline = begun + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            message = ForwardMsg.FromString(self._connection.recv(timeout=PATIENCE_SECONDS))
            kind = message.WhichOneof("type")
            self._keep(kind, message)
            if kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                found.seconds = time.monotonic() - begun
                return found
            if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                _note(message.delta.new_element, found)
        raise TimeoutError("the page did not run to its end")

    def _message(self) -> bytes:
        message = BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.page_script_hash = self._page
        message.rerun_script.context_info.locale = "en-GB"
        for widget, value in self._states.items():
            state = message.rerun_script.widget_states.widgets.add(id=widget)
            if isinstance(value, str):
                state.string_value = value
            else:
                state.string_array_value.data.extend(value)
        return message.SerializeToString()

    def _keep(self, kind: str, message: ForwardMsg) -> None:
        """What a browser keeps for its next message: the address, the pages there are, and how the filters are set."""
        if kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "navigation":
            self.pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
            self._page = message.navigation.page_script_hash
        elif kind == "delta" and message.delta.new_element.WhichOneof("type") in FILTERS:
            element = message.delta.new_element
            widget = getattr(element, element.WhichOneof("type"))
            self.filters[widget.query_param_key] = widget.id, list(widget.options)
            if widget.set_value:
                chosen = widget.raw_value if element.WhichOneof("type") == "selectbox" else list(widget.raw_values)
                self._states[widget.id] = chosen


def visit(
    address: str, query: str, start: threading.Barrier | None = None, origin: str = "", headers: dict | None = None
) -> Visit:
    """Open the app with a query string and stay until the page has run; origin: another page than the app's own."""
    try:
        with Visitor(address, origin, headers) as visitor:
            if start:
                start.wait()
            return visitor.open(query)
    except Exception as failure:
        return Visit(errors=[f"{type(failure).__name__}: {failure}"])


@contextmanager
def connected(address: str, origin: str = "", headers: dict | None = None) -> Iterator:
    """A connection to the app, on which messages can be sent as they are."""
    with _dial(address, origin, headers) as connection:
        yield connection


def _dial(address: str, origin: str, headers: dict | None) -> ClientConnection:
    return connect(
        address.replace("http", "ws", 1) + "/_stcore/stream",
        subprotocols=["streamlit"],
        origin=origin or address,
        additional_headers=headers,
        max_size=LARGEST_MESSAGE,
        open_timeout=PATIENCE_SECONDS,
        ping_interval=None,
    )


def run(connection, query: str, found: Visit | None = None, widgets: dict[str, str | bool] | None = None) -> None:
    """Let the page run with a query string, texts typed and buttons pressed, to its end; raises ConnectionClosed."""
    connection.send(_open(query, widgets or {}))
    _stay(connection, found or Visit())


def knock(address: str, headers: list[tuple[str, str]]) -> int:
    """The status a request for the app's websocket is answered with: 101 when it is opened."""
    where = urlsplit(address)
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
    with socket.create_connection((where.hostname, where.port), timeout=PATIENCE_SECONDS) as wire:
        wire.sendall(
            f"GET /_stcore/stream HTTP/1.1\r\n{lines}Upgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        return int(wire.recv(64).split()[1])


def visit_together(address: str, query: str, count: int) -> list[Visit]:
    """Let many visitors open the same view at the same moment."""
    visits, start = [], threading.Barrier(count)
    threads = [threading.Thread(target=lambda: visits.append(visit(address, query, start))) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return visits


def _open(query: str, widgets: dict[str, str | bool]) -> bytes:
    message = BackMsg()
    for name, value in widgets.items():
        state = message.rerun_script.widget_states.widgets.add(id=name)
        setattr(state, "trigger_value" if value is True else "string_value", value)
    message.rerun_script.query_string = query
    message.rerun_script.context_info.locale = "en-GB"
    return message.SerializeToString()


def _stay(connection, found: Visit) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        message = ForwardMsg.FromString(connection.recv(timeout=PATIENCE_SECONDS))
        kind = message.WhichOneof("type")
        if kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            _note(message.delta.new_element, found)
    raise TimeoutError("the page did not run to its end")


def _note(element, found: Visit) -> None:
    kind = element.WhichOneof("type")
    if kind == "html":
        found.html.append(element.html.body)
    elif kind in ("text_input", "button"):
        found.widgets.append(getattr(element, kind).id)
    elif kind == "exception" or (kind == "alert" and element.alert.format == element.alert.ERROR):
        found.errors.append(str(element))


def every_message() -> dict[str, bytes]:
    """One message of every kind the platform knows, by its name; kind.part for those that stand for several things."""
    found = {}
    for kind in BackMsg.DESCRIPTOR.fields:
        parts = kind.message_type.oneofs[0].fields if kind.message_type and kind.message_type.oneofs else [None]
        for part in parts:
            message = BackMsg()
            if kind.message_type is None:
                setattr(message, kind.name, True)
            else:
                _fill(getattr(message, kind.name), part)
            found[f"{kind.name}.{part.name}" if part else kind.name] = message.SerializeToString()
    return found


def _fill(message, chosen=None) -> None:
    """Put something into every field; of those that exclude each other into the chosen one."""
    message.SetInParent()
    for one in message.DESCRIPTOR.fields:
        if one.containing_oneof and not one.containing_oneof.name.startswith("_") and one is not chosen:
            continue
        held = getattr(message, one.name)
        if one.is_repeated:
            _fill(held.add()) if one.message_type else held.append(SAMPLES[one.cpp_type])
        elif one.message_type:
            _fill(held)
        else:
            setattr(message, one.name, SAMPLES[one.cpp_type])
