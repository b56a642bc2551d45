"""The pages say what changed since an earlier version, what a link asked for that is not there,
and when identities fail."""

import re
import shutil

import pytest
import streamlit
from servers import PATIENCE_SECONDS
from streamlit.testing.v1 import AppTest

from data.import_options import Options
from data.imports.pipeline import import_file
from data.store import Store
from models.comparison import versions
from models.engine import build
from models.engine.engine import Engine
from pages.parts.runtime import services
from pages.parts.runtime.work import background

COMPLAINTS = "complaint_id,opened_on,customer_id,sector,compensation\n"
LISTS = (
    ("customers", "customer_id,started_on,monthly_margin\nc1,2024-01-01,10\n"),
    ("complaints", COMPLAINTS + "k1,2024-03-14,c1,Kitchen,500\nk2,2024-04-30,c1,Sales,500\n"),
    ("complaints", COMPLAINTS + "k1,2024-03-14,c1,Kitchen,400\n"),
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A home whose last change corrected one complaint from 500 to 400."""
    folder = tmp_path_factory.mktemp("changed")
    store = Store(folder / "home")
    for dataset, text in LISTS:
        (folder / "rows.csv").write_text(text)
        assert import_file(store, dataset, folder / "rows.csv", Options())["status"] == "stored"
    engine = Engine(store.connection)
    engine.build(store.version)
    versions.build_comparison(engine, store.version, store.version - 1)
    store.close()
    return folder / "home"


@pytest.fixture
def said(filled, tmp_path, monkeypatch):
    """A function that opens a page by its parameters and returns what it says in HTML;
    spoil(house) changes the home before."""
    monkeypatch.chdir(services.ROOT)

    def opened(page: str = "overview", spoil=None, **parameters: str) -> str:
        monkeypatch.setenv("LEDGER_HOME", str(shutil.copytree(filled, tmp_path / "home")))
        streamlit.cache_resource.clear()
        streamlit.cache_data.clear()
        if spoil:
            spoil(services.services())
        app = AppTest.from_file(str(services.ROOT / "app.py"), default_timeout=PATIENCE_SECONDS)
        for name, value in ({"language": "en"} | parameters).items():
            app.query_params[name] = value
        app.query_params["open"] = ["section_change"]
        app = app.switch_page(f"pages/{page}.py").run()
        for work in list(background.works().by_key.values()):
            work.thread.join()
            app = app.run()
        assert not app.exception and not app.error
        return " ".join(block.proto.body for block in app.get("html"))

    yield opened
    services.services().store.close()
    streamlit.cache_resource.clear()


def test_the_overview_says_what_changed_since_the_version_the_link_names(said):
    found = said("overview", against="2")
    assert "100 less than in version 2: corrected data cut it most, 100" in plain(found)
    assert "Reasons: 1 complaint corrected (Mar 2024)." in found


def test_without_a_version_the_period_before_is_compared(said):
    assert "version 2" not in said("overview")


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    "asked, line",
    [
        (
            {"from": "2024-03", "to": "2099-01"},
            "In the link, the last month “2099-01” does not exist. Showing Mar 2024 – Apr 2024.",
        ),
        (
            {"from": "2024-04", "to": "2024-03"},
            "The period “2024-04 – 2024-03” in the link starts after it ends. Showing Mar 2024 – Apr 2024.",
        ),
        (
            {"sectors": "<b>Nobody</b>"},
            "In the link, the sector “&lt;b&gt;Nobody&lt;/b&gt;” does not exist. Showing All 2 sectors.",
        ),
        (
            {"against": "99"},
            "In the link, a comparison with version “99” does not exist. Showing the previous period.",
        ),
        ({"language": "xx"}, "In the link, the language “xx” does not exist. Showing English."),
    ],
)
def test_what_a_link_asks_for_in_vain_is_said_in_one_line(said, asked, line):
    assert line in said("overview", **asked)


def test_a_link_that_is_understood_says_nothing_of_it(said):
    assert 'class="misread"' not in said("overview", sectors="Kitchen", **{"from": "2024-03", "to": "2024-04"})


def spoiled(opened) -> None:
    cursor = opened.store.connection.cursor()
    cursor.execute("update raw_complaints set compensation = compensation + 1000 where complaint_id = 'k2'")
    for (name,) in cursor.execute(
        "select schema_name from duckdb_schemas() where starts_with(schema_name, 'built_')"
    ).fetchall():
        build.drop(cursor, name)
    opened.engine.build(opened.store.version)


def test_an_identity_that_fails_stands_above_the_answer_with_both_sides(said):
    found = said("overview", spoil=spoiled)
    assert found.index('class="alarm"') < found.index("<h1>")
    # the two uploads brought 500 + 500 and 400; 1,000 more stand in the rows
    assert "<b>control total of Complaints, compensation</b>: 1,400.00 against 2,400.00, difference 1,000.00" in found


def plain(text: str) -> str:
    """The text without the links in its numbers."""
    return re.sub(r"</?a[^>]*>", "", text)
