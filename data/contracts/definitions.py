"""The data sets that can come in: one TOML file each, read once; their words in other languages stand in data/text."""

import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from data.languages import LANGUAGES, TEXT, written

FOLDER = Path(__file__).parent
NUMBERS = ("money", "number", "minutes", "hours", "score", "share", "price", "rate")
DATES = ("day", "month", "instant")


@dataclass(frozen=True)
class Column:
    """One column of a data set: its type, unit, meaning and the headings it is recognised by.

    `meaning`, `heading` (that of the template), `label` (what people call it) and `unit_label` are by language;
    `headings` are all that are accepted.
    `choices` are the canonical words of a choice, `choice_words` the accepted ones (folded) and
    what each stands for; `suggestions` are offered in the template but not enforced.
    `weak` headings count only in a file where none of the others stands ("status" beside "activity").
    `alias` is another name the column answers to in --map and --set.
    `window` says how far ahead a date may lie: `event` 31 days, `planned` 10 years.
    `at_most` is the column of the same row whose number this one may not exceed.
    `when` is the column of the day on which a yes became true: days under this heading are meant for it.
    `doubtful` headings are recognised with a note, since they often mean something else.
    `whole_days`: a day without a time of day counts until its end.
    `instead` marks a column that other columns of the data set can stand for.
    """

    name: str
    type: str
    required: bool
    unit: str
    meaning: dict
    heading: dict
    label: dict
    unit_label: dict
    headings: tuple
    examples: tuple
    choices: tuple = ()
    choice_words: dict = field(default_factory=dict, hash=False)
    suggestions: tuple = ()
    minimum: float | None = None
    maximum: float | None = None
    window: str = "event"
    open_marker: bool = False
    whole_days: bool = False
    instead: bool = False
    weak: tuple = ()
    alias: str = ""
    at_most: str = ""
    when: str = ""
    doubtful: tuple = ()


@dataclass(frozen=True)
class Check:
    """A rule across two columns: `column` may not lie before `not_before`."""

    code: str
    column: str
    not_before: str


@dataclass(frozen=True)
class Contract:
    """One data set: its columns in order, its key and how rows of one key are kept.

    keeping: `row` (one row a key), `lines` (rows of one key add up), `none` (no key).
    `alternatives` is a tuple of choices; of each, one group of columns must be there.
    """

    dataset: str
    title: dict
    meaning: dict
    key: tuple
    keeping: str
    columns: tuple
    checks: tuple = ()
    alternatives: tuple = ()

    def column(self, name: str) -> Column:
        """The column of this name; KeyError when there is none."""
        return next((c for c in self.columns if c.name == name), None) or _missing(name)

    @property
    def names(self) -> tuple:
        """The column names in order."""
        return tuple(c.name for c in self.columns)

    def name_of(self, said: str) -> str:
        """The column name somebody means by a name: "left" is has_left."""
        return next((c.name for c in self.columns if c.alias and c.alias == said), said)


def _missing(name):
    raise KeyError(name)


NOT_COMPARED = dict.fromkeys((*range(33), *map(ord, "_-."), 127))  # blanks and signs of ASCII that fold leaves out


@lru_cache(8192)
def fold(text: str) -> str:
    """The text as headings and words are compared: no case, accents, blanks, _ - or . in it."""
    if text.isascii():
        return text.lower().translate(NOT_COMPARED)
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(
        c for c in plain if not c.isspace() and c not in "_-." and unicodedata.category(c) not in ("Mn", "Cf", "Cc")
    )


def is_only_id(contract: Contract, column: str) -> bool:
    """Whether this column is an id and alone tells the rows of the data set apart."""
    return contract.key == (column,) and contract.column(column).type == "id"


@cache
def contract(dataset: str) -> Contract:
    """The contract of one data set; KeyError when there is none of this name."""
    if dataset not in dataset_names():
        raise KeyError(dataset)
    return _read(FOLDER / f"{dataset}.toml")


@cache
def dataset_names() -> tuple:
    """The names of all data sets, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def _read(path: Path) -> Contract:
    with path.open("rb") as file:
        facts = tomllib.load(file)
    said = {language: _words(language).get(path.stem, {}) for language in LANGUAGES}
    columns = {language: words.get("columns", {}) for language, words in said.items()}
    return Contract(
        dataset=path.stem,
        title=_in_languages(said, "title", facts["title"]),
        meaning=_in_languages(said, "meaning", facts["meaning"]),
        key=tuple(facts["key"]),
        keeping=facts["keeping"],
        columns=tuple(_column(path.stem, name, facts["columns"][name], columns) for name in facts["columns"]),
        checks=tuple(Check(**check) for check in facts.get("checks", ())),
        alternatives=tuple(tuple(map(tuple, groups)) for groups in facts.get("alternatives", ())),
    )


def _words(language: str) -> dict:
    return written(TEXT / language / "data_sets.toml")


def _in_languages(said: dict[str, dict], key: str, english: str) -> dict[str, str]:
    return {language: words.get(key, english) for language, words in said.items()}


def _label(language: str, dataset: str, name: str, heading: str) -> str:
    names = written(TEXT / language / "columns.toml").get("names", {})
    return names.get(f"{dataset}.{name}") or names.get(name) or heading.replace("_", " ")


def _unit(language: str, unit: str) -> str:
    return written(TEXT / language / "columns.toml").get("units", {}).get(unit, unit)


def _column(dataset: str, name: str, facts: dict, columns: dict[str, dict]) -> Column:
    facts = dict(facts)
    words = facts.pop("choices", {})
    said = {language: held.get(name, {}) for language, held in columns.items()}
    heading = _in_languages(said, "heading", name)
    unit = facts.pop("unit", "")
    accepted = (name, *heading.values(), *facts.pop("headings", ()))
    return Column(
        name=name,
        type=facts.pop("type"),
        required=facts.pop("required", False),
        unit=unit,
        meaning=_in_languages(said, "meaning", facts.pop("meaning")),
        heading=heading,
        label={language: _label(language, dataset, name, heading[language]) for language in LANGUAGES},
        unit_label={language: _unit(language, unit) for language in LANGUAGES},
        headings=tuple(dict.fromkeys(accepted)),
        examples=tuple(facts.pop("examples", ())),
        choices=tuple(words),
        choice_words={fold(w): choice for choice in words for w in (choice, *words[choice])},
        suggestions=tuple(facts.pop("suggestions", ())),
        weak=tuple(facts.pop("weak", ())),
        doubtful=tuple(facts.pop("doubtful", ())),
        **facts,
    )
