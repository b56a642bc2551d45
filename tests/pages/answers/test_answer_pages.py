"""The pages of answers without a browser: every section of theirs over a full, a tiny and an empty home,
in both languages."""

import shutil

import pytest
import streamlit
from home_templates import copied
from servers import PATIENCE_SECONDS
from streamlit.testing.v1 import AppTest
from table_heads import unclear_heads

from data.import_options import Options
from data.imports.pipeline import import_file
from data.store import Store
from models.engine.engine import Engine
from pages.parts.i18n.language import say
from pages.parts.runtime import services
from pages.parts.runtime.work import background

ROOT = services.ROOT
SECTIONS = {
    "overview": ("change",),
    "dissatisfaction": ("kinds", "closing", "promise", "satisfied", "capacity", "quality"),
    "loyalty": ("leaving", "crude", "cohorts", "tenure", "buyers", "fitted"),
    "win_or_keep": ("contacts", "spend", "lag", "cash", "next"),
    "value_chain": ("times", "promise"),
    "sector": (),
}
OWN_RESPONSE = {
    "keep_spend": "50",
    "keep_share": "0.75",
    "keep_ceiling": "0.9",
    "win_spend": "20",
    "win_share": "0.1",
    "win_ceiling": "0.4",
}
TINY = {
    "sectors": "sector,hourly_cost\nKitchen,30\n",
    "customers": "customer_id,started_on,monthly_margin\nc1,2024-01-01,10\n",
    "acquisition_spend": "month,channel,amount\n2024-01,Shop,50\n",
    "complaints": (
        "complaint_id,opened_on,customer_id,sector,compensation\n"
        "k1,2024-03-14,c1,Kitchen,5\n"
        "k2,2024-03-15,c1,Kitchen,5\n"
    ),
}
ASSUMED = {
    "include_assumed": "yes",
    "silent_share": "0.1",
    "silent_risk_ratio": "1.5",
    "fitted_tail": "yes",
} | OWN_RESPONSE


def make(home, kind: str, templates) -> None:
    """Fill a home with the sample, the sample with everything assumed, one sector with two complaints, or nothing."""
    store = Store(copied(templates.sample(), home) if kind in ("sample", "assumed") else home / "home")
    if kind == "assumed":
        store.assume({name: {"value": value} for name, value in ASSUMED.items()})
    for dataset, text in TINY.items() if kind == "tiny" else ():
        (home / f"{dataset}.csv").write_text(text)
        assert import_file(store, dataset, home / f"{dataset}.csv", Options())["status"] == "stored"
    if store.version:
        Engine(store.connection).build(store.version)
    store.close()


@pytest.fixture(scope="module")
def homes(templates, tmp_path_factory):
    """Return the home of a kind, made once."""
    made = {}

    def of(kind: str):
        if kind not in made:
            made[kind] = tmp_path_factory.mktemp(kind)
            make(made[kind], kind, templates)
        return made[kind] / "home"

    return of


@pytest.fixture
def opened(homes, tmp_path, monkeypatch):
    """A function that opens a page over a copy of a home, with every folded section open."""
    monkeypatch.chdir(ROOT)

    def open_page(kind: str, page: str, language: str = "en") -> AppTest:
        monkeypatch.setenv("LEDGER_HOME", str(shutil.copytree(homes(kind), tmp_path / "home")))
        streamlit.cache_resource.clear()
        streamlit.cache_data.clear()
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE_SECONDS)
        app.query_params["language"] = language
        app.query_params["open"] = [f"section_{name}" for name in SECTIONS[page]]
        app = app.switch_page(f"pages/{page}.py").run()
        works = list(background.works().by_key.values())
        for work in works:
            work.thread.join()
        return app.run() if works else app

    yield open_page
    for work in background.works().by_key.values():
        work.thread.join()
    services.services().store.close()
    streamlit.cache_resource.clear()


def said(app: AppTest) -> str:
    """Everything the page says in HTML."""
    return " ".join(block.proto.body for block in app.get("html"))


TITLES = {
    ("sample", "overview"): ["in the previous period", "of 100 simulations", "more than before: "],
    ("sample", "dissatisfaction"): [
        "Extra cost per complaint",
        "Complaints most likely to lose a customer: ",
        "of available hours",
        "of revenue",
    ],
    ("sample", "loyalty"): ["One point of retention", "stayed a year, ", "in year 1 and", "buyers came back"],
    ("sample", "win_or_keep"): [
        "if customers start at once",
        "years a customer has earned",
        "once you enter how your customers respond",
    ],
    ("sample", "value_chain"): [
        "starts in sectors customers never meet",
        "of it starts there",
        "of the cost starts in contact with the customer, ",
        "one in ten takes ",
        "Most time is lost at ",
        "Nine in ten done within",
        "cases were finished later than promised",
    ],
    ("sample", "sector"): [
        "of what unhappy customers cost starts in Delivery",
        "Delivery is in contact with the customer.",
        "that starts in Delivery is paid here",
        "Transport: half of the cases are done within ",
        "of audits found no fault with high impact",
        "What starts here cost ",
        "Most quality is lost between ",
    ],
    ("tiny", "sector"): ["Import these to see more: "],
    ("empty", "sector"): ["import one of these"],
    ("assumed", "value_chain"): ["se origina en sectores con los que el cliente nunca trata"],
    ("tiny", "value_chain"): ["import one of these"],
    ("assumed", "overview"): ["de ese coste es supuesto."],
    ("assumed", "loyalty"): [say("es", "fitted.subtitle")],
    ("assumed", "win_or_keep"): ["La retención merece más gasto"],
}


@pytest.mark.sampled(5)
@pytest.mark.parametrize("page", SECTIONS)
@pytest.mark.parametrize("kind", ["sample", "assumed", "tiny", "empty"])
def test_a_page_draws_every_section_and_says_what_it_finds(opened, kind, page):
    app = opened(kind, page, "es" if kind == "assumed" else "en")
    found = said(app)
    assert not app.exception and not app.error
    assert found.count("<h1>") == 1
    assert [title for title in TITLES.get((kind, page), []) if title not in found] == []
    assert (say("en", "fitted.subtitle") in found) is False
    assert unclear_heads(found) == []
