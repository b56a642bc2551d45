"""A list of events becomes stages: each begins its stage, or ends it, or two rows are the two ends of one."""

from data.parsing.cell_text import literal, trimmed
from data.parsing.result import ParseResult
from data.parsing.source import Events, Source

INSTANT = ("started_at", "started_at_offset")
NONE = ("null", "null")


def is_event_log(source: Source) -> bool:
    """Whether each row has one stamp, and not the beginning and the end of its stage, nor how long it took."""
    ends = {"finished_at", "duration_hours"} & {c.name for c in source.columns}
    return source.contract.dataset == "stage_times" and not ends


def add_copies(cursor, source: Source) -> None:
    """Sets aside exact copies of a row; events of one case, stage and moment that differ anywhere are no doubles."""
    cursor.execute(
        "insert into stage_problem (source_row, column_name, read, code, verbatim) "
        "select source_row, 'case_id', case_id, 'DUPLICATE_ID', verbatim from (select *, row_number() over "
        "(partition by case_id, stage, started_at, verbatim order by source_row) as nth from stage_typed "
        "where row_code is null and source_row not in (select source_row from stage_problem)) where nth > 1"
    )


def end_events(cursor, staged: ParseResult, source: Source, final: str | None) -> None:
    """Gives the rows of stage_row a beginning and an end.

    Events of one moment keep the order of the file, read from below where the newest stand first. Events of the
    final state are no stages themselves.
    """
    events = source.events or Events()
    before = _count(cursor)
    order = _order(cursor, source)
    without = " exclude (part)" if source.stages and events.times != "both" else ""
    rows = {"starts": _begun, "ends": _ended, "both": _paired}[events.times](source, events, order)
    keep = "where lower(trim(stage)) <> lower(trim(?))" if final else ""
    cursor.execute(
        f"create or replace temp table stage_ended as {_apart(f'select *{without} from ({rows}) {keep}', order)}",
        [final] if final else [],
    )
    finals = (
        cursor.execute("select count(*) from stage_row where lower(trim(stage)) = lower(trim(?))", [final]).fetchall()[
            0
        ][0]
        if final
        else 0
    )
    cursor.execute("drop table stage_row")
    cursor.execute("alter table stage_ended rename to stage_row")
    staged.columns = [c for c in source.contract.names if c in (*staged.columns, "finished_at")]
    if events.position >= 0:
        staged.decided["lifecycle"] = f"#{events.position + 1}"
    elif events.times != "both":
        staged.decided["times"] = events.times
    _tell(staged, source, final, finals, before - _count(cursor))


def _count(cursor) -> int:
    return cursor.execute("select count(*) from stage_row").fetchall()[0][0]


def _order(cursor, source: Source) -> str:
    """The order of a case's events, by time and then as they stand in the file."""
    if source.stages:
        return "started_at, source_row, part"
    falls, rises = cursor.execute(
        "select count(*) filter (started_at < before), count(*) filter (started_at > before) from (select started_at, "
        "lag(started_at) over (partition by case_id order by source_row) as before from stage_row)"
    ).fetchall()[0]
    return "started_at, source_row desc" if falls > rises else "started_at, source_row"


def _begun(source: Source, events: Events, order: str) -> str:
    """The next event ends a stage; of the columns of a wide row the last one ends the case."""
    last = [f"case when part = {len(source.stages) - 1} then {name} end" for name in INSTANT] if source.stages else NONE
    return (
        f"select *, coalesce(lead(started_at) over following, {last[0]}) as finished_at, "
        f"coalesce(lead(started_at_offset) over following, {last[1]}) as finished_at_offset "
        f"from stage_row window following as (partition by case_id order by {order})"
    )


def _ended(source: Source, events: Events, order: str) -> str:
    """The event before begins a stage; the first of a case begins and ends at once."""
    return (
        "select * replace (coalesce(lag(started_at) over before, started_at) as started_at, "
        "case when lag(started_at) over before is null then started_at_offset else lag(started_at_offset) over before "
        "end as started_at_offset), started_at as finished_at, started_at_offset as finished_at_offset "
        f"from stage_row window before as (partition by case_id order by {order})"
    )


def _paired(source: Source, events: Events, order: str) -> str:
    """Each end goes with the earliest beginning of its stage that has none.

    An end without a beginning began with the event before, where nothing else was running then. A beginning without
    an end is open.
    """
    order = order.replace("started_at,", "started_at, case mark when 'start' then 0 else 1 end,")
    same = f"partition by case_id, lower(trim(stage)) order by {order}"
    whole = f"partition by case_id order by {order}"
    shared = [c.name for c in source.columns if c.name not in ("case_id", "stage", "started_at")]
    merged = "".join(f"coalesce(s.{name}, e.{name}) as {name}, " for name in shared)
    return f"""
        with marked as (
            select stage_row.*{_renamed(events)}, {_mark(events)} as mark
            from stage_row{"" if source.stages else " join stage_text t using (source_row)"}),
        balanced as (
            select *, sum(case mark when 'start' then 1 else -1 end) over ({same} rows unbounded preceding) as balance
            from marked where mark in ('start', 'end')),
        lowest as (select *, least(0, min(balance) over ({same} rows unbounded preceding)) as low from balanced),
        judged as (select *, mark = 'end' and low < coalesce(lag(low) over ({same}), 0) as is_lone from lowest),
        numbered as (
            select *,
                row_number() over (partition by case_id, lower(trim(stage)), mark, is_lone order by {order}) as nth,
                lag(started_at) over ({whole}) as before, lag(started_at_offset) over ({whole}) as before_offset,
                coalesce(sum(case when mark = 'start' then 1 when is_lone then 0 else -1 end)
                    over ({whole} rows between unbounded preceding and 1 preceding), 0) as running
            from judged)
        select s.source_row, s.verbatim, s.case_id, s.stage, s.started_at, s.started_at_offset,
            {merged}e.started_at as finished_at, e.started_at_offset as finished_at_offset
        from (from numbered where mark = 'start') as s left join (from numbered where mark = 'end' and not is_lone) as e
            on e.case_id = s.case_id and lower(trim(e.stage)) = lower(trim(s.stage)) and e.nth = s.nth
        union all
        select source_row, verbatim, case_id, stage,
            case when running = 0 and before is not null then before else started_at end,
            case when running = 0 and before is not null then before_offset else started_at_offset end,
            {"".join(f"{name}, " for name in shared)}started_at, started_at_offset
        from numbered where is_lone"""


def _mark(events: Events) -> str:
    return _translated(events, {word: f"'{mark}'" for word, mark in events.marks.items()})


def _renamed(events: Events) -> str:
    """The stage without the word that says whether it begins or ends, where its name holds one."""
    names = {word: literal(name) for word, name in events.names.items()}
    return f" replace ({_translated(events, names)} as stage)" if names else ""


def _translated(events: Events, values: dict) -> str:
    read = trimmed(events.position) if events.position >= 0 else "stage"  # of a wide row its heading
    return "case " + " ".join(f"when {read} = {literal(word)} then {value}" for word, value in values.items()) + " end"


def _apart(rows: str, order: str) -> str:
    """Rows of one key, such as hand-overs within a minute, stand a millionth of a second apart, in their order."""
    cells = "source_row desc" if "source_row desc" in order else "source_row"
    moved = "started_at + (row_number() over alike - 1) * interval '1' microsecond"
    return (
        f"select * replace ({moved} as started_at, "
        f"case when finished_at < {moved} then {moved} else finished_at end as finished_at) "
        f"from ({rows}) window alike as (partition by case_id, stage, started_at order by {cells})"
    )


def _tell(staged: ParseResult, source: Source, final: str | None, finals: int, gone: int) -> None:
    """Says how the events were read; rows that are no stage of their own do not count as read."""
    times = (source.events or Events()).times
    if source.stages:
        code = {"ends": "STAGES_END_IN_COLUMNS", "both": "STAGES_IN_PAIRS"}.get(times, "STAGES_IN_COLUMNS")
        words = [source.heading.cells[i].strip() for i in source.stages]
        names = source.events.names if source.events and times == "both" else {}
        staged.note(code, stages=", ".join(dict.fromkeys(names.get(word, word) for word in words)))
    else:
        staged.rows_read -= gone
        code = {"starts": "EVENT_LOG", "ends": "EVENT_LOG_OF_ENDS", "both": "EVENT_LOG_OF_PAIRS"}[times]
        staged.note(code, count=gone - (finals if times == "both" else finals))
    if final:
        staged.note("FINAL_STATE", state=final, count=finals)
