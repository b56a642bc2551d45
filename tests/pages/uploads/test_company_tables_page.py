"""The page Data where data sets are read from tables: where they come from, what was left out, and no upload."""

import pyarrow
import pytest
from arrow_tables import ArrowTables
from servers import PATIENCE_SECONDS
from streamlit.testing.v1 import AppTest

from data.access.actor import LOCAL, act_as
from data.company_tables.reading import look
from data.languages import LANGUAGES
from data.problems import Problem
from pages.parts.runtime import process, services
from pages.parts.runtime.work import background, company_tables

CASES = ArrowTables(cases=pyarrow.table({"no": ["K1", "K2"], "day": ["2026-03-31", "soon"]}))
MAPPING = '[complaints]\ntable = "crm.cases"\ncolumns = { complaint_id = "no", opened_on = "day" }\n'
SENTENCE = "Complaints: these rows are read from the table crm.cases."


@pytest.fixture
def page(tmp_path, monkeypatch):
    """The page Data of a home whose complaints are read from a table, at a part of it."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home/engine.toml").write_text(MAPPING, encoding="utf-8")
    monkeypatch.setenv("LEDGER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LEDGER_ENGINE", "spark")
    monkeypatch.setenv("LEDGER_ENGINE_URL", "sc://127.0.0.1:1/;token=secret")
    monkeypatch.chdir(services.ROOT)

    def open_at(part: str = "bring", language: str = "en", **asked: str) -> AppTest:
        app = AppTest.from_file(str(services.ROOT / "app.py"), default_timeout=PATIENCE_SECONDS)
        app.query_params.update({"part": part, "language": language} | asked)
        return app.switch_page("pages/data.py").run()

    with act_as(LOCAL):
        look(services.services().store, services.services().store.tables, CASES)
        yield open_at
    for work in list(background.works().by_key.values()):
        work.thread.join()
    services.services().store.close()
    process.forget()


def said(app: AppTest) -> str:
    """Everything the page says in HTML and text."""
    return " ".join([*(block.proto.body for block in app.get("html")), *(text.value for text in app.text)])


def test_the_page_says_where_the_rows_come_from_and_how_many_were_left_out(page):
    app = page()
    assert "Read from your own tables" in said(app) and "crm.cases" in said(app)
    assert '<td class="num" data-l="Rejected">1</td>' in said(app)
    assert "fill_sample" not in [button.key for button in app.button]


def test_a_link_to_the_data_set_leads_to_a_sentence_and_to_no_upload(page):
    asked, other = page(list="complaints"), page(list="customers")
    assert SENTENCE in said(asked) and not asked.get("file_uploader")
    assert SENTENCE not in said(other).split("Data sets, columns")[0] and other.get("file_uploader")


def test_rejected_rows_are_shown_with_their_reason_and_corrected_in_the_table(page):
    app = page("aside")
    assert "soon" in app.dataframe[0].value.to_string() and SENTENCE in said(app)
    assert not app.get("file_uploader") and "grid_save" not in [button.key for button in app.button]


def test_history_offers_no_way_back(page):
    assert "undo_i1" not in [button.key for button in page("history").button]


def test_a_look_that_fails_is_told_and_what_was_read_stays(page):
    company_tables.begin().thread.join()
    app = page()
    (told,) = [error.value for error in app.error]
    assert told.startswith(("The engine at 127", "The package")) and "secret" not in told
    assert services.services().store.version == 1


def test_a_mapping_that_cannot_be_is_told_before_the_app_starts(page, tmp_path):
    (tmp_path / "home/engine.toml").write_text(MAPPING.replace("opened_on", "opened"), encoding="utf-8")
    with pytest.raises(Problem, match='columns: "opened" is not known'):
        company_tables.check_at_start()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_every_language(page, language):
    app = page(language=language)
    assert not app.exception and "tables." not in said(app)
