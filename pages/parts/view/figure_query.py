"""What a page asks of the figures."""

import json
from dataclasses import dataclass

from pages.parts.view.filters import Filters


@dataclass(frozen=True)
class FigureQuery:
    """What a page asks for: kind (read, all_months, whole, compare, against or small), figure, rows wanted, measures,
    and for against the earlier version."""

    kind: str
    name: str
    where: tuple = ()
    measures: tuple = ()
    earlier: int | None = None

    def key(self, filters: Filters, sectors: tuple[str, ...] | None) -> str:
        """Return the text under which the answer is recorded: it names all the answer depends on but the version."""
        chosen = [filters.first, filters.last, filters.sectors, filters.segments, sectors]
        return json.dumps(
            [self.kind, self.name, self.where, self.measures, self.earlier, *chosen], ensure_ascii=True, default=str
        )
