"""The SQL of single cells. Only c0 … cn and contract names are ever part of SQL."""

from base64 import b64encode

from data.parsing.decision import EMPTY_WORDS

BLANKS = " \t\r\n\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000\ufeff"
HAS_BLANK_END = f"^[{BLANKS}]|[{BLANKS}]$"


def trimmed(position: int, name: str = "c") -> str:
    """The cell without surrounding blanks; null when nothing is left. name: apart for one that is read with another."""
    cell = f"t.{name}{position}"  # trim() with a set of characters is slow: only where it has something to do
    bare = f"case when regexp_matches({cell}, '{HAS_BLANK_END}') then trim({cell}, '{BLANKS}') else {cell} end"
    return f"nullif({bare}, '')"


def said_text(position: int) -> str:
    """The cell as `trimmed` gives it; null also where it is a word for nothing."""
    return f"case when lower({trimmed(position)}) not in {tuple(EMPTY_WORDS)} then {trimmed(position)} end"


def plain_text(position: int) -> str:
    """The cell as it is, null when empty: for columns without surrounding blanks."""
    return f"nullif(t.c{position}, '')"


def written(position: int, is_emptied: bool) -> str:
    """The cell as it stands; where a number was merged over several rows, empty but for the first of them."""
    return (
        f"case when substr(t.kinds, {position + 1}, 1) = 'm' then '' else t.c{position} end"
        if is_emptied
        else f"t.c{position}"
    )


def quotes_of(text: str, opening: str, closing: str) -> str:
    """The SQL condition that a text stands in these quotes; where nothing closes, that a number follows the sign."""
    begins = f"starts_with({text}, {literal(opening)})"
    if not closing:
        return f"({begins} and regexp_matches(substr({text}, 2), '^\\d'))"
    return f"({begins} and length({text}) > 1 and ends_with({text}, {literal(closing)}))"


def without_quotes(text: str, closing: str) -> str:
    """The SQL of a text in quotes without them, and without blanks inside them."""
    return f"trim(substr({text}, 2, length({text}) - {2 if closing else 1}), '{BLANKS}')"


def literal(text: str) -> str:
    """The SQL of a text from outside, as the letters of its base64."""
    return f"decode(from_base64('{b64encode(text.encode()).decode()}'))"
