"""What a page asks of the figures."""

import json
from dataclasses import dataclass, replace

from models.engine.selection import EVERYTHING, Selection
from pages.parts.view.selection.filters import Filters


@dataclass(frozen=True)
class FigureQuery:
    """What a page asks for: kind (read, all_months, whole, compare, against or small), figure, rows wanted, measures,
    and for against the earlier version."""

    kind: str
    name: str
    where: tuple = ()
    measures: tuple = ()
    earlier: int | None = None

    def selection(self, view) -> Selection:
        """Return what of the figure is asked for: under the filters, over all months, or whatever they are set to."""
        if self.kind == "whole":
            return EVERYTHING
        chosen = view.selection_of(self.name) if self.kind == "read" else view.filters.selection
        return replace(chosen, period=(None, None)) if self.kind == "all_months" else chosen.at(dict(self.where))

    def key(self, filters: Filters, sectors: tuple[str, ...] | None) -> str:
        """Return the text under which the answer is recorded: it names all the answer depends on but the version."""
        chosen = [filters.first, filters.last, filters.sectors, filters.segments, sectors]
        chosen += [filters.scenario] if filters.scenario else []
        return json.dumps(
            [self.kind, self.name, self.where, self.measures, self.earlier, *chosen], ensure_ascii=True, default=str
        )
