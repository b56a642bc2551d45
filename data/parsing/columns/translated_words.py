"""Words of a column of yes/no or of choices that were said to mean one of its values, or are asked about."""

import re
from decimal import Decimal

from data.contracts.definitions import NUMBERS, Column, Contract, fold
from data.import_options import MEANS, Options
from data.parsing.columns.missing_words import WORDS
from data.parsing.decision import Cell, ColumnQuestion
from data.parsing.values.status_words import CUSTOMER, OPEN

NOTHING, ASIDE = "none", "aside"
FEW, MANY, SELDOM = 3, 12, 20  # fewer cells, more words or a smaller part than one in twenty are set aside unasked


def values_of(column: Column) -> dict:
    """What a word of this column can be said to mean: the text of the setting → the value; empty for other columns."""
    return {"yes": True, "no": False} if column.type == "yes_no" else {choice: choice for choice in column.choices}


def meanings(column: Column, options: Options) -> dict[str, str]:
    """Word, in small letters → what was said that it means: a value of the column, none or aside."""
    begins = f"{column.name}{MEANS}"
    said = {name.removeprefix(begins): value for name, value in options.settings.items() if name.startswith(begins)}
    return {word.strip().lower(): value for word, value in said.items()}


def meaning_error(contract: Contract, setting: str, value: str) -> str | None:
    """Why a setting COLUMN.means.TEXT is not understood (code of problems.toml); None for any other, or when it is."""
    name, means, _ = setting.partition(MEANS)
    if not means:
        return None
    column = contract.column(name)
    is_number = column.type in NUMBERS and re.fullmatch(r"\d{1,13}([.,]\d{1,6})?", value)
    return None if is_number or value in _choices(column) else "UNKNOWN_SETTING"


def _choices(column: Column) -> tuple:
    values = tuple(values_of(column))
    if not values and column.type in NUMBERS:
        return (NOTHING, ASIDE) if column.type == "score" and not column.required else (ASIDE,)
    return (*values, *(() if column.required else (NOTHING,)), ASIDE) if values else ()


def said_number(told: str) -> Decimal:
    """The number that a word was said to mean, with a point or a comma."""
    return Decimal(told.replace(",", "."))


def _likely_first(column: Column, word: str) -> tuple:
    """The choices, no before yes for words such as "Open" or "Existing customer"."""
    choices = _choices(column)
    said = fold(" ".join(part for part in word.split() if fold(part) not in CUSTOMER))
    return ("no", "yes", *choices[2:]) if column.type == "yes_no" and said in OPEN else choices


def ask_about_meaning(column: Column, unknown: list[Cell], rows: int, options: Options) -> list[ColumnQuestion]:
    """One question for each word that is none of the column's; none where such words are few, or very many."""
    told = meanings(column, options)
    words: dict[str, list[Cell]] = {}
    for cell in unknown:
        key = cell.text.lower()
        if key not in told and key not in WORDS:
            words.setdefault(key, []).append(cell)
    count = sum(cell.count for cells in words.values() for cell in cells)
    if column.type not in ("yes_no", "choice") or count < FEW or len(words) > MANY or count * SELDOM < rows:
        return []
    return [
        ColumnQuestion(
            "UNKNOWN_WORD",
            _likely_first(column, cells[0].text),
            f"means.{cells[0].text}",
            {"read": cells[0].text, "count": sum(cell.count for cell in cells)},
        )
        for cells in words.values()
    ]
