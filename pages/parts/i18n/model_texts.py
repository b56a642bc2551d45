"""What the models say beside the headers of figures, in the reader's language: assumptions and identities."""

import re

from models.assumptions import known
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
    return own.get(field, text) if text == known()[row["name"]][field] else text


def identity(language: str, text: str) -> str:
    """Return an identity in words: "ledger = sum by month"."""
    for name, pattern in NAMING.items():
        if found := re.fullmatch(pattern, text):
            return say(language, f"identity_name.{name}", **found.groupdict())
    key = identity_key(text)
    return say(language, key) if has(language, key) else text


def identity_key(text: str) -> str:
    """Return the key of an identity's words: "identity_name.ledger_sum_by_month"."""
    words = re.sub(r"[^a-z]+", "_", text.lower()).strip("_")
    return f"identity_name.{words}"
