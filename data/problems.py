"""The sentences for everything that can be wrong with a file, in English and Spanish."""

import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("problems.toml")


class Problem(ValueError):
    """What somebody asked for cannot be done; the text says why, `code` and `fields` say it in any language."""

    def __init__(self, code: str, fields: dict | None = None):
        super().__init__(sentence(code, fields))
        self.code, self.fields = code, fields or {}


def sentence(code: str, fields: dict | None = None, language: str = "en") -> str:
    """One sentence for a code, with what was read and what to do; fields it lacks read as empty.

    A sentence that counts one thing stands under its language and "_one", where there is such a sentence.
    """
    known = defaultdict(str, {key: _shown(value) for key, value in (fields or {}).items()})
    texts = problems()[code]
    said = language if language in texts else "en"
    one = f"{said}_one" if known["count"] == "1" and f"{said}_one" in texts else said
    return texts[one].format_map(known)


@cache
def problems() -> dict:
    """All codes with their sentences: code → language → template."""
    with FILE.open("rb") as file:
        return tomllib.load(file)


def _shown(value) -> str:
    return "" if value is None else str(value)
