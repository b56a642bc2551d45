"""What a shared view may tell, as it was worked out: blocks of months, and names that stand together."""

from dataclasses import dataclass, field

from models.lens import Lens
from models.reading import Period

Names = tuple[str, ...]
Grouped = tuple[tuple[str, Names], ...]


@dataclass(frozen=True)
class Block:
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
class Own:
    """The choice a link was made with: its sectors and segments (empty: all), and its period."""

    sectors: Names = ()
    segments: Names = ()
    period: Period = (None, None)


@dataclass(frozen=True)
class Plan:
    """What may be told: blocks from the earliest, sectors and segments that stand together, and the shared choice."""

    blocks: tuple[Block, ...] = ()
    merged: Grouped = ()
    few: Grouped = ()
    scope: Names | None = None
    fewest: int = 5
    own: Own = field(default_factory=Own)

    def together(self, what: str) -> Names:
        """Return the names of a dimension that stand together whatever the filters are set to."""
        return dict(self.merged).get(what, ())

    def within(self, period: Period) -> tuple[Block, ...]:
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

    def lens(self, blocks: tuple[Block, ...] = (), only: str = "") -> Lens:
        """Return the lens over the events: the groups of every choice, with those of one dimension in some blocks."""
        found = {what: set(names) for what, names in self.merged}
        for what, names in (pair for block in blocks for pair in block.merged if pair[0] == only):
            found.setdefault(what, set()).update(names)
        return Lens(self.scope, tuple((what, tuple(sorted(names))) for what, names in sorted(found.items())))
