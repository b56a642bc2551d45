"""Repaired rows of a list of events, put among the stored events of their cases."""

from __future__ import annotations

from data.repairs.reject_file import RejectedImport
from data.storage import schema, temp_tables


def join_events(cursor, held: RejectedImport, decisions: dict) -> None:
    """Lets repaired events begin and end where the stored ones of their cases do, as the list was read.

    `decisions` says what its stamps mark (data/parsing/layout/stages/lifecycle.py); nothing is done for any other form.
    """
    if "lifecycle" in decisions:
        _pair(cursor, held)
    elif decisions.get("times") in JOINED and "stages" not in decisions:
        names = ", ".join(name for name, _ in schema.raw_columns(held.contract))
        together = (
            f"select source_row, verbatim, {names}, true as is_new from stage_clean union all "
            f"select source_row, verbatim, {names}, false from raw_stage_times where to_version is null "
            "and import_id = ? and case_id in (select case_id from stage_clean)"
        )
        temp_tables.table(cursor, "stage_clean", JOINED[decisions["times"]].format(together=together), [held.import_id])


STARTS = """
    with together as ({together}), following as (
        select *, lead(started_at) over case_order as next_at, lead(started_at_offset) over case_order as next_offset,
            lag(finished_at) over case_order as before_at, lag(finished_at_offset) over case_order as before_offset
        from together window case_order as (partition by case_id order by started_at, source_row))
    select * exclude (is_new, next_at, next_offset, before_at, before_offset) replace (
        case when is_new and next_at is null and before_at > started_at then before_at when is_new then next_at
            when next_at < finished_at or finished_at is null then next_at else finished_at end as finished_at,
        case when is_new and next_at is null and before_at > started_at then before_offset when is_new then next_offset
            when next_at < finished_at or finished_at is null then next_offset else finished_at_offset
        end as finished_at_offset)
    from following"""
ENDS = """
    with together as ({together})
    select * exclude (is_new) replace (
        coalesce(lag(finished_at) over case_order, finished_at) as started_at,
        case when lag(finished_at) over case_order is null then finished_at_offset
            else lag(finished_at_offset) over case_order end as started_at_offset)
    from together window case_order as (partition by case_id order by finished_at, source_row)"""
JOINED = {"starts": STARTS, "ends": ENDS}


def _pair(cursor, held: RejectedImport) -> None:
    """Repaired ends and beginnings of stages find the stored row of the other end, whose place they take."""
    names = [name for name, _ in schema.raw_columns(held.contract)]
    begins = ("started_at", "started_at_offset")
    from_begun = ", ".join(
        f"o.{name}" if name in begins else f"coalesce(s.{name}, o.{name}) as {name}" for name in names
    )
    from_ended = ", ".join(
        f"coalesce(o.{name}, s.{name}) as {name}" if not name.startswith("started_at") else f"s.{name}"
        for name in names
    )
    stored = f"(select * from raw_stage_times where to_version is null and import_id = '{held.import_id}')"
    same = "o.case_id = s.case_id and lower(trim(o.stage)) = lower(trim(s.stage))"
    temp_tables.table(
        cursor,
        "stage_clean",
        f"with begun as (select o.source_row, o.verbatim, {from_begun}, s.source_row as repaired from stage_clean as s "
        f"join {stored} as o on {same} and o.finished_at is null and o.started_at <= s.finished_at "
        "qualify row_number() over (partition by s.source_row order by o.started_at) = 1), "
        f"ended as (select s.source_row, s.verbatim, {from_ended}, s.source_row as repaired from stage_clean as s "
        f"join {stored} as o on {same} and s.finished_at is null "
        "and s.started_at between o.started_at and o.finished_at "
        "qualify row_number() over (partition by s.source_row order by o.finished_at) = 1), "
        "paired as (from begun union all from ended) "
        "select * exclude (repaired) from paired union all "
        f"select source_row, verbatim, {', '.join(names)} from stage_clean "
        "where source_row not in (select repaired from paired)",
    )


def end_earlier_readings(cursor, held: RejectedImport, decisions: dict) -> None:
    """Ends stored rows of the file that a repair gives another beginning, which is part of their key."""
    if decisions.get("times") != "ends" and "lifecycle" not in decisions or "stages" in decisions:
        return
    same = "o.case_id = n.case_id and lower(trim(o.stage)) = lower(trim(n.stage))"
    cursor.execute(
        "insert into stage_end select distinct o.row_id from raw_stage_times as o join stage_new as n on "
        f"(o.source_row = n.source_row or ({same} and o.finished_at = n.finished_at and o.started_at < n.started_at)) "
        "where o.to_version is null and o.import_id = ? and o.row_id not in (select row_id from stage_end)",
        [held.import_id],
    )
