"""The panel that explains a number, without a browser: what it shows, opened by a link, and the text to copy."""

from types import SimpleNamespace

import pytest
from servers import PATIENCE_SECONDS
from streamlit.testing.v1 import AppTest

from data.store import Store
from models.engine.engine import Engine
from models.engine.selection import Selection
from models.explain.explanation import explain
from pages.parts.explain import wording
from pages.parts.i18n.formats import Formats
from pages.parts.runtime import services
from pages.parts.ui import number_links
from pages.parts.view.filters import Filters
from pages.parts.view.view import View

CELL = {"channel": "Shop"}


@pytest.fixture(scope="module")
def home(templates):
    return templates.sample()


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
