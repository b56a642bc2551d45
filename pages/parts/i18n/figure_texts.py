"""What the header of a figure says, in the reader's language. The headers themselves are in English."""

import re

from data.contracts.definitions import contract, dataset_names
from models.assumptions import known
from models.engine.definitions.header import Header
from pages.parts.i18n.language import has, of_models, say

FIELDS = ("title", "meaning", "grain", "units", "formula", "source", "limits", "untraced")
NAME = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")  # of a column, a figure, a data set, an assumption


def said(language: str, header: Header, field: str) -> str:
    """Return one text of a header, English where the language has none, with the names in it as people say them."""
    return in_words(language, written(language, header, field))


def written(language: str, header: Header, field: str) -> str:
    """Return one text of a header with the names of columns and figures as they stand in it."""
    return of_models(language, "figures").get(header.name, {}).get(field, getattr(header, field))


def sources(language: str, header: Header, headers: dict[str, Header]) -> str:
    """Return what a figure is from: data sets, figures and single assumptions by their titles."""
    names = [name for name in header.source.split(", ") if name != "assumptions"]
    return ", ".join(_titled(language, name.removeprefix("assumption "), headers) for name in names)


def _titled(language: str, name: str, headers: dict[str, Header]) -> str:
    if name in dataset_names():
        return contract(name).title[language]
    if name in headers:
        return said(language, headers[name], "title")
    if name in known():
        return of_models(language, "assumptions").get(name, {}).get("title", known()[name]["title"])
    return in_words(language, name)


def in_words(language: str, text: str) -> str:
    """Return a text with the names of columns, data sets, assumptions and figures in it as people say them."""
    return NAME.sub(lambda found: _named(language, found[0]), text)


def _named(language: str, name: str) -> str:
    if name in dataset_names():
        return contract(name).title[language]
    titled = (of_models(language, held).get(name, {}).get("title") for held in ("assumptions", "figures"))
    in_columns = of_models(language, "columns").get(name) or next(filter(None, titled), None)
    first, comma, rest = (in_columns or column(language, name)).partition(", ")
    return f"{first} ({rest})" if comma else first  # it may stand in a list


def column(language: str, name: str) -> str:
    """Return a column's name in words, else its own with blanks."""
    if has(language, f"column.{name}"):
        return say(language, f"column.{name}")
    return of_models(language, "columns").get(name, name.replace("_", " "))
