"""Rows without an id that another file has brought word for word: counted again, or only what is new."""

from __future__ import annotations

from data.contracts.definitions import Contract
from data.import_options import row_id_prefix
from data.questions import Question
from data.sectors.current_rows import current_rows
from data.storage import temp_tables
from data.storage.schema import raw_columns

FEW = 3  # so many equal rows may be chance in a longer file


def questions(cursor, contract: Contract, settings: dict) -> list[Question]:
    """Asks, where ids are made of file and row, what the rows mean that other files have brought already.

    A file that has grown repeats its first rows, and each row has another id there.
    """
    if not (prefix := _prefix(contract, settings)):
        return []
    _find(cursor, contract, prefix)
    count, total = cursor.execute(
        "select (select count(*) from stage_repeated), (select count(*) from stage_clean)"
    ).fetchone()
    if "repeated" in settings or count < min(FEW, total) or not count:
        return []
    fields = {"count": count, "total": total}
    return [Question("ROWS_REPEATED", contract.key[0], "repeated", ["new", "add"], fields)]


def leave_out(cursor, contract: Contract, settings: dict) -> None:
    """Takes what is repeated out of stage_new, where only new rows were asked for."""
    if _prefix(contract, settings) and settings.get("repeated") == "new":
        temp_tables.table(
            cursor,
            "stage_new",
            "select * from stage_new where source_row not in (select source_row from stage_repeated)",
        )


def _prefix(contract: Contract, settings: dict) -> str | None:
    return next(filter(None, (row_id_prefix(settings.get(f"{name}.value", "")) for name in contract.key)), None)


def _find(cursor, contract: Contract, prefix: str) -> None:
    """Makes stage_repeated: as many of equal rows as are stored with an id of this kind from other files."""
    content = ", ".join(name for name, _ in raw_columns(contract) if name not in contract.key)
    place = f"row_number() over (partition by {content}) as place"
    key = contract.key[0]
    stored = (
        f"select {content} from {current_rows(cursor, contract)} as o "
        f"where regexp_matches({key}, '^[0-9a-f]{{12}}-[0-9]+$') and not starts_with({key}, '{prefix}')"
    )
    both = " and ".join(f"o.{name} is not distinct from s.{name}" for name in (*content.split(", "), "place"))
    temp_tables.table(
        cursor,
        "stage_repeated",
        f"select s.source_row from (select source_row, {content}, {place} from stage_clean) as s "
        f"join (select {content}, {place} from ({stored}) as stored) as o on {both}",
    )
