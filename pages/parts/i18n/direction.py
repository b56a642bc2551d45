"""Names in letters written from right to left, set so that they keep their place among words written the other way."""

import re

from markupsafe import Markup

OWN, END = "\u2068", "\u2069"  # from the one to the other a text has the direction of its own first letter
# Hebrew, Arabic and their neighbours, and the signs that turn the direction of what follows them
_LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_APART = re.compile(f"{OWN}[^{OWN}{END}]*{END}")
_LONE = re.compile(f"({OWN}[^{OWN}{END}]*{END})|[\u2066-\u2069]")
_TURNS = re.compile(f"[{_LETTERS}\u200f\u202a-\u202e\u2066\u2067]")


def own_direction(text: str) -> str:
    """Return a text that can stand in a sentence: from right to left within itself, and turning nothing beside it.

    Numbers and colons beside a Hebrew name would else change sides. Any other text is returned as it is, also one
    whose names stand apart already: LibreOffice draws such signs within one another wrongly. Signs of this kind that
    nothing ends or begins are left out, so that no name reaches beyond itself.
    """
    text = type(text)(_LONE.sub(lambda found: found[1] or "", text))
    if not _TURNS.search(_APART.sub("", text)):
        return text
    return Markup(OWN) + text + END if isinstance(text, Markup) else f"{OWN}{text}{END}"


def in_a_row(parts: list[str] | tuple[str, ...], joint: str = " · ") -> str:
    """Return texts one after the other, in this order whatever they are written in; empty ones are left out."""
    return joint.join(own_direction(part) for part in parts if part)
