"""Visitors without a browser: each speaks the app's own protocol over a connection of its own, many at once."""

import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from types import TracebackType

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

PATIENCE_SECONDS = 240
LARGEST_MESSAGE = 64 * 2**20
FILTERS = ("selectbox", "multiselect")


@dataclass
class Visit:
    """What one visitor was shown: pieces of HTML, errors, and how long it took until the page stood."""

    html: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0


class Visitor:
    """One open tab: it opens an address, changes filters and goes to other pages, as a browser would."""

    def __init__(self, address: str):
        self._held = ExitStack()
        self._connection = self._held.enter_context(
            connect(
                address.replace("http", "ws", 1) + "/_stcore/stream",
                subprotocols=["streamlit"],
                origin=address,
                max_size=LARGEST_MESSAGE,
                open_timeout=PATIENCE_SECONDS,
                ping_interval=None,
            )
        )
        self._page, self._query, self._states = "", "", {}
        self.pages: dict[str, str] = {}
        self.filters: dict[str, tuple[str, list[str]]] = {}

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, kind: type | None, failure: BaseException | None, trace: TracebackType | None) -> None:
        self._held.close()

    def open(self, query: str) -> Visit:
        """Open an address and stay until the page has run to its end."""
        self._query = query
        return self._run()

    def go(self, name: str) -> Visit:
        """Go to another page by its place in the address."""
        self._page = self.pages[name]
        return self._run()

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
        message.rerun_script.query_string = self._query
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
            self._query = message.page_info_changed.query_string
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


def visit(address: str, query: str, start: threading.Barrier | None = None) -> Visit:
    """Open the app with a query string and stay until the page has run to its end."""
    try:
        with Visitor(address) as visitor:
            if start:
                start.wait()
            return visitor.open(query)
    except Exception as failure:
        return Visit(errors=[f"{type(failure).__name__}: {failure}"])


def visit_together(address: str, query: str, count: int) -> list[Visit]:
    """Let many visitors open the same view at the same moment."""
    visits, start = [], threading.Barrier(count)
    threads = [threading.Thread(target=lambda: visits.append(visit(address, query, start))) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return visits


def _note(element, found: Visit) -> None:
    kind = element.WhichOneof("type")
    if kind == "html":
        found.html.append(element.html.body)
    elif kind == "exception" or (kind == "alert" and element.alert.format == element.alert.ERROR):
        found.errors.append(str(element))
