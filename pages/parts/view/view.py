"""What a page shows and its reader may see, and its scope in words."""

from dataclasses import dataclass, replace

import pandas as pd

from data.problems import Problem
from data.sharing.shared_view import SharedView
from models.disclosure.case_families import COUNTING_COMPLAINTS
from models.engine.selection import Selection
from pages.parts.access.pages import FIRST
from pages.parts.access.visitor import current_visitor, is_allowed
from pages.parts.i18n.direction import in_a_row
from pages.parts.i18n.formats import Formats
from pages.parts.i18n.language import say
from pages.parts.runtime import scenario_engines
from pages.parts.runtime.scenario_engines import Moves, Scenario
from pages.parts.runtime.services import services
from pages.parts.view import disclosure, recorder
from pages.parts.view.figure_cache import loaded_at
from pages.parts.view.figure_query import FigureQuery
from pages.parts.view.read import own_scope, read_figure
from pages.parts.view.selection.filters import Choice, Filters
from pages.parts.view.words.names import Names


def scope(filters: Filters, choice: Choice, formats: Formats) -> str:
    """Return the filters in words: "8 sectors · all customers · Nov 2025 – Oct 2026"."""
    words = formats.language
    sectors = (
        formats.listing(list(filters.sectors))
        or choice.departments
        and say(words, "filters.all_sectors", count=choice.departments)
    )
    segments = formats.listing(list(filters.segments)) or say(words, "filters.all_segments")
    return in_a_row((sectors, segments, formats.period(filters.first, filters.last)))


def scope_as_of(filters: Filters, choice: Choice, formats: Formats) -> str:
    """Return of whom loyalty is told, one segment or all, and the month up to which things are known, in words."""
    segments = filters.segments[0] if len(filters.segments) == 1 else say(formats.language, "filters.all_segments")
    last = filters.last or choice.last
    return in_a_row((segments, say(formats.language, "filters.up_to", month=formats.month(last)) if last else ""))


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
        """All that decides what is shown: version, figures' definition, filters, language, what the reader may see."""
        shared = self.shared
        by_link = (self.link, shared.mode, shared.recorded_on, len(shared.frames)) if shared else ()
        offered = self.choice, self.formats.currency
        return self.version, services().engine.models_hash(), self.filters, offered, self._reader, by_link

    @property
    def is_live(self) -> bool:
        """Whether the reader works in the home itself; else they opened a view that was shared by a link."""
        return self.shared is None

    @property
    def is_recorded(self) -> bool:
        """Whether all that is shown was recorded with the link, whatever became of the data since."""
        return recorder.choice_of(self.shared) is not None

    @property
    def scenario(self) -> Scenario:
        """What the view is seen in: the name of a saved scenario, what a link keeps of one, or nothing: as it is."""
        return self.shared.assumptions if self.shared else self.filters.scenario

    @property
    def moves(self) -> Moves:
        """What the scenario the view is seen in moves; nothing as it is."""
        return scenario_engines.moves(self.scenario, self.version) if self.scenario else Moves()

    @property
    def sector_scope(self) -> tuple[str, ...] | None:
        """The only sectors the reader may see, None for all of them."""
        return self.shared.sectors if self.shared else own_scope()

    @property
    def small_group(self) -> int:
        """The fewest people a number may be about, 0 where it may be about any."""
        return self.shared.small_group if self.shared else 0

    @property
    def first_page(self) -> str:
        """The page an address opens that names none."""
        return self.shared.page if self.shared else FIRST

    @property
    def may_read_rows(self) -> bool:
        """Whether the reader may see figures whole and single rows: never by a link, nor with some sectors only."""
        return self.is_live and self.sector_scope is None

    @property
    def may_open_numbers(self) -> bool:
        """Whether a number leads to how it was worked out; never by a link, since that leads to SQL and rows, nor in a
        scenario, which no row says."""
        return self.is_live and not self.filters.scenario

    @property
    def can_read_something(self) -> bool:
        """Whether there is anything to show; by a link there is none where too few people stand behind all of it."""
        return self.shared is None or bool(disclosure.disclosure_plan(self.shared, self.version).blocks)

    def can_read(self, name: str) -> bool:
        """Return whether the reader may see a figure at all."""
        is_apart = self.shared is not None and self.scenario and name in COUNTING_COMPLAINTS
        return not is_apart and disclosure.can_disclose(name, not self.is_live, self.sector_scope)

    def _require_rows(self) -> None:
        if not self.may_read_rows:
            raise Problem("NOT_ALLOWED")

    def note(self, ask: FigureQuery, key: str, found: pd.DataFrame | None) -> None:
        """Keep what was asked for, so that a link can tell it again."""
        recorder.record_query(self, ask, key, found)

    @property
    def _reader(self) -> tuple[str, tuple[str, ...] | None]:
        """The reader's role and the only sectors they may see: all in which two readers differ."""
        actor = current_visitor().actor
        return actor.role, self.shared.sectors if self.shared else actor.sectors

    def words(self, key: str, **fields: object) -> str:
        """Return a sentence in the reader's language."""
        return say(self.language, key, **fields)

    def scope(self) -> str:
        """Return the filters and the version in words, for the line above the answer."""
        name = self.filters.scenario
        said = [self.cases_in_words(self.filters.cases)] if self.filters.cases else []
        said.append(scope(self.filters, self.choice, self.formats))
        said += [self.words("filters.in_scenario", name=name)] if name else []
        return in_a_row([*said, self.words("frame.version", version=self.version)])

    def cases_in_words(self, cases: tuple[str, str]) -> str:
        """Return chosen cases in words: "complaints “Delivered late”", "cases through Warehouse"."""
        kind, name = cases
        return self.words(
            f"filters.cases_{kind}", name=self.category(name) if kind == "category" else self.sector(name)
        )

    def scope_as_of(self) -> str:
        """Return segments, the day the figures speak of and the version, for pages that know no period."""
        return (
            scope_as_of(self.filters, self.choice, self.formats)
            + " · "
            + self.words("frame.version", version=self.version)
        )

    def period_of(self, name: str) -> tuple[str | None, str | None]:
        """Return the period for a figure; one that speaks of a day keeps the data's own unless another is chosen."""
        speaks_of_a_day = services().engine.header(name).period == "as_of"
        return (None, None) if speaks_of_a_day and self.filters.last == self.choice.last else self.period

    def selection_of(self, name: str) -> Selection:
        """Return what of a figure is read under the filters."""
        return replace(self.filters.selection, period=self.period_of(name))

    def read(self, name: str, **where: object) -> pd.DataFrame:
        """Return a figure's rows under the filters; `where` keeps the rows whose column holds a value."""
        pairs = tuple((column, (value,)) for column, value in sorted(where.items()))
        return read_figure(self, FigureQuery("read", name, pairs))

    def first_rows(self, name: str, count: int) -> tuple[pd.DataFrame, int]:
        """Return the first rows of a figure or cleaned data set under the filters, and how many there are in all."""
        self._require_rows()
        return services().engine.first_rows(name, self.version, count, self.selection_of(name))

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
        """Return the uploaded rows behind cells of a figure: dataset, file, sheet, row, amount; for who may read stored
        rows with id, day, category and sector."""
        self._require_rows()
        cell = {column: [None] if value == NO_VALUE else value for column, value in where.items()}
        return services().engine.trace(name, self.version, self.selection_of(name).at(cell), named=is_allowed("rows"))

    def assumptions(self, *names: str) -> dict[str, str]:
        """Return assumptions as the view is calculated with them: name -> text, "" for one that a link recorded earlier
        does not know."""
        held = {row["name"]: row["value"] for row in self.recorded_assumptions() or self.assumption_rows()}
        return {name: held.get(name, "") for name in names}

    def assumption_rows(self) -> list[dict]:
        """Return all assumptions as the view is calculated with them, in a scenario with those of its own."""
        return services().engine.assumptions(self.version, self.moves.assumed)

    def held_assumptions(self, *names: str) -> dict[str, str]:
        """Return assumptions as they hold, whatever the scenario of the view assumes: name -> text."""
        held = {row["name"]: row["value"] for row in services().engine.assumptions(self.version)}
        return {name: held[name] for name in names}

    def recorded_assumptions(self) -> list[dict]:
        """Return the assumptions as they held when a link's view was recorded, none for everybody else."""
        return recorder.assumptions_of(self.shared) or []

    def small(self, what: str) -> pd.DataFrame:
        """Return the names of a dimension that are not told apart in a shared view: name, of, few (too few people)."""
        rows = read_figure(self, FigureQuery("small", what))
        return rows[rows["dimension"] == what]

    def lacks(self, *datasets: str) -> list[str]:
        """Return which of the data sets have nothing stored."""
        recorded = recorder.loaded_of(self.shared)
        loaded = loaded_at(version=self.version) if recorded is None else recorded
        return [name for name in datasets if name not in loaded]
