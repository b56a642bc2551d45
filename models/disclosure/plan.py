"""The plan: blocks and pooled names, and how it is found."""

from dataclasses import dataclass, field, replace

import duckdb

from models.disclosure.people_counts import AS_IT_IS, PartsLeft, PeopleCounts
from models.disclosure.pooling import pool, small_groups
from models.engine.selection import Period
from models.engine.visibility import Visibility

Names = tuple[str, ...]
Grouped = tuple[tuple[str, Names], ...]


@dataclass(frozen=True)
class PeriodBlock:
    """Some months in a row, and what of them stands together in the tables of the shared choice itself.

    merged: dimension -> names; few: those of them about too few people; hidden and hidden_few: the same for the payers
    of each sector; has_months: whether each month may be told; has_mix: whether what new customers are
    worth may; has_kinds: whether each kind of complaint is about enough people in each sector and segment.
    """

    first: str
    last: str
    merged: Grouped = ()
    few: Grouped = ()
    hidden: Grouped = ()
    hidden_few: Grouped = ()
    has_months: bool = False
    has_mix: bool = False
    has_kinds: bool = False


@dataclass(frozen=True)
class SharedSelection:
    """The choice a link was made with: its sectors and segments (empty: all), and its period."""

    sectors: Names = ()
    segments: Names = ()
    period: Period = (None, None)


@dataclass(frozen=True)
class DisclosurePlan:
    """What may be told: blocks from the earliest, sectors and segments that stand together, the shared choice, and
    whether it is seen in a scenario."""

    blocks: tuple[PeriodBlock, ...] = ()
    merged: Grouped = ()
    few: Grouped = ()
    scope: Names | None = None
    fewest: int = 5
    own: SharedSelection = field(default_factory=SharedSelection)
    in_scenario: bool = False

    def together(self, what: str) -> Names:
        """Return the names of a dimension that stand together whatever the filters are set to."""
        return dict(self.merged).get(what, ())

    def within(self, period: Period) -> tuple[PeriodBlock, ...]:
        """Return the blocks a period consists of (all without one); none when it cuts a block."""
        if not self.blocks:
            return ()
        first, last = period[0] or self.blocks[0].first, period[1] or self.blocks[-1].last
        found = tuple(block for block in self.blocks if first <= block.first and block.last <= last)
        return found if found and (found[0].first, found[-1].last) == (first, last) else ()

    def around(self, period: Period) -> Period:
        """Return the shortest period of whole blocks that holds a period."""
        found = [
            block
            for block in self.blocks
            if (period[0] or "") <= block.last and block.first <= (period[1] or "9999-12")
        ]
        found = found or list(self.blocks[-1:])
        return (found[0].first, found[-1].last) if found else (None, None)

    def whole(self, what: str, names: Names) -> Names:
        """Return chosen names with all those they stand together with."""
        merged = self.together(what)
        return tuple(sorted({*names, *merged})) if set(names) & set(merged) else tuple(names)

    def visibility(self, blocks: tuple[PeriodBlock, ...] = (), only: str = "") -> Visibility:
        """Return what of the events may be seen: groups of every choice, with those of one dimension in some blocks."""
        found = {what: set(names) for what, names in self.merged}
        for what, names in (pair for block in blocks for pair in block.merged if pair[0] == only):
            found.setdefault(what, set()).update(names)
        return Visibility(self.scope, tuple((what, tuple(sorted(names))) for what, names in sorted(found.items())))


STEPS = (1, 2, 3, 6, 12, 24, 48)  # months of a block, tried one after the other
YEAR = 12
TOLD = ("category", "component", "channel")
CELLS_OF_BLOCK: dict[str, tuple[str, Names]] = {
    "category": ("category", ()),
    "component": ("component", ("class",)),
    "payer": ("payer", ("sector",)),
    "month": ("month", ("class",)),
    "kind": ("category", ("sector", "segment", "class")),
}
Draft = tuple[
    dict[str, Names], Grouped, list[tuple[str, str]]
]  # names that stand together, those too small, and blocks


def plan(
    cursor: duckdb.DuckDBPyConnection,
    months: list[str],
    fewest: int,
    scope: Names | None,
    own: SharedSelection,
    left: PartsLeft = AS_IT_IS,
) -> DisclosurePlan:
    """Work out what may be told of a version. cursor: sees its figures; months: all of them, oldest first.

    The period of the link is made of whole blocks wherever that can be; else they are those of all months. A link made
    for some segments tells of these only; its visitor cannot leave them. left: what a scenario leaves of cost and
    complaints; what it moves and what it does not must each be about enough people then, wherever it is told.
    """
    lines = PeopleCounts(cursor, months, fewest, {"sector": scope, "segment": own.segments or None}, left)
    merged, few, spans = _best(lines, months, fewest, own)
    base = DisclosurePlan((), tuple(merged.items()), few, scope, fewest, own, left != AS_IT_IS)
    lines.cut(spans, merged)
    sectors = base.whole("sector", own.sectors)
    return replace(base, blocks=_blocks(lines, spans, fewest, sectors))


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


def _best(lines: PeopleCounts, months: list[str], fewest: int, own: SharedSelection) -> Draft:
    """The most months in which no more sectors stand together than in the link's own period alone; all months undivided
    where that period is about too few people."""
    drafts = [draft for way in parts_of(months, own.period) if (draft := _draft(lines, way, fewest))[2]]
    merged = [len(draft[0]["sector"]) for draft in drafts]
    return drafts[merged.index(min(merged))] if drafts else _draft(lines, [months], fewest)


def _draft(lines: PeopleCounts, parts: list[list[str]], fewest: int) -> Draft:
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


def _groups(lines: PeopleCounts, parts: list[list[str]], fewest: int) -> tuple[dict[str, Names], Grouped]:
    """The sectors, then the segments, that are too small in some year."""
    merged: dict[str, Names] = {"sector": (), "segment": ()}
    few: dict[str, Names] = {}
    for what, place in (("sector", ("block", "class")), ("segment", ("block", "sector", "class"))):
        lines.cut(_spans(parts, YEAR), merged)
        cells = lines.cells(what, place)
        merged[what], few[what] = pool(cells, fewest), tuple(sorted(small_groups(cells, fewest)))
    return merged, tuple(few.items())


def _finest(lines: PeopleCounts, parts: list[list[str]], merged: dict[str, Names]) -> list[tuple[str, str]]:
    """The shortest blocks in which every sector and segment has nobody or enough;
    none when even all months have not."""
    for step in (*STEPS, max(map(len, parts))) if any(parts) else ():
        spans = _spans(parts, step)
        lines.cut(spans, merged)
        if not lines.has_small():
            return spans
    return []


def _blocks(lines: PeopleCounts, spans: list[tuple[str, str]], fewest: int, sectors: Names) -> tuple[PeriodBlock, ...]:
    found = {name: lines.cells_of_blocks(what, place, sectors) for name, (what, place) in CELLS_OF_BLOCK.items()}
    found["channel"], mixes = lines.starts(), lines.small_mixes()
    return tuple(
        _block({name: cells.get(number, {}) for name, cells in found.items()}, span, fewest, number not in mixes)
        for number, span in enumerate(spans)
    )


def _block(cells: dict[str, dict], span: tuple[str, str], fewest: int, has_mix: bool) -> PeriodBlock:
    merged = tuple((what, pool(cells[what], fewest)) for what in TOLD)
    few = tuple((what, tuple(sorted(small_groups(cells[what], fewest)))) for what in TOLD)
    payers: dict[str, dict] = {}
    for (sector, part), names in sorted(cells["payer"].items()):
        payers.setdefault(sector, {})[part] = names
    hidden = tuple((sector, pool(found, fewest)) for sector, found in payers.items())
    hidden_few = tuple((sector, tuple(sorted(small_groups(found, fewest)))) for sector, found in payers.items())
    has_months, has_kinds = (not small_groups(cells[what], fewest) for what in ("month", "kind"))
    return PeriodBlock(*span, merged, few, hidden, hidden_few, has_months, has_mix, has_kinds)
