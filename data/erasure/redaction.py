"""Texts without the customer's id: names of files and sheets, settings, notes, the entries of the list of changes."""

from __future__ import annotations

import json
import re

from data.erasure.data_subject import DataSubject

ERASED = "(erased)"
NUMBERS = re.compile(r"[\d.,:\-+T ]*")


def redact(value, customer: DataSubject):
    """A value without the id, also inside JSON; numbers and dates stay what they are."""
    if isinstance(value, dict):
        return {redact(name, customer): redact(one, customer) for name, one in value.items()}
    if isinstance(value, list):
        return [redact(one, customer) for one in value]
    if not isinstance(value, str) or not value:
        return value
    return _inside_json(value, customer) if value[0] in "{[" else _inside(value, customer)


def _inside_json(text: str, customer: DataSubject) -> str:
    try:
        held = json.loads(text)
    except ValueError:
        return _inside(text, customer)
    kept = redact(held, customer)
    return text if kept == held else json.dumps(kept, ensure_ascii=False)


def _inside(text: str, customer: DataSubject) -> str:
    if not customer.is_unmistakable or (NUMBERS.fullmatch(text) and text != customer.id):
        return text
    return customer.word.sub(ERASED, text)


def redact_entry(entry: dict, customer: DataSubject, digests: dict, lines: dict[str, set[int]]) -> dict:
    """An entry of the list of changes as it is told from now on: other originals, no correction of a line that is gone.

    digests: import → SHA-256 of its file now; lines: import → numbers of the lines taken out of it.
    """
    entry = entry | (
        {"sha256": digests[entry["import_id"]]} if entry.get("import_id") in digests and entry["kind"] != "undo" else {}
    )
    if entry["kind"] == "repair" and entry.get("rows"):
        gone = lines.get(entry["repairs"], set())
        entry = entry | {"rows": [row for row in entry["rows"] if int(row["row"]) not in gone]}
    if (entry.get("settings") or {}).get("customer_id.value") == customer.id:
        entry = entry | {"settings": entry["settings"] | {"customer_id.value": ERASED}}
    return redact(entry, customer)
