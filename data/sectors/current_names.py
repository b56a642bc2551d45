"""What sectors that somebody was given once are called now, after they were renamed or spelled anew."""

from __future__ import annotations

from data.sectors.matching import known_sectors, permanent_aliases
from data.sectors.names import sector_key


def current_names(cursor, names: tuple[str, ...]) -> tuple[str, ...]:
    """The sectors under the names they have now.

    A renamed one is followed only where that opens nothing else: all that is called so now was theirs, and the name is
    new. Merged and split sectors are given anew by hand.
    """
    known, always = known_sectors(cursor), permanent_aliases(cursor)
    own = {sector_key(name) for name in names}
    born = {key for (key,) in cursor.execute(BORN_RENAMED).fetchall()}
    found = set()
    for name in names:
        key = sector_key(name)
        target = always.get(key, key)
        sources = {old for old, new in always.items() if new == target}
        follows = target == key or (target in born and sources <= own)
        found.add(known.get(target, name) if follows else name)
    return tuple(sorted(found))


BORN_RENAMED = """select n.sector_key from sector_name as n join sector_change as c on c.change_id = n.import_id
where n.to_version is null and c.kind = 'renamed' and c.undone_version is null"""
