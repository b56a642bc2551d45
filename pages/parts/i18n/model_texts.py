"""What the models say beside the headers of figures, in the reader's language: assumptions and identities."""

import re
from datetime import date
from decimal import Decimal

from babel.dates import get_day_names

from data.contracts.definitions import contract, dataset_names
from models.assumptions import check, is_share, known
from models.cleaned.opening_hours import read_days, read_week, write_week
from pages.parts.i18n.figure_texts import in_words
from pages.parts.i18n.formats import DASH, Formats
from pages.parts.i18n.language import has, of_models, say

# Identities that name what they are about; the others are found by their words.
NAMING = {
    "control_total": r"control total of (?P<column>\S+)",
    "control_total_in": r"control total of (?P<column>\S+) in (?P<currency>\S+)",
    "ledger_component": r"(?P<component>\S+) in the ledger = stored with the complaints",
}


def assumption(language: str, row: dict, field: str) -> str:
    """Return the unit, source, note or literature of an assumption; what somebody wrote in its place stays."""
    text = row[field] or ""
    own = of_models(language, "assumptions").get(row["name"], {})
    return in_words(language, own.get(field, text)) if text == known()[row["name"]][field] else text


def assumption_title(language: str, name: str) -> str:
    """Return an assumption in words: "Discount rate"."""
    if name not in known():
        return name
    return of_models(language, "assumptions").get(name, {}).get("title", known()[name]["title"])


def assumption_value(formats: Formats, name: str, text: str | None) -> str:
    """Return the value of an assumption as its reader writes it: "10 %", "31 Oct 2026", "at lost margin"."""
    kind = known()[name]["type"] if name in known() else ""
    if not text:
        return say(formats.language, "assumptions.empty")
    try:
        check(name, text)
    except ValueError:
        return text
    if is_share(name):
        percent = (Decimal(text) * 100).normalize()
        return formats.share(text, max(0, -int(percent.as_tuple().exponent)))
    if kind == "day":
        return formats.day(date.fromisoformat(text))
    if kind == "week":
        return write_week(read_week(text), _days_of_the_week(formats)).replace("-", DASH)
    if kind == "days":
        return formats.listing([formats.day(day) for day in read_days(text)])
    if kind in ("choice", "yes_no"):
        return assumption_choice(formats.language, text)
    return formats.written(text)


def _days_of_the_week(formats: Formats) -> tuple[str, ...]:
    """Monday first, short, as people write them: "Mon", "lun", "seg"."""
    names = get_day_names("abbreviated", "stand-alone", formats.locale)
    return tuple(names[day].rstrip(".") for day in range(7))


def assumption_choice(language: str, text: str) -> str:
    """Return one of the answers an assumption may have, in words."""
    return say(language, f"assumption_choice.{text}") if has(language, f"assumption_choice.{text}") else text


def identity(language: str, text: str) -> str:
    """Return an identity in words: "ledger = sum by month"."""
    for name, pattern in NAMING.items():
        if found := re.fullmatch(pattern, text):
            named = {field: _in_words(language, said) for field, said in found.groupdict().items()}
            return say(language, f"identity_name.{name}", **named)
    key = identity_key(text)
    return say(language, key) if has(language, key) else text


def _in_words(language: str, said: str) -> str:
    """What an identity names as people call it: "Complaints, compensation", "Handling"; a currency stays."""
    dataset, _, column = said.partition(".")
    if dataset in dataset_names() and column in contract(dataset).names:
        return f"{contract(dataset).title[language]}, {contract(dataset).column(column).label[language]}"
    return say(language, f"component.{said}") if has(language, f"component.{said}") else said


def identity_key(text: str) -> str:
    """Return the key of an identity's words: "identity_name.ledger_sum_by_month"."""
    words = re.sub(r"[^a-z]+", "_", text.lower()).strip("_")
    return f"identity_name.{words}"
