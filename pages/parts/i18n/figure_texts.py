"""What the header of a figure says, in the reader's language. The headers themselves are in English."""

from models.engine.definitions.header import Header
from pages.parts.i18n.language import has, of_models, say

FIELDS = ("title", "meaning", "grain", "units", "formula", "source", "limits", "untraced")


def said(language: str, header: Header, field: str) -> str:
    """Return one text of a header, English where the language has none; names of columns and tables stay."""
    return of_models(language, "figures").get(header.name, {}).get(field, getattr(header, field))


def column(language: str, name: str) -> str:
    """Return a column's name in words, else its own with blanks."""
    if has(language, f"column.{name}"):
        return say(language, f"column.{name}")
    return of_models(language, "columns").get(name, name.replace("_", " "))
