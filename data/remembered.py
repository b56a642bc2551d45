"""What somebody told about headings and sector names once, so that next month's file goes straight through."""

from __future__ import annotations

from data.sectors import sector_key


def headings(cursor, dataset: str) -> dict[str, str]:
    """Heading as it stood in an earlier file -> canonical column."""
    return dict(
        cursor.execute(
            "select name, meaning from remembered where kind = 'heading' and dataset = ?", [dataset]
        ).fetchall()
    )


def remember(cursor, dataset: str, mapping: dict[str, str]) -> None:
    """Keeps a mapping of canonical columns to headings; positions (#3) are not remembered."""
    for column, heading in mapping.items():
        if heading.startswith("#") or heading == "none":
            continue
        cursor.execute("delete from remembered where kind = 'heading' and dataset = ? and name = ?", [dataset, heading])
        cursor.execute("insert into remembered values ('heading', ?, ?, ?)", [dataset, heading, column])


def sectors(cursor) -> dict[str, str]:
    """Key of a name an answer explained -> the sector it means, as it was written in the answer."""
    return dict(cursor.execute("select name_key, sector from sector_alias where to_version is null").fetchall())


def remember_sectors(cursor, settings: dict[str, str], import_id: str, version: int) -> None:
    """Keeps the answers `sector.NAME=OTHER` of an import, for names that are no sector themselves.

    `sector.NAME=NAME` forgets what was kept, and so does a sector that takes the name.
    """
    for name, sector in settings.items():
        key = sector_key(name[7:]) if name.startswith("sector.") else ""
        if key and not (key != sector_key(sector) and sectors(cursor).get(key) == sector):
            _end(cursor, version, "name_key = ?", key)
            if key != sector_key(sector):
                cursor.execute(
                    "insert into sector_alias values (?, ?, ?, ?, ?, null)", [key, name[7:], sector, import_id, version]
                )
    _end(cursor, version, "name_key in (select sector_key from sector_name where to_version is null)")


def forget_sectors(cursor, import_id: str, brought_in: int, version: int) -> None:
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
