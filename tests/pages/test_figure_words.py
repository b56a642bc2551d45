"""What the models say in English is said in the reader's language: headers, columns, assumptions, identities."""

import re

import pytest
from paths import ROOT

from data.languages import LANGUAGES
from models.assumptions import known
from models.engine.definitions.catalogue import Catalogue
from pages.parts.i18n import figure_texts, model_texts
from pages.parts.i18n.figure_texts import FIELDS
from pages.parts.i18n.language import own_sentences

CATALOGUE = Catalogue()
HEADER = CATALOGUE.header("acquisition_cost")
HEADERS = [CATALOGUE.header(name) for name in CATALOGUE.figures()]
IDENTITY = re.compile(r"'([^']+ [^']+)' as identity")


def test_a_page_says_a_header_in_the_readers_language():
    assert figure_texts.said("en", HEADER, "title") == HEADER.title
    assert figure_texts.said("es", HEADER, "title") == "Coste de captar un cliente"
    assert figure_texts.written("en", HEADER, "units") == HEADER.units
    assert "payback (months), simple payback (months) = months" in figure_texts.said("en", HEADER, "units")
    assert figure_texts.said("es", HEADER, "units").startswith(
        "spend = moneda de informe; cac = moneda de informe por cliente"
    )


def test_the_names_in_a_header_are_said_as_people_say_them():
    header = CATALOGUE.header("sector_overview")
    assert "replacement cost = Σ customers lost × cac" in figure_texts.said("en", header, "formula")
    assert "replacement_cost = Σ customers_lost" in figure_texts.written("en", header, "formula")
    told = [figure_texts.said(language, one, field) for language in LANGUAGES for one in HEADERS for field in FIELDS]
    assert [text for text in told if figure_texts.NAME.search(text)] == []


@pytest.mark.parametrize(
    "language, titles",
    [("en", "Acquisition spend, Sector costs, Customers"), ("es", "Gasto de captación, Costes de los sectores")],
)
def test_a_figure_is_from_data_sets_and_figures_by_their_titles(language, titles):
    assert titles in figure_texts.sources(language, HEADER, CATALOGUE.headers)


@pytest.mark.parametrize("language, name", [("en", "lag months"), ("es", "meses de desfase")])
def test_a_column_has_a_name_in_words(language, name):
    assert figure_texts.column(language, "lag_months") == name


def test_an_assumption_speaks_the_readers_language_but_what_somebody_wrote_stays():
    row = known()["effect_months"] | {"name": "effect_months"}
    assert model_texts.assumption("es", row, "unit") == "meses"
    assert model_texts.assumption("en", row, "unit") == "months"
    assert model_texts.assumption("es", row | {"source": "our own count"}, "source") == "our own count"


@pytest.mark.parametrize(
    "text, said",
    [
        ("control total of sector_costs.amount in USD", "total de control de Costes de los sectores, importe en USD"),
        ("control total of customers.rows", "total de control de customers.rows"),
        (
            "rework in the ledger = stored with the complaints",
            "Retrabajo en el registro de costes = guardado con las reclamaciones",
        ),
        ("ledger = sum by month", "registro de costes = suma por mes"),
        ("somebody's own identity", "somebody's own identity"),
    ],
)
def test_identities_speak_the_readers_language(text, said):
    assert model_texts.identity("es", text) == said


def test_every_identity_of_the_controls_has_its_words_and_none_is_stale():
    texts = {
        text for file in (ROOT / "models/controls").glob("*.sql") for text in IDENTITY.findall(file.read_text("utf-8"))
    }
    plain = {text for text in texts if not text.startswith(" ")}
    said = {key: text for key, text in own_sentences("en").items() if key.startswith("identity_name.")}
    named = {f"identity_name.{name}" for name in model_texts.NAMING}
    assert {model_texts.identity_key(text): text for text in plain} == {k: t for k, t in said.items() if k not in named}
