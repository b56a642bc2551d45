"""The sentences of the pages, read from pages/text."""

import tomllib
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

TEXT = Path(__file__).parents[2] / "text"
LANGUAGES = ("en", "es")


@cache
def sentences(language: str) -> dict[str, str]:
    """Return every sentence of a language: key -> template with {fields}."""
    with open(TEXT / f"{language}.toml", "rb") as file:
        groups = tomllib.load(file)
    return {f"{group}.{name}": sentence for group, lines in groups.items() for name, sentence in lines.items()}


def say(language: str, key: str, **fields: object) -> str:
    """Return the sentence `key` in a language, with its fields filled in. A key that is not there raises KeyError.

    A sentence that counts one thing is `key` + "_one", where the language has it. With a field that is HTML the
    sentence is HTML too, and its other fields are escaped.
    """
    one = f"{key}_one" if str(fields.get("count")) == "1" and has(language, f"{key}_one") else key
    sentence = sentences(language)[one]
    with_links = any(isinstance(value, Markup) for value in fields.values())
    return (escape(sentence) if with_links else sentence).format(**fields)


def has(language: str, key: str) -> bool:
    """Return whether the language has a sentence of that name (those that come from data may have none)."""
    return key in sentences(language)


def translated(language: str, text: str) -> str:
    """Return what the models say in English in another language; text nobody translated stays as it is."""
    texts, fragments = _of_models(language)
    if text in texts or not any(fragment in text for fragment in fragments):
        return texts.get(text, text)
    for fragment, said in fragments.items():
        text = text.replace(fragment, said)
    return text


@cache
def _of_models(language: str) -> tuple[dict[str, str], dict[str, str]]:
    path = TEXT / f"{language}_models.toml"
    if not path.exists():
        return {}, {}
    with open(path, "rb") as file:
        groups = tomllib.load(file)
    return groups["texts"], groups["fragments"]


def preferred(locale: str | None) -> str:
    """Return the language of a browser's locale ("es-MX" -> "es"), English when it is not spoken here."""
    code = (locale or "").split("-")[0].lower()
    return code if code in LANGUAGES else LANGUAGES[0]
