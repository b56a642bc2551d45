"""What stands in the folders of the languages for something that is added."""

from data.languages import ENGLISH, LANGUAGES, fingerprint

TRANSLATIONS = [language for language in LANGUAGES if language != ENGLISH]


def header(sql: str, told: str) -> str:
    """Return the translation of a figure's header: its texts, each with `told` before it, under its digits."""
    lines = [line.removeprefix("-- ").split(": ", 1) for line in sql.splitlines() if line.startswith("-- ")]
    texts = {name.strip(): text.strip() for name, text in lines if name.strip() != "key"}
    said = "".join(f'{name} = "{told}{text}"\n' for name, text in texts.items())
    return f'english = "{fingerprint(texts.values())}"\n{said}'


def in_translations(path: str, text: str) -> dict[str, list[tuple[str, str]]]:
    """Return the edit that puts a text at the end of a file in every language but English."""
    return {path.replace("<translation>", language): [("", text)] for language in TRANSLATIONS}


def in_every_language(path: str, before: str, text: str) -> dict[str, list[tuple[str, str]]]:
    """Return the edit that puts a text before what stands in a file of every language."""
    return {path.replace("<language>", language): [(before, text)] for language in LANGUAGES}


def described(english: tuple[str, ...], texts: str) -> str:
    """Return the translation of a data set or column under the digits of its English."""
    return f'english = "{fingerprint(english)}"\n{texts}'
