"""A small organisation with enough people to be shared, its app without a browser, and links to it."""

import shutil
from pathlib import Path

import streamlit
from streamlit.testing.v1 import AppTest

from data.import_options import Options
from data.imports.pipeline import import_file
from data.store import Store
from models.engine.engine import Engine
from pages.parts.runtime import background, services

ROOT = services.ROOT
PATIENCE_SECONDS = 120
SECTORS, SEGMENTS = ("Billing", "Delivery", "Repairs"), ("Homes", "Shops")
PEOPLE, COMPLAINTS = 90, 240


def files() -> dict[str, str]:
    """Data set -> CSV: ninety customers of two segments, two hundred and forty complaints of 2025 in three sectors."""
    customers = [f"c{n},2024-01-01,{SEGMENTS[n % 2]},20" for n in range(PEOPLE)]
    complaints = [
        f"k{n},2025-{n % 12 + 1:02d}-10,c{n % PEOPLE},{SECTORS[n % 3]},{SECTORS[n // 3 % 3]},30,{10 + n % 7}.50"
        for n in range(COMPLAINTS)
    ]
    return {
        "sectors": "sector,hourly_cost\n" + "".join(f"{name},30\n" for name in SECTORS),
        "customers": "customer_id,started_on,segment,monthly_margin\n" + "\n".join(customers) + "\n",
        "complaints": "complaint_id,opened_on,customer_id,sector,handled_by,handling_minutes,compensation\n"
        + "\n".join(complaints)
        + "\n",
        "acquisition_spend": "month,channel,amount\n2024-01,Shop,4500\n",
    }


CORRECTED = "complaint_id,opened_on,compensation\n" + "".join(
    f"k{n},2025-03-10,400\n" for n in range(2, COMPLAINTS, 12)
)  # twenty, all of March


def fill(home: Path, inbox: Path) -> None:
    """Store the organisation and work its figures out."""
    store = Store(home)
    for dataset, text in files().items():
        bring(store, inbox, dataset, text)
    Engine(store.connection).build(store.version)
    store.close()


def bring(store, inbox: Path, dataset: str, text: str) -> dict:
    """Import a text as a file; returns what was said of it."""
    path = inbox / f"{dataset}_{store.version}.csv"
    path.write_text(text, encoding="utf-8")
    answer = import_file(store, dataset, path, Options())
    assert answer["status"] == "stored", answer
    return answer


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


def restart() -> None:
    """Let go of the home and open it again, as a server does that was stopped and started."""
    settle()
    services.services().store.close()
    streamlit.cache_resource.clear()
    streamlit.cache_data.clear()


def settle() -> None:
    """Wait for what works in the background."""
    for work in list(background.works().by_key.values()):
        work.thread.join()


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
