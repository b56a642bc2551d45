"""The people of the installation and their roles: put in, listed, removed; one administrator always stays."""

from __future__ import annotations

import json

from data import moments
from data.access import audit
from data.access.actor import MOST_WITH_SECTORS, ROLES
from data.problems import Problem
from data.sectors.matching import known_sectors
from data.sectors.names import sector_key


def key_of(name: str) -> str:
    """How a person is told from others: addresses regardless of case, other names (a provider's `sub`) as they are."""
    name = name.strip()
    return name.casefold() if "@" in name else name


def set_role(store, name: str, role: str, sectors: list[str] | None = None) -> None:
    """Gives a person a role, and only these sectors to see (None or none: all), in place of an earlier entry.

    Raises Problem for an unknown role or sector, for sectors with a role that would need all, and for the last admin.
    """
    by, name = store.demand("administer").name, key_of(name)
    with store.writing() as cursor:
        seen = _checked(cursor, name, role, list(sectors or []))
        before = find_person(cursor, name)
        if role != "admin":
            _keep_one_admin(cursor, name)
        with store.step(cursor):
            cursor.execute("delete from person where name = ?", [name])
            cursor.execute(
                "insert into person values (?, ?, ?, ?, ?)",
                [
                    name,
                    role,
                    json.dumps(seen, ensure_ascii=False) if seen else None,
                    moments.now(),
                    by,
                ],
            )
            audit.append(cursor, by, "person-put", name, role=role, sectors=seen, before=before and before["role"])


def remove_person(store, name: str) -> None:
    """Takes a person out of the list; what the identity provider says of them counts again. Raises Problem."""
    by, name = store.demand("administer").name, key_of(name)
    with store.writing() as cursor:
        before = find_person(cursor, name)
        if before is None:
            raise Problem("UNKNOWN_PERSON", {"name": name})
        _keep_one_admin(cursor, name)
        with store.step(cursor):
            cursor.execute("delete from person where name = ?", [name])
            audit.append(cursor, by, "person-remove", name, before=before["role"])


def list_people(cursor) -> list[dict]:
    """Everybody in the list, by name: name, role, sectors (a tuple, None: all), put_at, put_by."""
    rows = cursor.execute("select name, role, sectors, put_at, put_by from person order by name").fetchall()
    return [
        {
            "name": name,
            "role": role,
            "sectors": tuple(json.loads(sectors)) if sectors else None,
            "put_at": at,
            "put_by": by,
        }
        for name, role, sectors, at, by in rows
    ]


def find_person(cursor, name: str) -> dict | None:
    """One entry of the list, None for somebody who is not in it."""
    return next((one for one in list_people(cursor) if one["name"] == key_of(name)), None)


def _checked(cursor, name: str, role: str, sectors: list[str]) -> list[str]:
    if not name or len(name) > 254 or not name.isprintable():
        raise Problem("NO_PERSON_NAME", {})
    if role not in ROLES:
        raise Problem("UNKNOWN_ROLE", {"role": role, "roles": ", ".join(ROLES)})
    if sectors and ROLES.index(role) > ROLES.index(MOST_WITH_SECTORS):
        raise Problem("SECTORS_NEED_LESS", {"role": role, "most": MOST_WITH_SECTORS})
    known = known_sectors(cursor)
    if unknown := [sector for sector in sectors if sector_key(sector) not in known]:
        raise Problem("SECTOR_NOT_KNOWN", {"name": unknown[0]})
    return sorted({known[sector_key(sector)] for sector in sectors})


def _keep_one_admin(cursor, leaving: str) -> None:
    admins = {one["name"] for one in list_people(cursor) if one["role"] == "admin"}
    if admins == {leaving}:
        raise Problem("LAST_ADMIN", {"name": leaving})
