"""Changes other than imports taken back: what each had changed stands as before it, as one more change."""

from __future__ import annotations

import json

from data.problems import Problem
from data.sectors.changes import builds_on, take_back

# kind of change → the table it writes, and the columns that name one thing in it
TABLES = {
    "assumption": ("assumption_value", ("name",)),
    "control": ("control", ("dataset", "month", "column_name")),
    "scenario": ("scenario", ("name",)),
    "dispute": ("dispute", ("audit_id", "criterion")),
    "link": ("link_edit", ("supplier", "receiver")),
    "action": ("action", ("number",)),
}
# what a file brought later had taken the place of stays away
REPLACED = {
    "link_edit": "and not exists (select 1 from raw_chain_links as brought where brought.to_version is null "
    "and brought.supplier = link_edit.supplier and brought.receiver = link_edit.receiver "
    "and brought.from_version > link_edit.from_version)"
}
KINDS = (*TABLES, "close", "sector_change")  # an import and a repair are taken back by their id


def reverse(cursor, undone: int, version: int) -> dict:
    """Take the change `undone` back as part of the change `version`, and return what history says of it.

    Raises Problem when there is no such change, it was taken back before, or a later change depends on it.
    """
    kind, detail = _change(cursor, undone)
    if undone in reversed_versions(cursor):
        raise Problem("CHANGE_UNDONE_BEFORE", {"version": undone})
    if kind in TABLES:
        _bring_back(cursor, *TABLES[kind], undone, version)
    elif kind == "close":
        _open_again(cursor, undone, version)
    else:
        if later := builds_on(cursor, detail["change_id"]):
            raise Problem("CHANGED_LATER", {"version": undone, "later": later})
        take_back(cursor, detail["change_id"], version)
    return {"undoes": undone, "of": kind} | _turned(detail)


def reversed_versions(cursor) -> dict[int, int]:
    """The changes that were taken back here, each with the version that did it."""
    return dict(
        cursor.execute(
            "select cast(detail ->> '$.undoes' as integer), version from version_log where kind = 'undo_change'"
        ).fetchall()
    )


def _change(cursor, undone: int) -> tuple[str, dict]:
    found = cursor.execute("select kind, detail from version_log where version = ?", [undone]).fetchone()
    if found is None or found[0] not in KINDS:
        raise Problem("CHANGE_NOT_UNDOABLE", {"version": undone})
    return found[0], json.loads(found[1])


def _turned(detail: dict) -> dict:
    """What history tells of the change, with old and new in each other's place."""
    told = {name: value for name, value in detail.items() if name != "change_id"}
    if "new" in told:
        told |= {"old": told["new"], "new": told["old"]}
    changes = told.get("changes", {})
    return told | ({"changes": {name: _turned(pair) for name, pair in changes.items()}} if changes else {})


def _bring_back(cursor, table: str, names: tuple[str, ...], undone: int, version: int) -> None:
    same = " and ".join(f"later.{name} = touched.{name}" for name in names)
    touched = f"select distinct {', '.join(names)} from {table} where from_version = $undone or to_version = $undone"
    settled = {one for pair in reversed_versions(cursor).items() for one in pair}
    versions = cursor.execute(
        f"select later.from_version, later.to_version from {table} as later join ({touched}) as touched on {same}",
        {"undone": undone},
    ).fetchall()
    later = {one for pair in versions for one in pair if one is not None and one > undone} - settled
    if later:
        raise Problem("CHANGED_LATER", {"version": undone, "later": min(later)})
    cursor.execute(
        f"update {table} as later set to_version = $version from ({touched}) as touched "
        f"where {same} and later.to_version is null",
        {"undone": undone, "version": version},
    )
    cursor.execute(
        f"insert into {table} select * replace (cast($version as integer) as from_version, null as to_version) "
        f"from {table} where to_version = $undone {REPLACED.get(table, '')}",
        {"undone": undone, "version": version},
    )


def _open_again(cursor, undone: int, version: int) -> None:
    (reopened,) = cursor.execute("select reopened_version from closed_month where version = ?", [undone]).fetchone()
    if reopened is not None:
        raise Problem("CHANGED_LATER", {"version": undone, "later": reopened})
    cursor.execute("update closed_month set reopened_version = ? where version = ?", [version, undone])
