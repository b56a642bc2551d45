"""What a page may read: one version seen through the filters, in the reader's language."""

from dataclasses import dataclass

import pandas as pd

from data.links.view import SharedView
from pages.parts import filters, recording, scope_words, seam
from pages.parts.formats import Formats
from pages.parts.house import house, loaded_at
from pages.parts.language import say
from pages.parts.naming import Names

NO_VALUE = "(none)"  # how a figure names rows without a category


@dataclass(frozen=True)
class View(Names):
    """What a page shows: one version, seen through the filters, in one language.

    shared and link: the view a visitor came for by a shared link, and the link's id; None and empty for everybody else.
    """

    version: int
    filters: filters.Filters
    choice: filters.Choice
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
        return self.version, house().engine.models_hash(), self.filters, offered, seam.reader_of(self), by_link

    def words(self, key: str, **fields: object) -> str:
        """Return a sentence in the reader's language."""
        return say(self.language, key, **fields)

    def scope(self) -> str:
        """Return the filters and the version in words, for the line above the answer."""
        return (
            scope_words.scope(self.filters, self.choice, self.formats)
            + " · "
            + self.words("frame.version", version=self.version)
        )

    def scope_as_of(self) -> str:
        """Return segments, the day the figures speak of and the version, for pages that know no period."""
        return (
            scope_words.scope_as_of(self.filters, self.choice, self.formats)
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
        speaks_of_a_day = house().engine.header(name).period == "as_of"
        return (None, None) if speaks_of_a_day and self.filters.last == self.choice.last else self.period

    def read(self, name: str, **where: object) -> pd.DataFrame:
        """Return a figure's rows under the filters; `where` keeps the rows whose column holds a value."""
        pairs = tuple((column, (value,)) for column, value in sorted(where.items()))
        return seam.answer(self, seam.Ask("read", name, pairs))

    def first_rows(self, name: str, count: int) -> tuple[pd.DataFrame, int]:
        """Return the first rows of a figure or cleaned data set under the filters, and how many there are in all."""
        seam.demand_rows(self)
        narrowed = {what: list(names) for what, names in self.narrowed}
        return house().engine.first_rows(name, self.version, count, period=self.period_of(name), **narrowed)

    def read_all_months(self, name: str) -> pd.DataFrame:
        """Return a figure's rows for the chosen sectors and segments over every month there is."""
        return seam.answer(self, seam.Ask("all_months", name))

    def read_whole(self, name: str) -> pd.DataFrame:
        """Return a figure's rows whatever the filters are set to."""
        return seam.answer(self, seam.Ask("whole", name))

    def compare(self, name: str, *measures: str) -> pd.DataFrame:
        """Return a figure with each measure's <measure>_before, _change and _change_share on the period before."""
        return seam.answer(self, seam.Ask("compare", name, measures=measures))

    def read_against(self, name: str, earlier: int | None) -> pd.DataFrame:
        """Return a bridge from an earlier version to this one, or from the period before where there is none."""
        if earlier is None:
            return self.read(name)
        return seam.answer(self, seam.Ask("against", name, earlier=earlier))

    def trace(self, name: str, where: dict[str, object]) -> pd.DataFrame:
        """Return the uploaded rows behind cells of a figure: dataset, file, sheet, row, amount."""
        seam.demand_rows(self)
        narrowed = {what: list(names) for what, names in self.narrowed}
        where = {column: [None] if value == NO_VALUE else value for column, value in where.items()}
        return house().engine.trace(name, self.version, where=where, period=self.period_of(name), **narrowed)

    def assumptions(self, *names: str) -> dict[str, str]:
        """Return assumptions as they hold now: name -> text."""
        rows = recording.assumptions_of(self.shared) or house().engine.assumptions(self.version)
        held = {row["name"]: row["value"] for row in rows}
        return {name: held[name] for name in names}

    def small(self, what: str) -> pd.DataFrame:
        """Return the names of a dimension that are not told apart in a shared view: name, of, few (too few people)."""
        rows = seam.answer(self, seam.Ask("small", what))
        return rows[rows["dimension"] == what]

    def lacks(self, *datasets: str) -> list[str]:
        """Return which of the data sets have nothing stored."""
        loaded = recording.loaded_of(self.shared)
        return [name for name in datasets if name not in (loaded_at(self.version) if loaded is None else loaded)]
