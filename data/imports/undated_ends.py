"""Rows that say that somebody has left but give no day, though they say since when: they would count as still there."""

from __future__ import annotations

from data.imports import integrity
from data.problems import sentence
from data.questions import Question
from data.stored_rows import merge

CODE = "LEFT_WITHOUT_DAY"
CHOICES = ("aside", "open")


def check_undated(cursor, contract, columns: list[str], settings: dict, file: str) -> list[Question]:
    """Asks what becomes of such rows, or sets them aside where that was said; the stored row's day counts too."""
    flags = [c for c in contract.columns if c.type == "yes_no" and c.instead and c.when and c.name in columns]
    for flag in flags:
        told = settings.get(f"{flag.when}.undated")
        if told == "open" or not (count := _find(cursor, contract, flag, columns, settings)):
            continue
        if told is None:
            return [Question("UNDATED_LEAVERS", flag.name, f"{flag.when}.undated", list(CHOICES), {"count": count})]
        said = f"column {flag.name}: {sentence(CODE, {'column': flag.name})}"
        cursor.execute(
            "insert into stage_problem (source_row, column_name, read, code, message, verbatim) "
            f"select source_row, '{flag.name}', 'yes', '{CODE}', ? || ', row ' || source_row || ', ' || ?, verbatim "
            "from stage_undated",
            [file, said],
        )
        integrity.drop_quarantined(cursor)
    return []


def _find(cursor, contract, flag, columns: list[str], settings: dict) -> int:
    """Makes stage_undated: the rows of stage_clean that have left, began on a known day and ended on none."""
    start = next(check.not_before for check in contract.checks if check.column == flag.when)
    merged = merge.merged_values(contract, columns, settings)
    same = " and ".join(f"o.{name} = s.{name}" for name in contract.key)
    cursor.execute(
        "create or replace temp table stage_undated as select s.source_row, s.verbatim from stage_clean as s "
        f"left join {merge.one_a_key(cursor, contract)} as o on {same} "
        f"where {merged[flag.name]} and {merged[start]} is not null and {merged[flag.when]} is null"
    )
    return cursor.execute("select count(*) from stage_undated").fetchone()[0]
