"""The view a report reads figures through: that of the pages, for a reader who is no session."""

from dataclasses import dataclass, field

import pandas as pd

from data.problems import Problem
from pages.parts.i18n.formats import Formats
from pages.parts.reports import make
from pages.parts.reports.request import Reader, Request
from pages.parts.runtime.services import services
from pages.parts.view import recorder
from pages.parts.view.figure_cache import choice_at, currency_at
from pages.parts.view.figure_query import FigureQuery
from pages.parts.view.read import available_filters, within_sectors
from pages.parts.view.selection.filters import Choice, Filters
from pages.parts.view.view import View


@dataclass(frozen=True)
class ReportView(View):
    """A view on paper: no number leads anywhere. only_sectors: those its reader may see, None for all."""

    only_sectors: tuple[str, ...] | None = None
    asked: list[str] = field(default_factory=list, compare=False)  # the figures read so far, in their order

    @property
    def sector_scope(self) -> tuple[str, ...] | None:
        """The only sectors the reader may see, None for all of them."""
        return self.shared.sectors if self.shared else self.only_sectors

    @property
    def may_open_numbers(self) -> bool:
        """Never: paper has no panel."""
        return False

    def note(self, ask: FigureQuery, key: str, found: pd.DataFrame | None) -> None:
        """Keep which figure was read, for the method of the report."""
        if ask.kind != "small":  # that asks for names, of no figure
            self.asked.append(ask.name)

    @property
    def _reader(self) -> tuple[str, tuple[str, ...] | None]:
        return "report", self.sector_scope


def asked_of(view, kind: str, page: str = "", sector: str = "") -> Request:
    """Return the request of what a page shows, for its reader: their sectors, or the link they came by."""
    reader = Reader(view.sector_scope, view.shared, view.link)
    at, chosen, scenario = view.version, view.filters.selection, view.filters.scenario
    named = {"sector": sector, "page": page, "scenario": scenario, "reader": reader}
    return Request(kind, at, make.moment_of(at), view.language, chosen, **named)


def report_view(request: Request) -> ReportView:
    """Return what the figures of a report are read through, and its words and numbers written with.

    Figures of the version are worked out first where they are not yet. Without a period the report speaks of the one
    the pages start with; raises Problem for a period without data, or a sector or segment that is not there.
    """
    shared, version = request.reader.shared, request.version
    recorded = recorder.choice_of(shared)
    if recorded is None:
        services().engine.build(version)
    choice = recorded or _choice(request)
    currency = recorder.currency_of(shared)
    formats = Formats(request.language, currency_at(version) if currency is None else currency)
    filters = _filters(request, choice)
    return ReportView(version, filters, choice, formats, shared, request.reader.link, request.reader.sectors)


def _choice(request: Request) -> Choice:
    offered = choice_at(request.version)
    if request.reader.shared:
        return available_filters(offered, request.reader.shared, request.version)
    return within_sectors(offered, request.reader.sectors)


def _filters(request: Request, choice: Choice) -> Filters:
    chosen = request.selection
    first, last = chosen.period
    if not any(chosen.period):
        first, last = choice.first, choice.last
    if choice.months and ((last or "9999") < choice.months[0] or (first or "") > choice.months[-1]):
        raise Problem("REPORT_PERIOD", {"first": choice.months[0], "last": choice.months[-1]})
    for name, offered in ((request.sector, choice.sectors), *((one, choice.sectors) for one in chosen.sectors or ())):
        if name and name not in offered:
            raise Problem("REPORT_SECTOR", {"read": name})
    is_offered = request.reader.shared or request.scenario in choice.scenarios
    if request.scenario and not is_offered:
        raise Problem("SCENARIO_NOT_THERE", {"read": request.scenario, "known": ", ".join(choice.scenarios) or "–"})
    names = chosen.sectors or (), chosen.segments or ()
    return Filters(first, last, *names, request.language, chosen.cases, request.scenario)
