"""What a person writes for an assumption, in their own way of writing, as it is kept."""

from models import assumptions
from pages.parts.i18n import model_texts
from pages.parts.i18n.formats import Formats
from pages.parts.i18n.language import say
from pages.parts.i18n.values import plain_number

NUMERIC = ("number", "money", "share", "whole")
SHARE_SHOWN, AMOUNT_SHOWN = "0.25", "62.50"  # in the sentence that says how to write one


def entered(formats: Formats, name: str, typed: str | None) -> str:
    """Return what is kept: "10 %" or "0,10" as "0.10", "eur" as "EUR".

    Raises ValueError with the sentence that says how to write it.
    """
    text = str(typed or "").strip()
    if assumptions.known()[name]["type"] in NUMERIC:
        text = _plain(text, formats.language)
    try:
        return assumptions.entered(name, text)
    except ValueError:
        raise ValueError(_refusal(formats, name, str(typed).strip())) from None


def shown(formats: Formats, name: str, text: str | None) -> str:
    """Return a kept value as it is written into the field: "10 %", "0,5", "lun–vie 09:00–17:00"; empty when there is
    none."""
    is_worded = assumptions.known()[name]["type"] in (*NUMERIC, "week")
    return model_texts.assumption_value(formats, name, text) if text and is_worded else text or ""


def _plain(text: str, language: str) -> str:
    number, sign, _ = text.partition("%")
    return plain_number(number.strip(), language).removesuffix(".0") + sign


def _refusal(formats: Formats, name: str, read: str) -> str:
    entry = assumptions.known()[name]
    kind = "share" if assumptions.is_share(name) else entry["type"]
    return say(
        formats.language,
        f"assumption_entry.{kind}",
        read=read,
        percent=formats.share(SHARE_SHOWN),
        decimal=formats.number(SHARE_SHOWN, 2),
        amount=formats.number(AMOUNT_SHOWN, 2),
        least=formats.number(entry.get("least", 0)),
        most=formats.number(entry.get("most", assumptions.MOST)),
    )
