"""Names remembered, and names that end when nothing uses them."""

from __future__ import annotations

from data.contracts.definitions import contract as contract_of
from data.contracts.definitions import dataset_names
from data.sectors.names import sector_key


def aliases(cursor) -> dict[str, str]:
    """Key of a name an answer explained -> the sector it means, as it was written in the answer."""
    return dict(cursor.execute("select name_key, sector from sector_alias where to_version is null").fetchall())


def remember_aliases(cursor, settings: dict[str, str], import_id: str, version: int) -> None:
    """Keeps the answers `sector.NAME=OTHER` of an import, for names that are no sector themselves.

    `sector.NAME=NAME` forgets what was kept, and so does a sector that takes the name.
    """
    for name, sector in settings.items():
        key = sector_key(name[7:]) if name.startswith("sector.") else ""
        if key and not (key != sector_key(sector) and aliases(cursor).get(key) == sector):
            _end(cursor, version, "name_key = ?", key)
            if key != sector_key(sector):
                cursor.execute(
                    "insert into sector_alias values (?, ?, ?, ?, ?, null)", [key, name[7:], sector, import_id, version]
                )
    _end(cursor, version, "name_key in (select sector_key from sector_name where to_version is null)")


def forget_aliases(cursor, import_id: str, brought_in: int, version: int) -> None:
    """Takes back what an import taught, as part of its undo; what was kept before holds again."""
    _end(cursor, version, "import_id = ?", import_id)
    cursor.execute(
        "insert into sector_alias select a.name_key, a.name, a.sector, a.import_id, ?, null from sector_alias as a "
        "join import_log as i on i.import_id = a.import_id where a.to_version = ? and i.status = 'stored' "
        "and a.name_key not in (select name_key from sector_alias where to_version is null) "
        "and a.name_key not in (select sector_key from sector_name where to_version is null)",
        [version, brought_in],
    )


def _end(cursor, version: int, condition: str, *values) -> None:
    cursor.execute(
        f"update sector_alias set to_version = ? where to_version is null and {condition}", [version, *values]
    )


def _used_names() -> str:
    """The SQL of the keys of sectors that stored rows and changes of sectors name."""
    used = " union ".join(
        f"select {column.name} as sector_key from raw_{contract.dataset} where to_version is null"
        for contract in map(contract_of, dataset_names())
        for column in contract.columns
        if column.type == "sector"
    )
    used += " union select into_key from raw_sector_path where to_version is null"
    return used


def end_unused_names(cursor, version: int, or_else: str = "false") -> None:
    """Ends the names of sectors that only imports and changes taken back gave, and nothing uses any more."""
    cursor.execute(
        f"update sector_name set to_version = ? where to_version is null "
        f"and import_id in (select import_id from import_log where status = 'undone' "
        f"union all select change_id from sector_change where undone_version is not null) "
        f"and ({or_else} or sector_key not in (select sector_key from ({_used_names()}) where sector_key is not null))",
        [version],
    )
