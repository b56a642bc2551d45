"""Sectors that are renamed, merged or split, or are one under two spellings. Stored rows are never rewritten."""

from __future__ import annotations

import json
from datetime import date

from data.contracts.definitions import contract as contract_of
from data.contracts.definitions import dataset_names
from data.problems import Problem
from data.sectors.aliases import end_unused_names
from data.sectors.current_rows import day_of, sector_columns
from data.sectors.effective_dates import Change, SectorMapping, mappings, resolve
from data.sectors.matching import known_sectors, permanent_aliases
from data.sectors.names import RESERVED, sector_key

KINDS = ("same", "renamed", "merged", "split")
DATED = ("merged", "split")
WHOLE = 10_000


def change_sectors(
    store, kind: str, names: list[str], into: list[str], on: date | None = None, shares: dict | None = None
) -> int:
    """Stores one change of sectors and returns the version; raises data.problems.Problem when it cannot be.

    same: `names` are other spellings of `into[0]`. renamed: `names` are called `into[0]` now, on every day. merged:
    rows from `on` on count for `into[0]`. split: from `on` on there are `into` instead; `shares` (new name -> basis
    points, 10,000 in all) divides complaints that still name the old one.
    """
    said = {
        "change": kind,
        "names": list(names),
        "into": list(into),
        "on": on.isoformat() if on else None,
        "shares": shares,
    }

    def _work(cursor, version):
        _check(cursor, kind, names, into, on, shares)
        change_id = f"s{cursor.execute('select count(*) + 1 from sector_change').fetchone()[0]}"
        cursor.execute(
            "insert into sector_change values (?, ?, ?, ?, ?, ?, ?, null)",
            [change_id, kind, _json(names), _json(into), on, _json(shares) if shares else None, version],
        )
        _name(cursor, kind, names, into, change_id, version)
        write_paths(cursor, version)
        return said | {"change_id": change_id}

    return store._make("sector_change", _work, said).version


def undo_sector_change(store, change_id: str) -> int:
    """Takes one change of sectors back and returns the version; raises data.problems.Problem when there is none."""

    def _work(cursor, version):
        take_back(cursor, change_id, version)
        return {"change_id": change_id}

    return store._make("undo_sector_change", _work, {"change_id": change_id}).version


def take_back(cursor, change_id: str, version: int) -> None:
    """Takes one change of sectors back as part of the change `version`; raises Problem when none such holds."""
    found = cursor.execute("select undone_version from sector_change where change_id = ?", [change_id]).fetchone()
    if found is None or found[0] is not None:
        raise Problem("NO_SECTOR_CHANGE", {"change_id": change_id})
    cursor.execute("update sector_change set undone_version = ? where change_id = ?", [version, change_id])
    _unname(cursor, change_id, version)
    write_paths(cursor, version)
    end_unused_names(cursor, version)


def builds_on(cursor, change_id: str) -> int | None:
    """The version of the first later change that speaks of a name this one gave; None: none that holds does."""
    given = {
        key
        for (key,) in cursor.execute("select sector_key from sector_name where import_id = ?", [change_id]).fetchall()
    }
    changes = sector_changes(cursor)
    born = next((change["version"] for change in changes if change["change_id"] == change_id), 0)
    later = [change for change in changes if change["version"] > born and not change["undone"]]
    return next((one["version"] for one in later if given & set(map(sector_key, one["names"] + one["into"]))), None)


def sector_changes(cursor) -> list[dict]:
    """Every change, oldest first: change_id, kind, names, into, on, shares, version, undone."""
    rows = cursor.execute(
        "select change_id, kind, names, into_names, on_day, shares, version, undone_version is not null "
        "from sector_change order by version"
    ).fetchall()
    names = ("change_id", "kind", "names", "into", "on", "shares", "version", "undone")
    return [
        dict(zip(names, row))
        | {"names": json.loads(row[2]), "into": json.loads(row[3]), "shares": json.loads(row[5]) if row[5] else None}
        for row in rows
    ]


def touched_rows(cursor, names: list[str], on: date | None = None) -> list[dict]:
    """The stored rows a change of these names touches: dataset, column, sector, rows, first and last day.

    With `on` only the rows of that day and later, and those without a day.
    """
    keys, found = {sector_key(name): name for name in names}, []
    for contract in map(contract_of, dataset_names()):
        day = day_of(contract, "r") or "cast(null as date)"
        for column in sector_columns(contract):
            rows = cursor.execute(
                f"select sector, count(*), min(day), max(day) from (select r.{column} as sector, {day} as day "
                f"from raw_{contract.dataset} as r where r.to_version is null and list_contains(?, r.{column})) "
                "where day is null or ? is null or day >= ? group by sector order by sector",
                [list(keys), on, on],
            ).fetchall()
            found += [
                {
                    "dataset": contract.dataset,
                    "column": column,
                    "sector": keys[key],
                    "rows": count,
                    "first": first,
                    "last": last,
                }
                for key, count, first, last in rows
            ]
    return found


def _check(cursor, kind, names, into, on, shares) -> None:
    """Refuses what cannot be meant."""
    if kind not in KINDS or not names or not all(map(sector_key, (*names, *into))):
        raise Problem("SECTOR_CHANGE_UNCLEAR", {"kinds": ", ".join(KINDS)})
    if len(into) < 2 if kind == "split" else len(into) != 1:
        raise Problem("SECTOR_INTO", {"kind": kind})
    if kind in DATED and on is None:
        raise Problem("SECTOR_NEEDS_DAY", {"kind": kind})
    if shares and (
        kind != "split"
        or {sector_key(name) for name in shares} != {sector_key(name) for name in into}
        or any(int(points) != points or points < 0 for points in shares.values())
        or sum(shares.values()) != WHOLE
    ):
        raise Problem("SECTOR_SHARES", {"into": ", ".join(into)})
    _check_names(cursor, kind, names, into, on)


def _check_names(cursor, kind, names, into, on) -> None:
    known, always = known_sectors(cursor), permanent_aliases(cursor)
    for name in (*names, *into):
        key = sector_key(name)
        if key in RESERVED or key == "customer":
            raise Problem("SECTOR_RESERVED", {"name": name})
        takes_back = kind == "renamed" and name in into and {sector_key(old) for old in names} == {always.get(key)}
        if key in always and not takes_back:
            raise Problem("SECTOR_OLD_NAME", {"name": name, "known": known.get(always[key], always[key])})
        if key not in known and (kind == "same" and name in into or kind != "same" and name in names):
            raise Problem("SECTOR_NOT_KNOWN", {"name": name})
    if kind in DATED:
        _check_free(cursor, names, on)
    elif kind == "same" and sector_key(into[0]) in map(sector_key, names):
        raise Problem("SECTOR_CIRCLE", {"names": into[0]})


def _check_free(cursor, names, on) -> None:
    dated = [change for change in _standing(cursor) if change.kind in DATED]
    for name in names:
        into, split = resolve(sector_key(name), on, dated)
        if into != sector_key(name) or split:
            raise Problem("SECTOR_GONE", {"name": name, "on": on})


def _name(cursor, kind, names, into, change_id, version) -> None:
    """Gives names nobody knows their spelling; the only name of a sector that is spelled anew takes the new
    spelling."""
    known = known_sectors(cursor)
    for name in into:
        key = sector_key(name)
        respelled = kind == "renamed" and key in map(sector_key, names) and known.get(key) != name
        if respelled:
            listed = cursor.execute(
                "select listed from sector_name where sector_key = ? and to_version is null", [key]
            ).fetchone()[0]
            cursor.execute(
                "update sector_name set to_version = ? where sector_key = ? and to_version is null", [version, key]
            )
        if respelled or key not in known:
            cursor.execute(
                "insert into sector_name values (?, ?, ?, ?, ?, null)",
                [key, name, respelled and listed, change_id, version],
            )


def _unname(cursor, change_id: str, version: int) -> None:
    """Takes back the names the change gave, where no row and no other change needs them."""
    needed = {sector_key(name) for change in sector_changes(cursor) if not change["undone"] for name in change["into"]}
    for contract in map(contract_of, dataset_names()):
        for column in sector_columns(contract):
            needed |= {
                key
                for (key,) in cursor.execute(
                    f"select distinct {column} from raw_{contract.dataset} where to_version is null"
                ).fetchall()
            }
    born = cursor.execute("select version from sector_change where change_id = ?", [change_id]).fetchone()[0]
    for (key,) in cursor.execute(
        "select sector_key from sector_name where import_id = ? and to_version is null", [change_id]
    ).fetchall():
        before = cursor.execute(
            "select sector, listed, import_id from sector_name where sector_key = ? and to_version = ?", [key, born]
        ).fetchone()
        if before or key not in needed:
            cursor.execute(
                "update sector_name set to_version = ? where sector_key = ? and to_version is null", [version, key]
            )
        if before:
            cursor.execute("insert into sector_name values (?, ?, ?, ?, ?, null)", [key, *before, version])


def _standing(cursor) -> list[Change]:
    return [
        Change(
            c["kind"],
            tuple(map(sector_key, c["names"])),
            tuple(map(sector_key, c["into"])),
            c["on"],
            {sector_key(name): points for name, points in (c["shares"] or {}).items()},
        )
        for c in sector_changes(cursor)
        if not c["undone"]
    ]


def write_paths(cursor, version: int) -> None:
    """Writes which name means which sector on which day, as all changes that hold say together."""
    cursor.execute("update raw_sector_path set to_version = ? where to_version is null", [version])
    found: list[SectorMapping] = mappings(_standing(cursor))
    for path in found:
        cursor.execute(
            "insert into raw_sector_path values (?, ?, ?, ?, ?, ?, ?, null)",
            [path.kind, path.key, path.into, path.from_day, path.to_day, path.basis_points, version],
        )


def _json(value) -> str:
    return json.dumps(value, ensure_ascii=False)
