"""A cell that names several sectors which share a complaint: a sector that is split into them from the start."""

from __future__ import annotations

import json
from datetime import date

from data.sectors.changes import WHOLE, take_back, write_paths
from data.sectors.matching import known_sectors
from data.sectors.names import RESERVED, parts_of

CAUSE = ("complaints", "sector")
FROM_THE_START = date(1900, 1, 1)


def divide(cursor, dataset: str, settings: dict, new_sectors: dict[str, str], version: int) -> None:
    """Splits the new sectors of a file that name several others, where that was said (sector.split=share)."""
    if dataset != CAUSE[0] or settings.get(f"{CAUSE[1]}.split") != "share":
        return
    known = {*known_sectors(cursor)} - {*RESERVED}
    shared = {name: parts_of(name, known - {key}, set()) for key, name in new_sectors.items()}
    for name, parts in shared.items():
        if parts:
            _split(cursor, name, list(dict.fromkeys(parts)), version)
    if any(shared.values()):
        write_paths(cursor, version)


def _split(cursor, name: str, parts: list[str], version: int) -> None:
    each, left = divmod(WHOLE, len(parts))
    shares = {part: each + (place < left) for place, part in enumerate(parts)}
    change_id = f"s{cursor.execute('select count(*) + 1 from sector_change').fetchone()[0]}"
    names, into, points = (json.dumps(said, ensure_ascii=False) for said in ([name], parts, shares))
    cursor.execute(
        "insert into sector_change values (?, 'split', ?, ?, ?, ?, ?, null)",
        [change_id, names, into, FROM_THE_START, points, version],
    )


def take_back_divided(cursor, brought_in: int, version: int) -> None:
    """Takes back the splits that an import or repair made, when it is taken back."""
    found = cursor.execute(
        "select change_id from sector_change where version = ? and undone_version is null", [brought_in]
    ).fetchall()
    for (change_id,) in found:
        take_back(cursor, change_id, version)
