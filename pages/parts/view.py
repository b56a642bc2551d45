"""What a page may read: one version seen through the filters, in the reader's language."""

from dataclasses import dataclass

import pandas as pd

from pages.parts import filters
from pages.parts.formats import Formats
from pages.parts.house import compared, figure, house, loaded_at
from pages.parts.language import has, say

NO_VALUE = "(none)"  # how a figure names rows without a category
RESERVED = (
    "(unattributed)", "(outside)", "(company)", "(no channel)", "(no complaint)", "(no customer)", "(several)", "(none)", "all",
)  # fmt: skip


@dataclass(frozen=True)
class View:
    """What a page shows: one version, seen through the filters, in one language."""

    version: int
    filters: filters.Filters
    choice: filters.Choice
    formats: Formats

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
        """What a cached chart depends on: version, figures' definition, filters and language."""
        return self.version, house().engine.models_hash(), self.filters

    def words(self, key: str, **fields: object) -> str:
        """Return a sentence in the reader's language."""
        return say(self.language, key, **fields)

    def scope(self) -> str:
        """Return the filters and the version in words, for the line above the answer."""
        return (
            filters.scope(self.filters, self.choice, self.formats)
            + " · "
            + self.words("frame.version", version=self.version)
        )

    def scope_as_of(self) -> str:
        """Return segments, the day the figures speak of and the version, for pages that know no period."""
        return (
            filters.scope_as_of(self.filters, self.choice, self.formats)
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
        return figure(name, self.version, pairs, self.period_of(name), self.narrowed, house().engine.models_hash())

    def first_rows(self, name: str, count: int) -> tuple[pd.DataFrame, int]:
        """Return the first rows of a figure or cleaned data set under the filters, and how many there are in all."""
        narrowed = {what: list(names) for what, names in self.narrowed}
        return house().engine.first_rows(name, self.version, count, period=self.period_of(name), **narrowed)

    def read_all_months(self, name: str) -> pd.DataFrame:
        """Return a figure's rows for the chosen sectors and segments over every month there is."""
        return figure(name, self.version, (), (None, None), self.narrowed, house().engine.models_hash())

    def read_whole(self, name: str) -> pd.DataFrame:
        """Return a figure's rows whatever the filters are set to."""
        return figure(name, self.version, (), (None, None), (), house().engine.models_hash())

    def compare(self, name: str, *measures: str) -> pd.DataFrame:
        """Return a figure with each measure's <measure>_before, _change and _change_share on the period before."""
        return compared(name, measures, self.version, self.period, self.narrowed, house().engine.models_hash())

    def trace(self, name: str, where: dict[str, object]) -> pd.DataFrame:
        """Return the uploaded rows behind cells of a figure: dataset, file, sheet, row, amount."""
        narrowed = {what: list(names) for what, names in self.narrowed}
        where = {column: [None] if value == NO_VALUE else value for column, value in where.items()}
        return house().engine.trace(name, self.version, where=where, period=self.period_of(name), **narrowed)

    def assumptions(self, *names: str) -> dict[str, str]:
        """Return assumptions as they hold now: name -> text."""
        held = {row["name"]: row["value"] for row in house().engine.assumptions(self.version)}
        return {name: held[name] for name in names}

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
        key = f"component.{name}"
        return self.words(key) if has(self.language, key) else house().engine.header(name).title

    def category(self, name: str) -> str:
        """Return a category's name as shown, or words for complaints without one, cost without a complaint, and several."""
        return self._named(f"category.{_plain(name)}", name)

    def _named(self, key: str, name: str) -> str:
        return self.words(key) if name in RESERVED and has(self.language, key) else name

    def lacks(self, *datasets: str) -> list[str]:
        """Return which of the data sets have nothing stored."""
        return [name for name in datasets if name not in loaded_at(self.version)]


def _plain(name: str) -> str:
    return name.strip("()").replace(" ", "_")
