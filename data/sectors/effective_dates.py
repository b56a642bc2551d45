"""Where each sector name leads on which day, worked out from the changes that hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.problems import Problem

FOREVER = date(9999, 12, 31)


@dataclass(frozen=True)
class Change:
    """One change of sectors: keys of the old names, keys of the new ones, the day it begins, shares in basis points."""

    kind: str
    names: tuple[str, ...]
    into: tuple[str, ...]
    on: date | None = None
    shares: dict | None = None

    @property
    def since(self) -> date:
        """The day it begins; the first there is for a name that means another on every day."""
        return self.on or date.min


@dataclass(frozen=True)
class SectorMapping:
    """From `from_day` until the day before `to_day` the sector `key` counts as `into` (kind always: on every day).

    kind: always, moved (merged into another), split (basis_points of it go to `into`), ended (nobody says where it
    went).
    """

    kind: str
    key: str
    into: str
    from_day: date | None = None
    to_day: date | None = None
    basis_points: int | None = None


def always(changes: list[Change]) -> dict[str, str]:
    """The names that mean another sector on every day: key → key.

    Later changes win; a name taken back is itself again.
    """
    meant: dict[str, str] = {}
    for change in (change for change in changes if change.kind in ("same", "renamed")):
        target = change.into[0]
        meant.pop(target, None)
        names = [name for name in change.names if name != target]
        meant = {key: target if into in names else into for key, into in meant.items()} | dict.fromkeys(names, target)
    return meant


def mappings(changes: list[Change]) -> list[SectorMapping]:
    """Everything the changes say, ready to be looked up by key and day; raises Problem for a circle."""
    meant = always(changes)
    dated = [_canonical(change, meant) for change in changes if change.kind in ("merged", "split")]
    days = [*sorted({change.since for change in dated}), FOREVER]
    keys = sorted({*meant, *meant.values(), *(key for change in dated for key in (*change.names, *change.into))})
    found = [SectorMapping("always", key, into) for key, into in sorted(meant.items())]
    for key in keys:
        found += _spans(key, meant.get(key, key), dated, days)
    return found


def _canonical(change: Change, meant: dict[str, str]) -> Change:
    names, into = (tuple(meant.get(key, key) for key in keys) for keys in (change.names, change.into))
    shares = {meant.get(key, key): points for key, points in (change.shares or {}).items()}
    return Change(change.kind, names, into, change.on, shares or None)


def _spans(key: str, start: str, dated: list[Change], days: list[date]) -> list[SectorMapping]:
    found: list[SectorMapping] = []
    for first, last in zip(days, days[1:]):
        into, split = resolve(start, first, dated)
        for path in _said(key, start, into, split, first, last):
            same = [
                old
                for old in found
                if (old.kind, old.into, old.basis_points, old.to_day)
                == (path.kind, path.into, path.basis_points, first)
            ]
            found = [old for old in found if old not in same]
            found.append(
                SectorMapping(path.kind, key, path.into, same[0].from_day if same else first, last, path.basis_points)
            )
    return found


def _said(key, start, into, split, first, last):
    if into != start:
        yield SectorMapping("moved", key, into, first, last)
    if split:
        yield SectorMapping("ended", key, into, first, last)
        for target, points in (split.shares or {}).items():
            yield SectorMapping("split", key, target, first, last, points)


def resolve(key: str, day: date, dated: list[Change], seen: tuple[str, ...] = ()) -> tuple[str, Change | None]:
    """The sector a name counts for on a day, and the split that ended it by then (None: none)."""
    if key in seen:
        raise Problem("SECTOR_CIRCLE", {"names": ", ".join((*seen, key))})
    latest = max(
        (change for change in dated if change.since <= day and key in (*change.names, *change.into)),
        key=lambda change: (change.since, _ends(change, key)),
        default=None,
    )
    if latest is None or not _ends(latest, key):
        return key, None
    if latest.kind == "split":
        return key, latest
    return resolve(latest.into[0], day, dated, (*seen, key))


def _ends(change: Change, key: str) -> bool:
    return key in change.names and key not in change.into
