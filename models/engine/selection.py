"""What of a home is looked at: a period, some segments and sectors, some rows, and assumptions of one's own."""

from dataclasses import dataclass, field, replace
from typing import Any

Period = tuple[str | None, str | None]
# what chosen cases have in common -> column of their costs
CAUSE = {"category": "category", "sector": "caused_by"}


@dataclass(frozen=True)
class Selection:
    """What is chosen of a figure.

    period: the first and the last month (YYYY-MM), None where it is open; figures that speak of a day take its end as
    that day. segments, sectors: the only names looked at, None for all.
    cases: the only cases looked at, by kind and name, None for all: ("category", "Delivered late") are those somebody
    complained about in it, ("sector", "Warehouse") those that went through it.
    where: column -> the value its rows have, several of which they have one, or None (empty).
    overrides: assumption -> the text that takes the place of the one held.
    """

    period: Period = (None, None)
    segments: tuple[str, ...] | None = None
    sectors: tuple[str, ...] | None = None
    where: dict[str, Any] = field(default_factory=dict)
    overrides: dict[str, str] = field(default_factory=dict)
    cases: tuple[str, str] | None = None

    @property
    def filters(self) -> tuple:
        """What decides which events are counted: period, segments, sectors and cases."""
        return self.period, self.segments, self.sectors, self.cases

    @property
    def has_filters(self) -> bool:
        """Whether some events are left out by a period, segments, sectors or cases."""
        return any(self.period) or self.filters[1:] != (None, None, None)

    @property
    def case_columns(self) -> set[str]:
        """The columns by which events are told to belong to the chosen cases; none where all are looked at."""
        return {"case_id", CAUSE[self.cases[0]]} if self.cases else set()

    def at(self, where: dict) -> "Selection":
        """Return the same choice with other rows."""
        return replace(self, where=where)


EVERYTHING = Selection()
