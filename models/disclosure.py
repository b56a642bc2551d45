"""What of an organisation a shared view may tell: blocks of months and groups of names, each about enough people or
nobody.

Whatever choice a visitor makes, it is a union of the same blocks, and every number shown is a sum over whole blocks:
taking one number from another leaves whole blocks again. docs/decisions.md says why that is safe.
"""

import duckdb

from models.disclosed_lines import Lines
from models.disclosure_plan import Block, Grouped, Names, Own, Plan
from models.reading import Period
from models.together import small, together

STEPS = (1, 2, 3, 6, 12, 24, 48)  # months of a block, tried one after the other
YEAR = 12
Draft = tuple[
    dict[str, Names], Grouped, list[tuple[str, str]]
]  # names that stand together, those too small, and blocks


def plan(cursor: duckdb.DuckDBPyConnection, months: list[str], fewest: int, scope: Names | None, own: Own) -> Plan:
    """Work out what may be told of a version. cursor: sees its figures; months: all of them, oldest first.

    The period of the link is made of whole blocks wherever that can be; else they are those of all months. A link made
    for some segments tells of these only; its visitor cannot leave them.
    """
    lines = Lines(cursor, months, fewest, {"sector": scope, "segment": own.segments or None})
    merged, few, spans = _best(lines, months, fewest, own)
    base = Plan((), tuple(merged.items()), few, scope, fewest, own)
    lines.cut(spans, merged)
    sectors = base.whole("sector", own.sectors)
    blocks = tuple(_block(lines, number, span, fewest, sectors) for number, span in enumerate(spans))
    return Plan(blocks, base.merged, few, scope, fewest, own)


def parts_of(months: list[str], period: Period) -> list[list[list[str]]]:
    """Return the ways to part the months around a period, the most months first: all of them, with the time as long
    before it only, and the period alone."""
    before, here, after = (
        [month for month in months if month < (period[0] or "")],
        [month for month in months if (period[0] or "") <= month <= (period[1] or "9999-12")],
        [month for month in months if month > (period[1] or "9999-12")],
    )
    ways = [[before, here, after], [before[-len(here) :], here], [here]] if here else []
    found = [[part for part in way if part] for way in ways]
    return [way for place, way in enumerate(found) if way not in found[:place]]


def _best(lines: Lines, months: list[str], fewest: int, own: Own) -> Draft:
    """The most months in which no more sectors stand together than in the link's own period alone; all months undivided
    where that period is about too few people."""
    drafts = [draft for way in parts_of(months, own.period) if (draft := _draft(lines, way, fewest))[2]]
    merged = [len(draft[0]["sector"]) for draft in drafts]
    return drafts[merged.index(min(merged))] if drafts else _draft(lines, [months], fewest)


def _draft(lines: Lines, parts: list[list[str]], fewest: int) -> Draft:
    merged, few = _groups(lines, parts, fewest)
    return merged, few, _finest(lines, parts, merged)


def spans_of(months: list[str], step: int) -> list[tuple[str, str]]:
    """Return runs of so many months, the last ending with the last month; what is left over joins the earliest run."""
    starts = list(range(len(months) - step, -1, -step))[::-1]
    if not starts:
        return [(months[0], months[-1])] if months else []
    starts[0] = 0
    return [(months[start], months[end - 1]) for start, end in zip(starts, [*starts[1:], len(months)], strict=True)]


def _spans(parts: list[list[str]], step: int) -> list[tuple[str, str]]:
    return [span for part in parts for span in spans_of(part, step)]


def _groups(lines: Lines, parts: list[list[str]], fewest: int) -> tuple[dict[str, Names], Grouped]:
    """The sectors, then the segments, that are too small in some year."""
    merged: dict[str, Names] = {"sector": (), "segment": ()}
    few: dict[str, Names] = {}
    for what, place in (("sector", ("block", "class")), ("segment", ("block", "sector", "class"))):
        lines.cut(_spans(parts, YEAR), merged)
        cells = lines.cells(what, place)
        merged[what], few[what] = together(cells, fewest), tuple(sorted(small(cells, fewest)))
    return merged, tuple(few.items())


def _finest(lines: Lines, parts: list[list[str]], merged: dict[str, Names]) -> list[tuple[str, str]]:
    """The shortest blocks in which every sector and segment has nobody or enough;
    none when even all months have not."""
    for step in (*STEPS, max(map(len, parts))) if any(parts) else ():
        spans = _spans(parts, step)
        lines.cut(spans, merged)
        if not lines.has_small():
            return spans
    return []


def _block(lines: Lines, number: int, span: tuple[str, str], fewest: int, sectors: Names) -> Block:
    cells = {
        "category": lines.cells("category", (), number, sectors),
        "component": lines.cells("component", ("class",), number, sectors),
        "channel": lines.starts(number),
    }
    merged = tuple((what, together(found, fewest)) for what, found in cells.items())
    few = tuple((what, tuple(sorted(small(found, fewest)))) for what, found in cells.items())
    payers = {sector: {"": names} for sector, names in lines.cells("payer", ("sector",), number, sectors).items()}
    hidden = tuple((sector, together(found, fewest)) for sector, found in payers.items())
    hidden_few = tuple((sector, tuple(sorted(small(found, fewest)))) for sector, found in payers.items())
    months = small(lines.cells("month", ("class",), number, sectors), fewest)
    kinds = small(lines.cells("category", ("sector", "segment", "class"), number, sectors), fewest)
    return Block(*span, merged, few, hidden, hidden_few, not months, lines.has_mix(number), not kinds)
