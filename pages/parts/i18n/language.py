"""The sentences of the pages, read from pages/text: a folder for each language, a file for each subject."""

from functools import cache
from pathlib import Path

from babel import Locale
from markupsafe import Markup, escape

from data.languages import ENGLISH, LANGUAGES, written
from pages.parts.i18n.direction import own_direction

TEXT = Path(__file__).parents[2] / "text"


@cache
def sentences(language: str) -> dict[str, str]:
    """Return every sentence by "group.name", with its {fields}; what the language lacks in English."""
    return own_sentences(ENGLISH) | own_sentences(language)


def own_sentences(language: str) -> dict[str, str]:
    """Return the sentences a language has of its own."""
    groups = [group for file in sorted((TEXT / language).glob("*.toml")) for group in written(file).items()]
    return {f"{group}.{name}": sentence for group, lines in groups for name, sentence in lines.items()}


def say(language: str, key: str, **fields: object) -> str:
    """Return the sentence `key` in a language, with its fields filled in. A key English lacks raises KeyError.

    A sentence that counts one thing is `key` + "_one", where there is one. With a field that is HTML the
    sentence is HTML too, and its other fields are escaped.
    """
    one = f"{key}_one" if str(fields.get("count")) == "1" and has(language, f"{key}_one") else key
    sentence = sentences(language)[one]
    with_links = any(isinstance(value, Markup) for value in fields.values())
    told = {name: own_direction(value) if isinstance(value, str) else value for name, value in fields.items()}
    return (escape(sentence) if with_links else sentence).format(**told)


def has(language: str, key: str) -> bool:
    """Return whether there is a sentence of that name (those that come from data may have none)."""
    return key in sentences(language)


def own_name(language: str) -> str:
    """Return the name of a language as its speakers write it: "Español"."""
    name = Locale.parse(language).get_display_name() or language
    return name[:1].upper() + name[1:]


def of_models(language: str, name: str) -> dict:
    """Return a language's texts for what the models say in English: name is figures, columns or assumptions."""
    return written(TEXT / language / "models" / f"{name}.toml")


def preferred(locale: str | None) -> str:
    """Return the language of a browser's locale ("es-MX" -> "es"), English when it is not spoken here."""
    code = (locale or "").split("-")[0].lower()
    return code if code in LANGUAGES else ENGLISH
