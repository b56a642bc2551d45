"""The first minutes: an empty home leads to the sample or to a first number of one's own; a tour over the sample."""

import pytest
import streamlit
from servers import PATIENCE_SECONDS
from streamlit.testing.v1 import AppTest

from data.access.actor import LOCAL, act_as
from data.import_options import Options
from data.imports.pipeline import import_file
from data.samples import generate
from data.samples.removal import remove, sample_imports
from data.store import Store
from pages.parts.runtime import services
from pages.parts.runtime.work import background
from pages.parts.runtime.work import upload_work as uploading

AMOUNTS = "complaint_id\topened_on\tsector\tcompensation\nP1\t2026-04-13\tDelivery\t12.50\n"
CUSTOMERS = "customer_id\tstarted_on\tmonthly_margin\nK1\t2025-01-01\t10\n"


@pytest.fixture
def app(tmp_path, monkeypatch):
    """The app over a home of its own, empty unless something was imported before; opened at a page."""
    monkeypatch.setenv("LEDGER_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(services.ROOT)
    monkeypatch.setattr(uploading, "WAITED_FOR_SECONDS", PATIENCE_SECONDS)
    streamlit.cache_resource.clear()
    streamlit.cache_data.clear()

    def open_at(page: str = "", **parameters: str) -> AppTest:
        opened = AppTest.from_file(str(services.ROOT / "app.py"), default_timeout=PATIENCE_SECONDS)
        opened.query_params.update({"language": "en"} | parameters)
        return (opened.switch_page(f"pages/{page}.py") if page else opened).run()

    with act_as(LOCAL):
        yield open_at
    for work in background.works().by_key.values():
        work.thread.join()
    services.services().store.close()
    streamlit.cache_resource.clear()


def said(app: AppTest) -> str:
    """Everything the page says in HTML."""
    return " ".join(block.proto.body for block in app.get("html"))


def steps(app: AppTest) -> list[str]:
    """How each of the first files stands: done, next or later."""
    return [part.split('"')[0] for part in said(app).split('class="step ')[1:]]


def stored(home, *files: tuple[str, str]) -> None:
    """Import cells into a home before the app opens it."""
    store = Store(home)
    for dataset, cells in files:
        path = home / f"{dataset}.tsv"
        path.write_text(cells, encoding="utf-8")
        import_file(store, dataset, path, Options())
    store.close()


def test_an_empty_home_offers_the_sample_and_the_three_files_that_are_enough(app):
    opened = app()
    assert "See what unhappy customers cost you" in said(opened)
    assert steps(opened) == ["next", "later", "later"]
    labels = [button.proto.label for button in opened.get("download_button")]
    assert labels == [f"Excel template: {name}" for name in ("Complaints", "Customers", "Sector costs")]
    assert opened.button("fill_sample").label == "Explore with sample data"
    assert [button.key for button in opened.button if button.key == "share"] == []  # nothing to share yet


def test_a_step_that_is_done_says_so_and_the_next_one_follows(app, tmp_path):
    stored(tmp_path / "home", ("customers", CUSTOMERS))
    opened = app()
    assert steps(opened) == ["next", "done", "later"]
    assert "fill_sample" not in [button.key for button in opened.button]  # one's own data are not mixed with it
    assert steps(app("data")) == ["next", "done", "later"]


def test_complaints_without_a_cost_lead_on(app, tmp_path):
    stored(tmp_path / "home", ("complaints", AMOUNTS.replace("compensation", "category")))
    opened = app()
    for work in background.works().by_key.values():
        work.thread.join()
    assert steps(opened.run()) == ["done", "next", "later"]


def paste(app: AppTest, cells: str) -> AppTest:
    """Paste cells and send them."""
    app.text_area[0].set_value(cells)
    return next(button for button in app.button if button.label == "Use these cells").click().run()


def test_the_currency_is_asked_once_at_the_first_import(app):
    opened = paste(app("data"), AMOUNTS)
    assert opened.selectbox("asked_currency").value is None
    opened.selectbox("asked_currency").set_value("BRL").run().button("accept").click().run()
    store = services.services().store
    assert [change["kind"] for change in store.changes()] == ["import", "assumption"]
    assert store.changes()[1]["detail"]["changes"] == {"reporting_currency": {"old": None, "new": "BRL"}}
    again = paste(app("data"), AMOUNTS.replace("P1", "P2"))
    assert "asked_currency" not in [box.key for box in again.selectbox]


def test_a_currency_the_file_states_is_the_answer_until_another_is_given(app):
    opened = paste(
        app("data"), AMOUNTS.replace("compensation", "compensation\tcurrency").replace("12.50", "12.50\tUSD")
    )
    assert opened.selectbox("asked_currency").value == "USD"
    opened.button("another").click().run()  # and a file without amounts asks for none
    paste(opened, AMOUNTS.replace("compensation", "category"))
    assert opened.button("accept") and "asked_currency" not in [box.key for box in opened.selectbox]


SMALL = {"sectors": "sector\nDelivery\n", "complaints": AMOUNTS.replace("\t", ",")}


@pytest.fixture
def small_sample(monkeypatch):
    """A sample of two files, filled in as the whole one is."""
    import io

    import pandas as pd

    frames = {name: pd.read_csv(io.StringIO(cells), dtype=str) for name, cells in SMALL.items()}
    monkeypatch.setattr(generate, "organisation", lambda customers, seed: frames)


def test_the_sample_goes_again_and_what_was_imported_beside_it_stays(tmp_path, small_sample):
    store = Store(tmp_path / "home")
    assert sample_imports(store) == []
    generate.fill(store)
    own = tmp_path / "complaints.csv"  # named as a file of the sample is
    own.write_text(SMALL["complaints"].replace("P1", "OWN"), encoding="utf-8")
    import_file(store, "complaints", own, Options())
    assert [one["dataset"] for one in sample_imports(store)] == ["complaints", "sectors"]
    told = []
    # 1 currency, 2 files and 1 of one's own make version 4; 2 files and the currency undone make 7
    assert remove(store, lambda *step: told.append(step)) == 7 == store.version
    assert told == [(1, 2, "complaints"), (2, 2, "sectors")]
    assert store.rows("complaints")["complaint_id"].tolist() == ["OWN"] and not store.counts()["sectors"]
    assert sample_imports(store) == [] and remove(store) == 7  # once more changes nothing
    generate.fill(store)
    assert len(sample_imports(store)) == 2 and remove(store) == 13  # it can come and go again
    store.close()


def test_a_tour_leads_over_the_sample_and_ends_for_the_session(app, tmp_path, small_sample):
    store = Store(tmp_path / "home")
    generate.fill(store)
    store.close()
    opened = app()
    assert "You are looking at sample data" in said(opened)
    stop = app("data", tour="6")
    assert "Tour: 6 of 6" in said(stop) and "Remove sample data" in [button.label for button in stop.button]
    stop.button("tour_end").click().run()
    assert "Tour:" not in said(stop) and "tour" not in stop.query_params
    assert "You are looking at sample data" not in said(stop.switch_page("pages/overview.py").run())
    assert "Tour:" not in said(app("data", tour="99")) + said(app("data", tour="x"))


def test_ones_own_data_are_offered_no_tour(app, tmp_path):
    stored(tmp_path / "home", ("complaints", AMOUNTS))
    opened = app()
    assert "sample data" not in said(opened) and "remove_sample" not in [button.key for button in app("data").button]
