"""What a page may read, its names and its scope in words."""

from dataclasses import dataclass

import pandas as pd

from data.sharing.shared_view import SharedView
from pages.parts.i18n import figure_texts
from pages.parts.i18n.formats import Formats
from pages.parts.i18n.language import has, say
from pages.parts.runtime.services import services
from pages.parts.view import recorder
from pages.parts.view.figure_cache import loaded_at
from pages.parts.view.filters import Choice, Filters
from pages.parts.view.read import FigureQuery, demand_rows, read_figure, reader_of

RESERVED = (
    "(unattributed)",
    "(outside)",
    "(company)",
    "(no channel)",
    "(no complaint)",
    "(no customer)",
    "(several)",
    "(none)",
    "all",
    "(small)",
    "(other sectors)",
)


class Names:
    """What a view calls things; language and words come from it."""

    def sector(self, name: str) -> str:
        """Return a sector's name as shown: its own, or words for (unattributed), (outside), (company) and all."""
        return self._named(f"sector.{_plain(name)}", name)

    def segment(self, name: str) -> str:
        """Return a segment's name as shown, or words for customers without one."""
        return self._named(f"segment.{_plain(name)}", name)

    def channel(self, name: str) -> str:
        """Return a channel's name as shown, or words for (no channel) and the sum of all."""
        return self._named(f"channel.{_plain(name)}", name)

    def component(self, name: str) -> str:
        """Return a component's name as shown: words where the language has them, else the title of its figure."""
        key = f"component.{_plain(name)}"
        return (
            self.words(key)
            if has(self.language, key)
            else figure_texts.title(self.language, services().engine.header(name))
        )

    def category(self, name: str) -> str:
        """Return a category's name as shown, or words for complaints without one, cost without a complaint,
        and several."""
        return self._named(f"category.{_plain(name)}", name)

    def _named(self, key: str, name: str) -> str:
        return self.words(key) if name in RESERVED and has(self.language, key) else name


def _plain(name: str) -> str:
    return name.strip("()").replace(" ", "_")


def scope(filters: Filters, choice: Choice, formats: Formats) -> str:
    """Return the filters in words: "8 sectors · all customers · Nov 2025 – Oct 2026"."""
    words = formats.language
    sectors = (
        formats.listing(list(filters.sectors))
        or choice.departments
        and say(words, "filters.all_sectors", count=choice.departments)
    )
    segments = formats.listing(list(filters.segments)) or say(words, "filters.all_segments")
    return " · ".join(filter(None, (sectors, segments, formats.period(filters.first, filters.last))))


def scope_as_of(filters: Filters, choice: Choice, formats: Formats) -> str:
    """Return of whom loyalty is told, one segment or all, and the month up to which things are known, in words."""
    segments = filters.segments[0] if len(filters.segments) == 1 else say(formats.language, "filters.all_segments")
    last = filters.last or choice.last
    return segments + (" · " + say(formats.language, "filters.up_to", month=formats.month(last)) if last else "")


NO_VALUE = "(none)"  # how a figure names rows without a category


@dataclass(frozen=True)
class View(Names):
    """What a page shows: one version, seen through the filters, in one language.

    shared and link: the view a visitor came for by a shared link, and the link's id; None and empty for everybody else.
    """

    version: int
    filters: Filters
    choice: Choice
    formats: Formats
    shared: SharedView | None = None
    link: str = ""

    @property
    def language(self) -> str:
        """The language code of the reader."""
        return self.filters.language

    @property
    def period(self) -> tuple[str | None, str | None]:
        """The period as two month codes."""
        return self.filters.first, self.filters.last

    @property
    def key(self) -> tuple:
        """All that decides what is shown: version, figures' definition, filters, language,
        and what the reader may see."""
        shared = self.shared
        by_link = (self.link, shared.mode, shared.recorded_on, len(shared.frames)) if shared else ()
        offered = self.choice, self.formats.currency
        return self.version, services().engine.models_hash(), self.filters, offered, reader_of(self), by_link

    def words(self, key: str, **fields: object) -> str:
        """Return a sentence in the reader's language."""
        return say(self.language, key, **fields)

    def scope(self) -> str:
        """Return the filters and the version in words, for the line above the answer."""
        return (
            scope(self.filters, self.choice, self.formats) + " · " + self.words("frame.version", version=self.version)
        )

    def scope_as_of(self) -> str:
        """Return segments, the day the figures speak of and the version, for pages that know no period."""
        return (
            scope_as_of(self.filters, self.choice, self.formats)
            + " · "
            + self.words("frame.version", version=self.version)
        )

    @property
    def narrowed(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The chosen segments and sectors, as pairs of the engine's argument and its names."""
        chosen = {"segments": self.filters.segments, "sectors": self.filters.sectors}
        return tuple((name, names) for name, names in chosen.items() if names)

    def period_of(self, name: str) -> tuple[str | None, str | None]:
        """Return the period for a figure; one that speaks of a day keeps the data's own unless another is chosen."""
        speaks_of_a_day = services().engine.header(name).period == "as_of"
        return (None, None) if speaks_of_a_day and self.filters.last == self.choice.last else self.period

    def read(self, name: str, **where: object) -> pd.DataFrame:
        """Return a figure's rows under the filters; `where` keeps the rows whose column holds a value."""
        pairs = tuple((column, (value,)) for column, value in sorted(where.items()))
        return read_figure(self, FigureQuery("read", name, pairs))

    def first_rows(self, name: str, count: int) -> tuple[pd.DataFrame, int]:
        """Return the first rows of a figure or cleaned data set under the filters, and how many there are in all."""
        demand_rows(self)
        narrowed = {what: list(names) for what, names in self.narrowed}
        return services().engine.first_rows(name, self.version, count, period=self.period_of(name), **narrowed)

    def read_all_months(self, name: str) -> pd.DataFrame:
        """Return a figure's rows for the chosen sectors and segments over every month there is."""
        return read_figure(self, FigureQuery("all_months", name))

    def read_whole(self, name: str) -> pd.DataFrame:
        """Return a figure's rows whatever the filters are set to."""
        return read_figure(self, FigureQuery("whole", name))

    def compare(self, name: str, *measures: str) -> pd.DataFrame:
        """Return a figure with each measure's <measure>_before, _change and _change_share on the period before."""
        return read_figure(self, FigureQuery("compare", name, measures=measures))

    def read_against(self, name: str, earlier: int | None) -> pd.DataFrame:
        """Return a bridge from an earlier version to this one, or from the period before where there is none."""
        if earlier is None:
            return self.read(name)
        return read_figure(self, FigureQuery("against", name, earlier=earlier))

    def trace(self, name: str, where: dict[str, object]) -> pd.DataFrame:
        """Return the uploaded rows behind cells of a figure: dataset, file, sheet, row, amount."""
        demand_rows(self)
        narrowed = {what: list(names) for what, names in self.narrowed}
        where = {column: [None] if value == NO_VALUE else value for column, value in where.items()}
        return services().engine.trace(name, self.version, where=where, period=self.period_of(name), **narrowed)

    def assumptions(self, *names: str) -> dict[str, str]:
        """Return assumptions as they hold now: name -> text."""
        rows = recorder.assumptions_of(self.shared) or services().engine.assumptions(self.version)
        held = {row["name"]: row["value"] for row in rows}
        return {name: held[name] for name in names}

    def small(self, what: str) -> pd.DataFrame:
        """Return the names of a dimension that are not told apart in a shared view: name, of, few (too few people)."""
        rows = read_figure(self, FigureQuery("small", what))
        return rows[rows["dimension"] == what]

    def lacks(self, *datasets: str) -> list[str]:
        """Return which of the data sets have nothing stored."""
        loaded = recorder.loaded_of(self.shared)
        return [name for name in datasets if name not in (loaded_at(self.version) if loaded is None else loaded)]
