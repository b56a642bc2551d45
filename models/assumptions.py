"""The assumptions: what the calculation assumes, read, checked and written as one row."""

import re
import tomllib
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path

from babel.numbers import list_currencies

from models.cleaned.opening_hours import read_days, read_week, read_zone, write_days, write_week

SQL_TYPES = {
    "day": "date",
    "text": "varchar",
    "currency": "varchar",
    "choice": "varchar",
    "week": "varchar",
    "days": "varchar",
    "zone": "varchar",
    "yes_no": "boolean",
    "number": "double",
    "money": "decimal(38, 6)",
    "share": "double",
    "whole": "integer",
}
RANGED = ("hourly_cost",)
LARGEST = Decimal(10) ** 18
MOST = 1_000_000  # of a whole number without a bound of its own
PERCENT = re.compile(r"(\d+(?:\.\d+)?) ?%$")
YES = {"yes", "true", "1", "sí", "si", "sim"}
NO = {"no", "false", "0", "não", "nao"}


@lru_cache(maxsize=1)
def known() -> dict[str, dict]:
    """Return every assumption by name: title, serves (the answer it is for), type, value, low, high (texts, "" when not
    set), unit, source, note, literature."""
    found = tomllib.loads((Path(__file__).parent / "assumptions.toml").read_text(encoding="utf-8"))
    return {name: {"low": "", "high": "", "literature": "", **entry} for name, entry in found.items()}


def check(name: str, text: str | None) -> object:
    """Return the typed value of a text for one assumption, None when the text is empty.

    Raises ValueError with a sentence that says what was read and what to write.
    """
    if name not in known():
        raise ValueError(f'There is no assumption named "{name}". The assumptions are: {", ".join(known())}.')
    text = "" if text is None else str(text).strip()
    if not text:
        return None
    entry = known()[name]
    try:
        return _READERS[entry["type"]](text, entry)
    except ValueError:
        raise ValueError(f'{name}: read "{text}"; expected {_expected(entry)}.') from None


def is_share(name: str) -> bool:
    """Return whether an assumption is a share of something, which people write as a percentage."""
    entry = known().get(name, {"type": ""})
    return entry["type"] in ("number", "share") and entry["unit"].startswith("share")


def entered(name: str, text: str) -> str:
    """Return what a person wrote as it is kept: a percentage as a share, a currency in capitals, hours of a week and
    days in one way of writing.

    Raises ValueError where the text cannot be, and for a rate above 1 without a percent sign: 10 may mean 10 % or
    1,000 %.
    """
    text = str(text or "").strip()
    kind = known().get(name, {}).get("type")
    if text and kind == "currency":
        return _currency(name, text)
    if text and kind in ("week", "days", "zone"):
        return str(check(name, text))
    if is_share(name) and (percent := PERCENT.match(text)):
        text = f"{(Decimal(percent[1]) / 100).normalize():f}"
        check(name, text)
        return text
    check(name, text)
    if is_share(name) and text and Decimal(text) > 1:
        raise ValueError(
            f'{name}: read "{text}". Is it {text} % or {Decimal(text) * 100:,f} %? '
            f"Write {name}={text}% or {name}={Decimal(text) * 100:f}%."
        )
    return text


def rows(stored: list[dict], overrides: dict[str, str] | None = None) -> list[dict]:
    """Return every assumption as it holds: name, value, low, high, unit, source, set_on, yours, note, literature.

    `stored` rows and then `overrides` (name -> text) take the place of what the house brings along.
    """
    own = {row["name"]: row for row in stored}
    unknown = set(overrides or {}) - set(known())
    for name in sorted(unknown):
        check(name, "")
    return [_row(name, own.get(name), overrides or {}) for name in known()]


def one_row_sql(held: list[dict], version: int) -> tuple[str, list]:
    """Return the select of the one-row table `assumption` and its bound values, typed by name.

    An assumption whose range stands in an amount has its low and high beside it (hourly_cost_low, hourly_cost_high).
    """
    given = [(row["name"], row["name"], row["value"]) for row in held]
    given += [
        (row["name"], f"{row['name']}_{end}", row[end])
        for row in held
        if row["name"] in RANGED
        for end in ("low", "high")
    ]
    columns = [f"cast(? as {SQL_TYPES[known()[name]['type']]}) as {column}" for name, column, _ in given]
    values = [check(name, text) for name, _, text in given]
    return f"select {', '.join(columns)}, cast(? as integer) as version", values + [version]


def _row(name: str, own: dict | None, overrides: dict[str, str]) -> dict:
    entry = known()[name]
    row = {
        "name": name,
        **{field: entry[field] for field in ("value", "low", "high", "unit", "source")},
        "set_on": None,
    }
    if own:
        row.update({field: own[field] for field in row if own.get(field) is not None})
        row["value"] = own.get("value") or ""
    if name in overrides:
        check(name, overrides[name])
        row.update(value=str(overrides[name] if overrides[name] is not None else ""), source="for this calculation")
    return {**row, "yours": bool(own) or name in overrides, "note": entry["note"], "literature": entry["literature"]}


def _currency(name: str, text: str) -> str:
    """What is stored already is read whatever it is; only what is written now has to be a code."""
    if text.upper() not in list_currencies():
        raise ValueError(f'{name}: read "{text}"; expected {_expected(known()[name])}.')
    return text.upper()


def _yes_no(text: str, _entry: dict) -> bool:
    if text.lower() not in YES | NO:
        raise ValueError
    return text.lower() in YES


def _choice(text: str, entry: dict) -> str:
    if text not in entry["choices"]:
        raise ValueError
    return text


def _share(text: str, _entry: dict) -> float:
    value = float(text)
    if not 0 <= value <= 1:
        raise ValueError
    return value


def _number(text: str, _entry: dict) -> float:
    value = float(text)
    if not 0 <= value < float("inf"):
        raise ValueError
    return value


def _money(text: str, _entry: dict) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise ValueError from None
    if not value.is_finite() or not 0 <= value < LARGEST:
        raise ValueError
    return value


def _whole(text: str, entry: dict) -> int:
    value = int(text)
    if not entry.get("least", 0) <= value <= entry.get("most", MOST):
        raise ValueError
    return value


def _expected(entry: dict) -> str:
    kinds = {
        "day": "a day such as 2026-06-30",
        "text": "text",
        "currency": "an ISO code such as EUR",
        "choice": "one of " + ", ".join(entry.get("choices", [])),
        "yes_no": "yes or no",
        "week": "days with hours such as mon-thu 09:00-13:00 14:00-18:00; fri 09:00-14:00",
        "days": "days such as 2026-12-25, 2027-01-01",
        "zone": "a time zone such as Europe/Madrid",
        "number": "a number such as 0.10, not below zero",
        "money": "an amount such as 62.50, not below zero",
        "share": "a share between 0 and 1 such as 0.25",
        "whole": f"a whole number from {entry.get('least', 0)} to {entry.get('most', MOST)}",
    }
    return kinds[entry["type"]]


_READERS = {
    "day": lambda text, entry: date.fromisoformat(text),
    "text": lambda text, entry: text,
    "currency": lambda text, entry: text,
    "choice": _choice,
    "week": lambda text, entry: write_week(read_week(text)),
    "days": lambda text, entry: write_days(read_days(text)),
    "zone": lambda text, entry: read_zone(text).key,
    "yes_no": _yes_no,
    "number": _number,
    "money": _money,
    "share": _share,
    "whole": _whole,
}
