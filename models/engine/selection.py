"""What of a home is looked at: a period, some segments and sectors, some rows, and assumptions of one's own."""

from dataclasses import dataclass, field, replace
from typing import Any

Period = tuple[str | None, str | None]


@dataclass(frozen=True)
class Selection:
    """What is chosen of a figure.

    period: the first and the last month (YYYY-MM), None where it is open; figures that speak of a day take its end as
    that day. segments, sectors: the only names looked at, None for all.
    where: column -> the value its rows have, several of which they have one, or None (empty).
    overrides: assumption -> the text that takes the place of the one held.
    """

    period: Period = (None, None)
    segments: tuple[str, ...] | None = None
    sectors: tuple[str, ...] | None = None
    where: dict[str, Any] = field(default_factory=dict)
    overrides: dict[str, str] = field(default_factory=dict)

    @property
    def filters(self) -> tuple:
        """What decides which events are counted: period, segments and sectors."""
        return self.period, self.segments, self.sectors

    @property
    def has_filters(self) -> bool:
        """Whether some events are left out by a period, segments or sectors."""
        return any(self.period) or self.segments is not None or self.sectors is not None

    def at(self, where: dict) -> "Selection":
        """Return the same choice with other rows."""
        return replace(self, where=where)


EVERYTHING = Selection()
