"""In which order the stages of a wide file follow each other, and rows whose times contradict it."""

from data.parsing.decision import ColumnQuestion
from data.parsing.result import ParseResult
from data.parsing.source import Source

SEARCHED_CELLS = 100_000
SELDOM = 3  # fewer than one row in so many may contradict an order


def find_order(cursor, staged: ParseResult, source: Source, told: str | None, parts: int) -> list:
    """The place of each column of times among the stages; rows of stage_typed that contradict it are set aside.

    The order is that of the columns, or else the one most rows have; where there is none it is asked, unless `told`
    (columns, or times: each row has its own). A row's number is times `parts`, plus the place of its column.
    """
    places = list(range(len(source.stages)))
    if told == "times" or not (wrong := _contradicting(cursor, places, parts)):
        return places
    rows = cursor.execute(f"select count(distinct source_row // {parts}) from stage_typed").fetchall()[0][0]
    if told != "columns" and len(wrong) * SELDOM > rows:
        places = _usual_places(cursor, len(places), parts)
        wrong = _contradicting(cursor, places, parts)
        if len(wrong) * SELDOM > rows:
            names = ", ".join(source.heading.cells[i].strip() for i in source.stages)
            fields = {"stages": names, "count": len(wrong)}
            staged.take(None, ColumnQuestion("STAGE_ORDER", ("columns", "times"), "stage-order", fields))
            return places
    for number, text in wrong:
        cursor.execute(
            "insert into stage_problem (source_row, column_name, read, code, verbatim) "
            "select source_row, 'started_at', ?, 'ENDED_BEFORE_STARTED', verbatim from stage_typed "
            "where source_row = ?",
            [text, number],
        )
    return places


def place_of(places: list, parts: int) -> str:
    """The SQL of the place of the stage of a row."""
    cases = " ".join(f"when {i} then {place}" for i, place in enumerate(places))
    return f"case source_row % {parts} {cases} else 0 end"


def _contradicting(cursor, places: list, parts: int) -> list:
    """Number and text of the first stage of each row that lies before the stage it should follow."""
    return cursor.execute(
        "select min(source_row), any_value(cast(started_at as varchar)) from (select source_row, started_at, "
        f"started_at < lag(started_at) over (partition by source_row // {parts} order by {place_of(places, parts)}) "
        "as is_early from stage_typed where row_code is null and started_at is not null) "
        f"where is_early group by source_row // {parts} order by 1"
    ).fetchall()


def _usual_places(cursor, count: int, parts: int) -> list:
    """The place of each stage when they stand by how many others they usually precede."""
    before = dict(
        cursor.execute(
            f"with seen as (select source_row // {parts} as row, source_row % {parts} as stage, started_at "
            f"from stage_typed where row_code is null and started_at is not null "
            f"order by source_row limit {SEARCHED_CELLS}), "
            "pair as (select a.stage, b.stage as other, sum(sign(epoch(b.started_at) - epoch(a.started_at))) as margin "
            "from seen as a join seen as b on a.row = b.row and a.stage <> b.stage group by all) "
            "select stage, count(*) filter (margin > 0) from pair group by stage"
        ).fetchall()
    )
    order = sorted(range(count), key=lambda stage: (-before.get(stage, 0), stage))
    return [order.index(stage) for stage in range(count)]
