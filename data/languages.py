"""The languages of the product: a folder of texts each, here and in pages/text; what one lacks is said in English."""

import hashlib
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

TEXT = Path(__file__).parent / "text"
ENGLISH = "en"
LANGUAGES = (ENGLISH, *sorted(path.name for path in TEXT.iterdir() if path.is_dir() and path.name != ENGLISH))


@cache
def written(file: Path) -> dict:
    """What stands in one file of texts; nothing where the language has no such file."""
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


@cache
def texts(name: str, language: str) -> dict[str, str]:
    """The texts of data/text/<language>/<name>.toml by key, those it lacks in English."""
    return written(TEXT / ENGLISH / f"{name}.toml") | written(TEXT / language / f"{name}.toml")


def habit(language: str, key: str) -> str:
    """One habit of writing of a language (locale.toml): its locale, a day, the sign of a share, yes and no."""
    return texts("locale", language)[key]


def fingerprint(english: Iterable[str]) -> str:
    """The digits a translation carries of its original; English that has changed since has others."""
    return hashlib.sha256("\n".join(english).encode("utf-8")).hexdigest()[:8]
