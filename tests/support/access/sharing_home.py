"""The app without a browser, over a copy of a home, and links to it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit
from servers import PATIENCE_SECONDS
from streamlit.testing.v1 import AppTest

from data.access.actor import LOCAL, act_as
from pages.parts.runtime import services
from pages.parts.runtime.work import background

ROOT = services.ROOT


def app(**parameters: object) -> AppTest:
    """A fresh session of the app that asks for an address: the overview, or the page of a link."""
    session = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE_SECONDS)
    for name, value in parameters.items():
        session.query_params[{"first": "from"}.get(name, name)] = value
    return again(session)


def again(session: AppTest) -> AppTest:
    """Run the app once more: all of it, where the test runner would run the page's file alone."""
    session._finished_page_script_hash = ""
    return session.run()


def begin_anew(monkeypatch, home: Path, folder: Path) -> None:
    """A copy of a home as that of a fresh server."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("LEDGER_HOME", str(shutil.copytree(home, folder / "home")))
    streamlit.cache_resource.clear()
    streamlit.cache_data.clear()


@contextmanager
def fresh_server(monkeypatch, home: Path, folder: Path) -> Iterator[None]:
    """A copy of a home as that of a fresh server, for whoever sits at its machine; closed at the end."""
    begin_anew(monkeypatch, home, folder)
    with act_as(LOCAL):
        yield
    settle()
    services.services().store.close()


def restart() -> None:
    """Let go of the home and open it again, as a server does that was stopped and started."""
    settle()
    services.services().store.close()
    streamlit.cache_resource.clear()
    streamlit.cache_data.clear()


def settle() -> None:
    """Wait for what works in the background, and for what that begins."""
    while alive := [work.thread for work in list(background.works().by_key.values()) if work.thread.is_alive()]:
        for thread in alive:
            thread.join()


def share(mode: str = "seen", sectors: tuple = (), password: str = "", **parameters: object) -> str:
    """The token of a link made on the overview, as a person makes it."""
    return made(mode, sectors, password, **parameters).session_state["link_made"][0]


def made(mode: str = "seen", sectors: tuple = (), password: str = "", **parameters: object) -> AppTest:
    """The session of a person who has just made a link on the overview."""
    session = app(**({"language": "en"} | parameters))
    settle()
    again(session).button(key="share").click()
    again(session).radio(key="share_mode").set_value(mode)
    session.multiselect(key="share_sectors").set_value(list(sectors))
    session.text_input(key="share_password").set_value(password)
    session.button(key="share_make").click()
    session.session_state["sharing"] = True  # the dialog runs alone in a browser; here it goes with the page
    again(session)
    assert not session.exception and not session.error, session.error
    return session


def said(session: AppTest) -> str:
    """Everything the page says in HTML."""
    return " ".join(block.proto.body for block in session.get("html"))


def shown(session: AppTest) -> list[str]:
    """Every table, sentence and chart of the page, without the line over a shared view."""
    charts = [chart.proto.spec for chart in session.get("vega_lite_chart")]
    return [block.proto.body for block in session.get("html") if "Shared view" not in block.proto.body] + charts
