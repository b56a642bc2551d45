"""The panel that explains a number, without a browser: what it shows, opened by a link, and the text to copy."""

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest
from home_templates import copied
from servers import PATIENCE_SECONDS
from streamlit.testing.v1 import AppTest

from data.store import Store
from models.engine.engine import Engine
from models.engine.selection import Selection
from models.explain.explanation import explain
from pages.parts.charts import base, cost, draw
from pages.parts.explain import figure_grid, names, wording
from pages.parts.i18n.formats import Formats
from pages.parts.runtime import services
from pages.parts.ui import number_links
from pages.parts.view.selection.filters import Filters
from pages.parts.view.view import View

CELL = {"channel": "Shop"}


@pytest.fixture(scope="module")
def home(templates, tmp_path_factory):
    return copied(templates.sample(), tmp_path_factory.mktemp("panel"))


@pytest.fixture
def page(home, monkeypatch):
    """A page over the made-up organisation, opened by a link."""
    import streamlit

    monkeypatch.setenv("LEDGER_HOME", str(home))
    monkeypatch.chdir(services.ROOT)
    streamlit.cache_resource.clear()
    streamlit.cache_data.clear()

    def open_at(name: str, **query) -> AppTest:
        app = AppTest.from_file(str(services.ROOT / "app.py"), default_timeout=PATIENCE_SECONDS)
        app.query_params.update(query)
        return app.switch_page(f"pages/{name}.py").run()

    yield open_at
    services.services().store.close()
    streamlit.cache_resource.clear()


def said(app: AppTest) -> str:
    return " ".join(block.proto.body for block in app.get("html"))


@pytest.mark.parametrize(
    "language, formula, measured",
    [
        ("en", "spend / new customers", "Cost of winning a customer"),
        ("es", "gasto / clientes nuevos", "Coste de captar un cliente"),
    ],
)
def test_a_link_opens_the_panel_of_a_ratio_with_its_values(page, language, formula, measured):
    app = page("win_or_keep", language=language, explain="acquisition_cost.cac", cell="channel=Shop")
    assert formula in said(app) and 'class="asked"' in said(app)
    assert not app.exception


def test_a_number_nobody_knows_is_said_not_to_be_explained(page):
    app = page("overview", language="en", explain="ledger.amount")
    assert any("one is needed" in text.value for text in app.text)


@pytest.mark.parametrize(
    "name, link",
    [
        ("overview", "explain=overview_total.dissatisfaction_cost"),
        ("dissatisfaction", "explain=cost_matrix.amount"),
        ("loyalty", "explain=customer_value.total_value"),
        ("win_or_keep", "explain=win_or_keep.break_even_spend"),
    ],
)
def test_numbers_of_a_page_are_links_to_their_panels(page, name, link):
    assert link in said(page(name, language="en"))


@pytest.mark.parametrize("name, column", [("excess_by", "excess_risk"), ("avoidable_churn", "excess_risk")])
def test_a_difference_of_shares_is_told_in_points_not_in_per_cent(home, name, column):
    store = Store(home)
    header = Engine(store.connection).header(name)
    store.close()
    view = SimpleNamespace(formats=Formats("es"))
    assert wording.written(view, header, column, 0.166) == "+16,6\u00a0p.\u00a0p."


@pytest.mark.parametrize(
    "name, column, cell, said",
    [
        ("change_bridge", "amount", {"sector": "Delivery"}, "Change in cost · Delivery"),
        ("change_bridge", "amount", {"sector": "Delivery", "place": "1"}, "Change in cost · Delivery · Customers"),
        ("excess_by", "excess_risk", {"dimension": "repeat", "value": "no"}, "Added risk · First complaint"),
        (
            "retention_worth",
            "gain",
            {"segment": "all", "points": "5"},
            "Gain per new customer · All customers · retention",
        ),
    ],
)
def test_a_panel_is_named_in_words(home, name, column, cell, said):
    store = Store(home)
    found = explain(Engine(store.connection), name, column, store.version, Selection(where=cell))
    store.close()
    view = View(1, Filters(None, None, (), (), "en"), SimpleNamespace(), Formats("en"))
    assert names.title(view, found).startswith(said)


@pytest.mark.parametrize("column, said", [("won_share", "share won = won / contacts"), ("contacts", ""), ("won", "")])
def test_a_formula_speaks_of_the_number_or_of_none(home, column, said):
    """Of conversion: won_share = …; minutes_per_won = …; cost_per_won = …"""
    store = Store(home)
    found = explain(Engine(store.connection), "conversion", column, store.version, Selection(where={"channel": "all"}))
    store.close()
    view = View(1, Filters(None, None, (), (), "en"), SimpleNamespace(), Formats("en"))
    assert wording.formula_words(view, found) == said


def test_the_panel_tells_range_evidence_and_causes(page):
    app = page("overview", language="en", explain="sector_overview.dissatisfaction_cost", cell="sector=Delivery")
    assert "between " in said(app) and "% booked or measured" in said(app)
    app = page("overview", language="en", explain="change_bridge.amount", cell="sector=Delivery")
    assert all(cause in said(app).partition('class="asked"')[2] for cause in ("Customers", "Complaints per customer"))


@pytest.mark.parametrize(
    "column, value, shown",
    [
        ("excess_risk", 0.166, "+16,6\u00a0p.\u00a0p."),
        ("complained", 1234, "1.234"),
        ("low", None, ""),
        ("dimension", True, "sí"),
        ("month", date(2026, 4, 1), "abr 2026"),
        ("sector", "(outside)", "Externo"),
    ],
)
def test_a_folded_table_writes_its_cells_as_the_page_does(home, column, value, shown):
    store = Store(home)
    header = Engine(store.connection).header("excess_by")
    store.close()
    view = View(1, Filters(None, None, (), (), "es"), SimpleNamespace(), Formats("es"))
    assert figure_grid._said(view, header, column, value) == shown


def test_what_hovers_over_a_mark_is_its_sentence_never_its_fields():
    assert base.voice_of([{"link": "?explain=a.b"}])["tooltip"].shorthand == "said"
    assert base.LOOK["mark"] == {"tooltip": None}


def test_a_chart_tells_its_marks_in_words_of_the_page_and_nothing_else():
    """Vega would read out axes in English and fields as they are calculated."""
    months = pd.DataFrame({"month": pd.to_datetime(["2026-03-01"]), "evidence": ["measured"], "amount": [4387.6]})
    words = {"open": "abierto", "measured": "medido"}
    chart = cost.by_month(Formats("es"), months, "2026-02", words, (None, None))
    spec = draw._specification(chart, Formats("es"), "by_month")
    told = [layer["mark"]["aria"] for layer in draw.layers(spec)]
    assert told == [False, True, False] and spec["config"]["axis"]["aria"] is False  # shade, bars, the word "open"
    assert [row["said"] for row in spec["layer"][1]["data"]["values"]] == ["mar 2026, medido, 4.388"]


def test_the_copied_text_holds_number_formula_and_link(home):
    store = Store(home)
    engine = Engine(store.connection)
    found = explain(engine, "acquisition_cost", "cac", store.version, Selection(where=CELL))
    filters = Filters("2025-11", "2026-10", ("Delivery",), (), "en")
    view = View(store.version, filters, SimpleNamespace(departments=8, last=None), Formats("en", "EUR"))
    link = number_links.query(view, "acquisition_cost", "cac", CELL)
    text = wording.as_text(view, found, [], "http://127.0.0.1/" + link)
    version = store.version
    store.close()
    number = Formats("en").number(found.value, 2)
    assert text.startswith(f"Acquisition cost per customer · Shop: {number} EUR\n")
    assert f" = {number} EUR" in text and "spend / new customers" in text and f"version {version}" in text
    assert text.endswith(
        "/?from=2025-11&to=2026-10&sectors=Delivery&language=en&explain=acquisition_cost.cac&cell=channel%3DShop"
    )
