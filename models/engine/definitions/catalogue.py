"""All figures of the house: found, put in order, and identified by one hash."""

from functools import cache
from pathlib import Path

from models.engine.definitions.fingerprint import fingerprint
from models.engine.definitions.header import Header, read_header
from models.engine.definitions.inlining import inner_figures, with_inner_figures

ROOT = Path(__file__).parents[2]
MADE_BY_ENGINE = ("assumption", "month_number", "chosen_period")


class Catalogue:
    """The figures found below a folder, each with the figures it reads."""

    def __init__(self, root: Path = ROOT):
        files = sorted(path for path in root.rglob("*") if path.suffix in (".sql", ".py") and path.parent != root)
        found = [header for header in map(read_header, files) if header]
        self.headers = {header.name: header for header in found}
        self.hash = fingerprint(found)
        self._order = self._sort()
        self._inner = inner_figures(self.headers)
        self.headers = with_inner_figures(self.headers, self._order)
        self._filterable = self._find_filterable()
        self._closures: dict[tuple[str, ...] | None, tuple[str, ...]] = {}
        self._kept: dict[tuple[str, ...] | None, tuple[str, ...]] = {}
        self._filtered: dict[tuple[str, frozenset[str]], tuple[str, ...]] = {}

    def header(self, name: str) -> Header:
        """Return the header of one figure; an unknown name raises LookupError naming the nearest ones."""
        if name not in self.headers:
            raise LookupError(f'There is no figure named "{name}". The figures are: {", ".join(self.figures())}.')
        return self.headers[name]

    def figures(self) -> list[str]:
        """Return the names of the figures (not of the cleaned data sets), alphabetically."""
        return sorted(name for name, header in self.headers.items() if not header.is_cleaned)

    def closure(self, names: list[str] | None = None) -> list[str]:
        """Return the names and everything they read, in an order in which each stands after what it reads."""
        wanted = None if names is None else tuple(names)
        if wanted not in self._closures:
            self._closures[wanted] = self._closure(wanted)
        return list(self._closures[wanted])

    def _closure(self, names: tuple[str, ...] | None) -> tuple[str, ...]:
        if names is None:
            return tuple(name for name in self._order if self.headers[name].materialized)
        wanted: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name in self.headers and name not in wanted:
                wanted.add(name)
                waiting += self.headers[name].reads
        return tuple(name for name in self._order if name in wanted)

    def materialized(self, names: list[str] | None = None) -> list[str]:
        """Return those of `closure` that a build keeps as tables."""
        wanted = None if names is None else tuple(names)
        if wanted not in self._kept:
            self._kept[wanted] = tuple(name for name in self.closure(names) if self.headers[name].materialized)
        return list(self._kept[wanted])

    def is_filtered(self, name: str) -> bool:
        """Whether a period or a choice of segments changes this figure: it reads events, directly or through others."""
        return name in self._filterable

    def filtered_figures(self, name: str, by: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Return the event tables a figure stands on and the figures between them and it, in order, itself last.

        by: columns of which an event table must hold one; below those that hold none, events are looked for that do.
        """
        if (name, by) not in self._filtered:
            self._filtered[name, by] = self._between_events_and(name, by)
        return self._filtered[name, by]

    def columns_below(self, name: str) -> set[str]:
        """Return the columns by which the events an event table is made of can be filtered."""
        found: set[str] = set()
        for source in self.headers[name].reads:
            if self.is_filtered(source):
                found |= {*self.headers[source].filters} | self.columns_below(source)
        return found

    def _between_events_and(self, name: str, by: frozenset[str]) -> tuple[str, ...]:
        found: set[str] = set()
        waiting = [name]
        while waiting:
            header = self.headers.get(waiting.pop())
            if header and header.name not in found and self._is_made_for(header.name, name):
                found.add(header.name)
                ends = header.filters and (by.isdisjoint(self.columns_below(header.name)) or by & {*header.filters})
                waiting += () if ends else header.reads
        return tuple(one for one in self._order if one in found)

    def _is_made_for(self, name: str, reader: str) -> bool:
        """Whether what a build holds of a figure will not do for a reader who has chosen."""
        kept = self.headers[name].materialized or (name in self._inner and name != reader)
        return self.is_filtered(name) or not kept

    def _find_filterable(self) -> set[str]:
        found: set[str] = set()
        for header in map(self.headers.__getitem__, self._order):
            if not header.is_cleaned and not header.period and (header.filters or found.intersection(header.reads)):
                found.add(header.name)
        return found

    def _sort(self) -> list[str]:
        order: list[str] = []
        for name in sorted(self.headers):
            self._visit(name, order, ())
        return order

    def _visit(self, name: str, order: list[str], above: tuple[str, ...]) -> None:
        if name in above:
            raise ValueError(f"figures read each other in a circle: {' → '.join(above + (name,))}")
        if name in self.headers and name not in order:
            for source in self.headers[name].reads:
                self._visit(source, order, above + (name,))
            order.append(name)


@cache
def release_catalogue() -> Catalogue:
    """Return the figures of this release, read once in a process: its files do not change while it runs."""
    return Catalogue()
