"""One change of the history as a sentence: what was done, to what, and what it did to the cost."""

from datetime import date
from decimal import Decimal

from data.contracts.definitions import contract, dataset_names
from data.disputes import OPEN
from models.assumptions import known
from pages.parts.i18n import model_texts
from pages.parts.i18n.direction import own_direction
from pages.parts.i18n.formats import Unit
from pages.parts.i18n.language import has
from pages.parts.i18n.values import as_month

WHOLE = Unit(1, "", 0)


def happened(view, change: dict) -> str:
    """Return what one change did, in one or two sentences."""
    said = view.words(_key(view, change), **_fields(view, change))
    parts = [said, _dismissed(view, change), _set_aside(view, change), _effect(view, change), _restates(view, change)]
    return " ".join(part for part in parts if part)


def _key(view, change: dict) -> str:
    """Which sentence tells a change; a change of sectors is told as it is in the list of them."""
    kind, detail = change["kind"], change.get("detail") or {}
    if kind == "undo_change":
        return "happened.undo_sectors" if detail["of"] == "sector_change" else f"happened.undo_{detail['of']}"
    if kind == "sector_change" and has(view.language, f"sectors.line_{detail.get('change')}"):
        return f"sectors.line_{detail['change']}"
    if kind == "repair" and detail.get("dismissed") and not change.get("rows"):
        return "happened.only_dismissed"
    if kind == "scenario" and detail.get("deleted"):
        return "happened.scenario_deleted"
    if kind == "dispute" and detail.get("outcome") != OPEN:
        return f"happened.dispute_{detail['outcome']}"
    if kind == "action":
        return f"happened.action_{detail['step']}"
    return f"happened.{kind}" if has(view.language, f"happened.{kind}") else "happened.other"


def _fields(view, change: dict) -> dict:
    detail = change.get("detail") or {}
    dataset = change.get("dataset") or detail.get("dataset")
    changes = detail.get("changes") or {}
    names = detail.get("names") or []
    return {
        "file": change.get("file") or view.words("happened.no_file"),
        "list": contract(dataset).title[view.language] if dataset in dataset_names() else "",
        "rows": view.formats.number(change.get("rows") or 0),
        "count": view.formats.number(change.get("rows") or 0),
        "names": view.formats.listing([_assumed(view, name, pair) for name, pair in changes.items()] or list(names)),
        "into": view.formats.listing(list(detail.get("into") or [])),
        "month": view.formats.month(as_month(detail["month"])) if detail.get("month") else "",
        "column": detail.get("column", ""),
        "amount": view.formats.number(detail["new"], 2) if detail.get("new") else "",
        "on": view.formats.day(date.fromisoformat(str(detail["on"]))) if detail.get("on") else "",
        "kind": change["kind"],
        "scenario": detail.get("scenario", ""),
        "finding": detail.get("finding", ""),
        "put": view.formats.number(detail.get("links", 0)),
        "removed": view.formats.number(detail.get("links_removed", 0)),
        "action": detail.get("action", ""),
        "owner": detail.get("owner", ""),
        "lever": view.words(f"lever.{detail['lever']}") if detail.get("lever") else "",
        "undoes": detail.get("undoes", ""),
    }


def _assumed(view, name: str, pair: dict) -> str:
    title = model_texts.assumption_title(view.language, name)
    if not pair:
        return title
    default = known().get(name, {}).get("value", "")  # what holds before the first value of one's own
    held = {side: default if pair.get(side) is None else pair[side] for side in ("old", "new")}
    old, new = (model_texts.assumption_value(view.formats, name, held[side]) for side in ("old", "new"))
    return f"{title} {own_direction(old)} → {own_direction(new)}"


def _dismissed(view, change: dict) -> str:
    rows = (change.get("detail") or {}).get("dismissed") or []
    return view.words("happened.dismissed", count=view.formats.number(len(rows))) if rows else ""


def _set_aside(view, change: dict) -> str:
    aside = change.get("rows_quarantined") if change["kind"] in ("import", "repair") else 0
    return view.words("happened.aside", count=view.formats.number(aside)) if aside else ""


def _effect(view, change: dict) -> str:
    moved = Decimal(change["effect"]) if change.get("effect") else Decimal(0)
    if not moved:
        return ""
    key = "happened.costlier" if moved > 0 else "happened.cheaper"
    return view.words(key, amount=view.formats.money(abs(moved), unit=WHOLE))


def _restates(view, change: dict) -> str:
    months = [view.formats.month(as_month(month)) for month in change.get("restates") or []]
    return view.words("happened.restates", months=view.formats.listing(months)) if months else ""
