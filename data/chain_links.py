"""Links of the chain changed one by one, beside the imported ones: each holds until it is undone or imported anew."""

from __future__ import annotations

import unicodedata

from data.problems import Problem
from data.sectors.matching import known_sectors
from data.sectors.names import RESERVED, sector_key
from data.storage.versions import current_version

CUSTOMER = "customer"
LONGEST_PROCESS = 200  # signs


def change_links(store, put: list[dict], removed: list[dict]) -> int:
    """Puts links (supplier, receiver, process) in the place of those of their names and removes others, as one change.

    Returns the version. Raises Problem for an unknown sector and a link of a sector to itself.
    """
    noted = {"put": put, "removed": removed}

    def _work(cursor, version):
        known = {key: name for key, name in known_sectors(cursor).items() if name not in RESERVED}
        for link, is_removed in [*((one, True) for one in removed), *((one, False) for one in put)]:
            _write(cursor, *_ends(known, link), _clean(link.get("process")), is_removed, version)
        return {"links": len(put), "links_removed": len(removed)}

    if not put and not removed:
        with store.cursor() as cursor:
            return current_version(cursor)
    return store._make("link", _work, noted).version


def _ends(known: dict[str, str], link: dict) -> tuple[str, str]:
    supplier, receiver = (sector_key(str(link.get(end) or "")) for end in ("supplier", "receiver"))
    if supplier not in known or receiver not in (*known, CUSTOMER) or supplier == receiver:
        raise Problem("LINK_ENDS", {"supplier": str(link.get("supplier")), "receiver": str(link.get("receiver"))})
    return supplier, receiver


def _write(cursor, supplier: str, receiver: str, process: str | None, is_removed: bool, version: int) -> None:
    cursor.execute(
        "update link_edit set to_version = ? where supplier = ? and receiver = ? and to_version is null",
        [version, supplier, receiver],
    )
    kept = [supplier, receiver, process, is_removed, version]
    cursor.execute("insert into link_edit values (?, ?, ?, ?, ?, null)", kept)


def _clean(text: object) -> str | None:
    """The text on one line without signs nobody can see."""
    seen = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in str(text or ""))
    return " ".join(seen.split())[:LONGEST_PROCESS] or None
