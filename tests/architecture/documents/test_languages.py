"""A language is two folders of texts: complete, with the fields of the English and none of its own, and not stale."""

import re
import shutil
import string

import pytest

from data.access.audit import ACTIONS
from data.contracts.definitions import contract, dataset_names
from data.languages import ENGLISH, LANGUAGES, fingerprint, written
from data.languages import TEXT as DATA_TEXT
from data.problems import sentence
from data.undo.change_undo import TABLES
from models.assumptions import known
from models.documents import columns
from models.engine.definitions.catalogue import Catalogue
from pages.parts.i18n import figure_texts
from pages.parts.i18n.figure_texts import FIELDS
from pages.parts.i18n.formats import Formats
from pages.parts.i18n.language import TEXT, has, own_sentences, say, sentences

CATALOGUE = Catalogue()
HEADERS = [CATALOGUE.header(name) for name in CATALOGUE.figures()]
NAMES = {name for header in HEADERS for name in columns(header)}
TRANSLATIONS = [language for language in LANGUAGES if language != ENGLISH]
NUMBER, WORD, FIELD = re.compile(r"\d+"), re.compile(r"\w+"), re.compile(r"\{\w+\}")


def fields(text: str) -> list[str]:
    """Return the names in braces."""
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


def fields_by_file(language: str) -> dict[tuple, list[str]]:
    """Return the fields of every sentence of the pages, by file, group and name."""
    groups = [(file, *group) for file in (TEXT / language).glob("*.toml") for group in written(file).items()]
    return {(file.name, group, name): fields(said) for file, group, lines in groups for name, said in lines.items()}


def with_digits(texts: dict[str, str]) -> dict[str, str]:
    """Return texts in English as a translation of them has to stand: what they are called, and their digits."""
    return {"english": fingerprint(texts.values())} | texts


def shape(texts: dict) -> dict:
    """Return what of a translation is not translated: the names of its texts, and its digits."""
    return {name: text if name == "english" else "" for name, text in texts.items()}


def headers() -> dict[str, dict]:
    """Return the texts of every header that has to be translated."""
    return {
        header.name: with_digits({field: getattr(header, field) for field in FIELDS if getattr(header, field)})
        for header in HEADERS
    }


def assumptions() -> dict[str, dict]:
    """Return the texts of every assumption that has to be translated."""
    translated = ("title", "unit", "source", "note", "literature")
    return {name: with_digits({f: entry[f] for f in translated if entry[f]}) for name, entry in known().items()}


def data_sets() -> dict[str, dict]:
    """Return the texts of every data set and column that has to be translated."""
    found = {}
    for facts in map(contract, dataset_names()):
        found[facts.dataset] = with_digits({"title": facts.title[ENGLISH], "meaning": facts.meaning[ENGLISH]})
        for column in facts.columns:
            heading = {"heading": column.heading[ENGLISH]}
            found[f"{facts.dataset}.{column.name}"] = with_digits({"meaning": column.meaning[ENGLISH]}) | heading
    return found


def told_data_sets(language: str) -> dict[str, dict]:
    """Return the translations of data sets and columns, by "data set" and "data set.column"."""
    found = {}
    for dataset, told in written(DATA_TEXT / language / "data_sets.toml").items():
        found |= {f"{dataset}.{name}": column for name, column in told.get("columns", {}).items()}
        found[dataset] = {name: text for name, text in told.items() if name != "columns"}
    return found


MODELS = {"figures": headers(), "assumptions": assumptions()}


def test_a_language_has_a_folder_in_both_rooms():
    assert LANGUAGES[0] == ENGLISH and len(LANGUAGES) > 1
    assert {path.name for path in TEXT.iterdir()} == {path.name for path in DATA_TEXT.iterdir()} == set(LANGUAGES)


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_sentence_is_there_with_its_fields_and_in_the_same_file(language):
    assert fields_by_file(language) == fields_by_file(ENGLISH)


def test_a_group_of_sentences_stands_in_one_file():
    groups = [group for file in (TEXT / ENGLISH).glob("*.toml") for group in written(file)]
    assert sorted(groups) == sorted(set(groups))


def test_every_action_of_the_log_and_every_kind_of_change_has_words():
    assert [action for action in ACTIONS if not has(ENGLISH, f"action.{action}")] == []
    assert [kind for kind in TABLES if not has(ENGLISH, f"against.kind_{kind}")] == []


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("name", ["problems", "locale"])
def test_every_text_of_the_data_room_is_there_with_its_fields(language, name):
    english, told = (written(DATA_TEXT / which / f"{name}.toml") for which in (ENGLISH, language))
    assert {key: fields(text) for key, text in told.items()} == {key: fields(text) for key, text in english.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_and_unit_has_the_words_of_people(language):
    columns = {f"{name}.{column.name}": column for name in dataset_names() for column in contract(name).columns}
    told = written(DATA_TEXT / language / "columns.toml")
    assert {name.rpartition(".")[2] for name in columns} == {name for name in told["names"] if "." not in name}
    assert {name for name in told["names"] if "." in name} <= set(columns)
    assert {column.unit for column in columns.values()} == {"", *told["units"]}
    assert [text for texts in told.values() for text in texts.values() if not text or "_" in text] == []


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_data_set_is_there_and_none_is_stale(language):
    told = told_data_sets(language)
    assert {name: shape(texts) for name, texts in told.items()} == {n: shape(texts) for n, texts in data_sets().items()}
    assert all(texts.values() for texts in told.values())


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("name", MODELS)
def test_what_the_models_say_is_there_and_not_stale(language, name):
    told = written(TEXT / language / "models" / f"{name}.toml")
    assert {key: shape(texts) for key, texts in told.items()} == {k: shape(texts) for k, texts in MODELS[name].items()}


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_column_has_a_name(language):
    told = written(TEXT / language / "models" / "columns.toml")
    assert set(told) == {name for name in NAMES if f"column.{name}" not in sentences(ENGLISH)}


@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("name", MODELS)
def test_numbers_and_names_of_columns_survive_the_translation(language, name):
    names = {word for word in NAMES | set(known()) if "_" in word}
    told = written(TEXT / language / "models" / f"{name}.toml")
    for key, texts in MODELS[name].items():
        for field, english in texts.items():
            plain = told[key][field].replace(".000", ",000")
            assert NUMBER.findall(english) == NUMBER.findall(plain), (key, field)
            words = names & set(WORD.findall(english))
            assert field == "source" or words == names & set(WORD.findall(plain)), (key, field)


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_no_sentence_is_left_in_english(language):
    told = own_sentences(language)
    words = {key: len(WORD.findall(FIELD.sub("", text))) for key, text in sentences(ENGLISH).items()}
    assert {key for key, text in sentences(ENGLISH).items() if words[key] > 2 and told[key] == text} == set()


def test_what_a_language_lacks_is_said_in_english(tmp_path, monkeypatch):
    shutil.copytree(TEXT / ENGLISH, tmp_path / ENGLISH)
    (tmp_path / "half").mkdir()
    (tmp_path / "half" / "overview.toml").write_text('[overview]\nask_cost = "Quanto custa?"\n', encoding="utf-8")
    monkeypatch.setattr("pages.parts.i18n.language.TEXT", tmp_path)
    header = CATALOGUE.header("acquisition_cost")
    assert say("half", "overview.ask_cost") == "Quanto custa?"
    assert say("half", "overview.ask_loyalty") == say(ENGLISH, "overview.ask_loyalty")
    assert figure_texts.said("half", header, "title") == header.title
    assert figure_texts.column("half", "lag_months") == "lag months"
    assert sentence("NO_ROWS", {}, "half") == sentence("NO_ROWS")
    assert Formats("half", "EUR").money(-2_389_000) == Formats(ENGLISH, "EUR").money(-2_389_000)


def test_a_changed_original_has_other_digits():
    assert fingerprint(["One row", "a month"]) != fingerprint(["One row", "a year"])
