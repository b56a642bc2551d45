"""The headers of the figures are told in Spanish too:
every text, unit and column, and nothing that is no longer said."""

import re
import tomllib

import pytest

from models.documents import columns
from models.engine.catalogue import Catalogue
from pages.parts.i18n import figure_texts
from pages.parts.i18n.language import TEXT, has

FIELDS = ("title", "meaning", "grain", "formula", "limits", "untraced")
CATALOGUE = Catalogue()
HEADERS = [CATALOGUE.header(name) for name in CATALOGUE.figures()]
SPANISH = tomllib.loads((TEXT / "es_figures.toml").read_text(encoding="utf-8"))
NUMBER, WORD = re.compile(r"\d+"), re.compile(r"\w+")


def test_every_text_of_a_header_is_there_in_spanish_and_none_is_stale():
    english = {getattr(header, field) for header in HEADERS for field in FIELDS} - {""}
    assert english - set(SPANISH["texts"]) == set()
    assert set(SPANISH["texts"]) - english == set()


def test_every_unit_is_there_in_spanish_and_none_is_stale():
    english = {
        unit if sign else names
        for header in HEADERS
        for names, sign, unit in (one.partition(" = ") for one in header.units.split("; "))
    }
    assert english - set(SPANISH["units"]) == set()
    assert set(SPANISH["units"]) - english == set()


def test_no_piece_of_a_source_is_left_in_english_or_stale():
    pieces = SPANISH["sources"]
    assert all(any(piece in header.source for header in HEADERS) for piece in pieces)
    left = {word for header in HEADERS for word in WORD.findall(figure_texts.sources("es", header))} & {
        "and",
        "with",
        "every",
        "where",
        "of",
        "the",
        "rows",
    }
    assert left == set()


def test_every_column_has_a_name_in_spanish():
    english = {name for header in HEADERS for name in columns(header) if not has("es", f"column.{name}")}
    assert english - set(SPANISH["columns"]) == set()
    assert set(SPANISH["columns"]) - english == set()


@pytest.mark.parametrize("group", ["texts", "units"])
def test_numbers_and_names_of_columns_survive_the_translation(group):
    names = {name for header in HEADERS for name in columns(header) if "_" in name}
    for english, spanish in SPANISH[group].items():
        plain = spanish.replace(".000", ",000")
        assert NUMBER.findall(english) == NUMBER.findall(plain), english
        assert names & set(WORD.findall(english)) == names & set(WORD.findall(spanish)), english


def test_a_page_says_it_in_the_readers_language():
    header = CATALOGUE.header("acquisition_cost")
    assert figure_texts.title("en", header) == header.title
    assert figure_texts.title("es", header) == "Coste de ganar un cliente"
    assert figure_texts.units("en", header) == header.units
    assert figure_texts.units("es", header).startswith("spend = moneda de informe; cac = moneda de informe por cliente")
    assert (figure_texts.column("en", "lag_months"), figure_texts.column("es", "lag_months")) == (
        "lag months",
        "meses de desfase",
    )
