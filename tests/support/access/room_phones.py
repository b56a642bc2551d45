"""Participants of a room without a browser: each joins, answers and polls over a connection of its own."""

import re
import time
from contextlib import ExitStack

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from visitors import PATIENCE_SECONDS, _dial


class Phone:
    """One participant's open page."""

    def __init__(self, address: str, token: str, key: str):
        self._held = ExitStack()
        self._connection = self._held.enter_context(_dial(address, "", {"Cookie": f"ledger_room={key}"}))
        self._token = token
        self._states: dict[str, object] = {}
        self.seconds = 0.0
        self._run()

    def close(self) -> None:
        """Lose the connection."""
        self._held.close()

    def press(self, label: str, **sliders: float) -> None:
        """Press a button, with what the sliders of these labels are set to."""
        for name, value in sliders.items():
            self._states[self.sliders[name]] = value
        self._run(self.buttons[label])

    def poll(self) -> None:
        """Ask whether the room has changed, as the page does every two seconds."""
        self._run(fragment=self.fragment)

    @property
    def said(self) -> str:
        """What the page says."""
        return re.sub(r"<[^>]+>", "", " ".join(self._html))

    def _run(self, pressed: str = "", fragment: str = "") -> None:
        begun = time.monotonic()
        self._connection.send(self._message(pressed, fragment))
        finished = False
        if not fragment:
            self._forget()
        while not finished:
            message = ForwardMsg.FromString(self._connection.recv(timeout=PATIENCE_SECONDS))
            kind = message.WhichOneof("type")
            if kind == "auto_rerun":
                self.fragment = message.auto_rerun.fragment_id
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                self._note(message.delta.new_element)
            elif kind == "script_finished":
                finished = message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
                if not finished:
                    self._forget()
        self.seconds = time.monotonic() - begun

    def _forget(self) -> None:
        """What is drawn from now on takes the place of all that was."""
        self._html, self.buttons, self.sliders, self.alerts = [], {}, {}, []

    def _note(self, element) -> None:
        kind = element.WhichOneof("type")
        if kind == "html":
            self._html.append(element.html.body)
        elif kind == "button":
            self.buttons[element.button.label] = element.button.id
        elif kind == "slider":
            self.sliders[element.slider.label.split(" ")[1]] = element.slider.id
        elif kind in ("alert", "exception"):
            self.alerts.append(str(element))

    def _message(self, pressed: str, fragment: str) -> bytes:
        message = BackMsg()
        message.rerun_script.query_string = f"room={self._token}&language=en"
        message.rerun_script.context_info.locale = "en-GB"
        message.rerun_script.fragment_id = fragment
        for widget, value in self._states.items():
            message.rerun_script.widget_states.widgets.add(id=widget).double_array_value.data.append(value)
        if pressed:
            message.rerun_script.widget_states.widgets.add(id=pressed).trigger_value = True
        return message.SerializeToString()
