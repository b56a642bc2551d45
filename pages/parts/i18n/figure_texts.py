"""What the header of a figure says, in the reader's language. The headers themselves are in English."""

import tomllib
from functools import cache

from models.engine.header import Header
from pages.parts.i18n.language import TEXT, has, say


def said(language: str, text: str) -> str:
    """Return one text of a header (title, meaning, grain, formula, limits) in a language;
    English where none is written."""
    return _of(language)["texts"].get(text, text)


def title(language: str, header: Header) -> str:
    """Return a figure's title."""
    return said(language, header.title)


def units(language: str, header: Header) -> str:
    """Return the units of a figure's columns; the columns keep their names."""
    words = _of(language)["units"]
    pairs = (one.partition(" = ") for one in header.units.split("; "))
    return "; ".join(
        f"{names}{sign}{words.get(unit, unit)}" if sign else words.get(names, names) for names, sign, unit in pairs
    )


def sources(language: str, header: Header) -> str:
    """Return what a figure is worked out from; tables keep their names."""
    text = header.source
    for english, words in _of(language)["sources"].items():
        text = text.replace(english, words)
    return text


def column(language: str, name: str) -> str:
    """Return a column's name in words, else its own with blanks."""
    if has(language, f"column.{name}"):
        return say(language, f"column.{name}")
    return _of(language)["columns"].get(name, name.replace("_", " "))


@cache
def _of(language: str) -> dict[str, dict[str, str]]:
    path = TEXT / f"{language}_figures.toml"
    if not path.exists():
        return {"texts": {}, "units": {}, "sources": {}, "columns": {}}
    with open(path, "rb") as file:
        return tomllib.load(file)
