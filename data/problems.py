"""What a refusal or a note says, by its code: the sentences stand in data/text/<language>/problems.toml."""

from collections import defaultdict

from data.languages import ENGLISH, texts

OPTIONAL = ("near", "allowed")


class Problem(ValueError):
    """What somebody asked for cannot be done; the text says why, `code` and `fields` say it in any language."""

    def __init__(self, code: str, fields: dict | None = None):
        super().__init__(sentence(code, fields))
        self.code, self.fields = code, fields or {}


def sentence(code: str, fields: dict | None = None, language: str = ENGLISH) -> str:
    """One sentence for a code, with what was read and what to do; fields it lacks read as empty.

    A sentence that counts one thing stands under its code and "_one", one that proposes a name or lists the values
    that may be under "_near" and "_allowed", where there is such a sentence.
    """
    known = defaultdict(str, {key: _shown(value) for key, value in (fields or {}).items()})
    said = texts("problems", language)
    forms = [form for form, is_it in (("one", known["count"] == "1"), *((n, known[n]) for n in OPTIONAL)) if is_it]
    found = next((f"{code}_{form}" for form in forms if f"{code}_{form}" in said), code)
    return said[found].format_map(known)


def with_others(said: str, fields: dict, language: str = ENGLISH) -> str:
    """A question with the other columns its answer holds for, where there are such."""
    also = fields.get("also")
    return f"{said} {sentence('HOLDS_FOR', {'also': ', '.join(also)}, language)}" if also else said


def _shown(value) -> str:
    return "" if value is None else str(value)
