"""The contracts are complete, unambiguous and documented."""

import pytest
from paths import ROOT

from data.contracts.definitions import contract, dataset_names, fold
from data.contracts.document import FILE, document
from data.import_options import setting_error
from data.languages import ENGLISH, LANGUAGES, texts
from data.problems import sentence

TYPES = {
    "id",
    "text",
    "sector",
    "choice",
    "yes_no",
    "currency",
    "day",
    "month",
    "instant",
    "money",
    "number",
    "minutes",
    "hours",
    "score",
    "share",
    "price",
    "rate",
}


def test_every_data_set_has_the_file_that_reads_it():
    assert {"complaints", "customers", "transactions"} <= set(dataset_names())
    read = " ".join(path.read_text(encoding="utf-8") for path in (ROOT / "models" / "cleaned").glob("*.sql"))
    assert [name for name in dataset_names() if f"raw_{name}" not in read] == []


@pytest.mark.parametrize("dataset", dataset_names())
def test_contract_is_complete(dataset):
    facts = contract(dataset)
    assert set(facts.key) <= set(facts.names)
    assert (facts.keeping == "none") == (facts.key == ())
    for column in facts.columns:
        assert column.type in TYPES
        assert (column.type == "choice") == bool(column.choices)


@pytest.mark.parametrize("dataset", dataset_names())
def test_a_heading_means_one_column(dataset):
    owners = {}
    for column in contract(dataset).columns:
        for heading in (*column.headings, *column.weak):
            assert owners.setdefault(fold(heading), column.name) == column.name


def test_money_has_a_currency_beside_it():
    for dataset in dataset_names():
        types = {column.type for column in contract(dataset).columns}
        assert "money" not in types or "currency" in types


def test_unknown_names_are_key_errors():
    with pytest.raises(KeyError):
        contract("nothing")
    with pytest.raises(KeyError):
        contract("complaints").column("nothing")


def test_headings_are_folded():
    assert fold("Fecha  de_Apertura.") == fold("FECHA-DE-APERTURA") == "fechadeapertura"
    assert fold("Reclamación") == "reclamacion"


def test_a_sentence_without_its_fields_shows_no_braces():
    codes = {code for code in texts("problems", ENGLISH) if not code.endswith(("_one", "_near", "_allowed"))}
    assert [code for code in codes for language in LANGUAGES if "{" in sentence(code, {}, language)] == []


def test_a_sentence_names_what_was_read():
    assert sentence("NOT_A_NUMBER", {"read": "12,5O"}) == 'read "12,5O"; expected a number such as 12.50.'


def test_settings_are_known_or_refused():
    columns = contract("complaints").names
    assert setting_error("opened_on.order", "day-first", columns) is None
    assert setting_error("sector.Biling", "Billing", columns) is None
    assert setting_error("opened_on.order", "sideways", columns) == "UNKNOWN_SETTING"
    assert setting_error("colour", "blue", columns) == "UNKNOWN_SETTING"
    assert setting_error("header-row", "x", columns) == "UNKNOWN_SETTING"


def test_the_page_on_data_sets_is_not_stale():
    assert FILE.read_text("utf-8") == document(), "run: python -m data.contracts.document"
