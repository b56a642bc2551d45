"""A request as the content of its report: sections made by the parts of the pages, and the method behind them."""

from collections.abc import Callable

from data.contracts.definitions import contract
from models.explain.explanation import used_assumptions
from pages.parts.access.pages import page_named
from pages.parts.i18n import figure_texts, model_texts
from pages.parts.reports import subjects
from pages.parts.reports.blocks import drawn_blocks
from pages.parts.reports.content import Head, Method, Note, Report, Section
from pages.parts.reports.minutes import room_report
from pages.parts.reports.report_view import ReportView, report_view
from pages.parts.reports.request import METHOD, PAGE, ROOM, SECTOR, Request, Told, silent
from pages.parts.runtime.services import services
from pages.parts.view.words.scenario_words import in_scenario, own_assumptions

DURATIONS = ("_hours", "_days", "_months")  # how assumptions of a length of time end


def made_report(request: Request, tell: Told = silent) -> Report:
    """Return what stands in the report. tell(done, total, title) is called before each section."""
    if request.kind == ROOM:
        return room_report(request)
    view = report_view(request)
    wanted = _wanted(request, view)
    sections = []
    for place, (name, draw) in enumerate(wanted):
        title = view.sector(request.sector) if name == "sector" else view.words(f"nav.{name}")
        tell(place, len(wanted), title)
        sections.append(_section(view, name, title, draw))
    methods = {name: _method(view, name) for name in dict.fromkeys(view.asked) if view.can_read(name)}
    is_method = request.kind == METHOD
    return Report(
        _title(request, view),
        view.scope(),
        request.language,
        _foot(request, view),
        _about(request, view),
        () if is_method else tuple(sections),
        methods,
        is_method,
    )


def _wanted(request: Request, view: ReportView) -> list[tuple[str, Callable]]:
    """The sections of a report, as name and what yields its parts."""
    if request.kind == SECTOR or request.page == "sector":
        return [("sector", lambda seen: subjects.sector(seen, request.sector))]
    if request.kind == PAGE:
        return [(request.page, subjects.PAGES[request.page])]
    wanted = [*subjects.PAGES.items()]
    if request.scenario and view.may_read_rows and not view.lacks("complaints"):
        wanted.append(("scenarios", lambda seen: subjects.scenario(seen, request.scenario)))
    return wanted


def _section(view: ReportView, name: str, title: str, draw: Callable) -> Section:
    page = page_named(name)
    missing = view.lacks(*page.needs)
    if missing and not (page.is_content_with_one and len(missing) < len(page.needs)):
        joint = "or" if page.is_content_with_one else "and"
        lists = view.formats.listing([contract(one).title[view.language] for one in missing], joint)
        key = "missing.answer_either" if page.is_content_with_one else "missing.answer"
        said = view.words(key, page=title, lists=lists)
        return Section(name, title, (Head(view.scope(), said, view.words("missing.why")),))
    if not view.can_read_something:
        return Section(name, title, (Head(view.scope(), view.words("untold.none"), ""),))
    blocks: list = []
    start = len(view.asked)
    for part, arguments in draw(view):
        shared = tuple(dict.fromkeys(view.asked[start:]))  # what its subject has read for it
        found, is_end = drawn_blocks(view, shared, part, *arguments)
        blocks += found
        if is_end:
            break
    if view.filters.scenario and blocks:
        blocks.insert(1, Note(in_scenario(view, view.asked[start:])))
    return Section(name, title, tuple(blocks))


def _title(request: Request, view: ReportView) -> str:
    if request.kind == METHOD:
        return view.words("report.title_method")
    if request.kind == SECTOR or request.page == "sector":
        return view.words("report.title_sector", sector=view.sector(request.sector))
    if request.kind == PAGE:
        return view.words("report.title_page", page=view.words(f"nav.{request.page}"))
    return view.words("report.title_whole")


def _moment(request: Request, view: ReportView) -> str:
    return f"{view.formats.day(request.moment.date())}, {request.moment:%H:%M} UTC"


def _foot(request: Request, view: ReportView) -> str:
    return view.words("report.foot", scope=view.scope(), moment=_moment(request, view))


def _about(request: Request, view: ReportView) -> tuple[tuple[str, str], ...]:
    """What the report rests on, as name and words."""
    told = {
        "period": view.formats.period(*view.period),
        "scope": view.scope(),
        "version": view.formats.number(view.version),
        "moment": _moment(request, view),
        "scenario": request.scenario,
        "assumptions": own_assumptions(view, view.moves.assumed) if view.moves.assumed else "",
    }
    return tuple((view.words(f"report.about_{name}"), said) for name, said in told.items() if said)


def _method(view: ReportView, name: str) -> Method:
    header = services().engine.header(name)
    told = ("title", "meaning", "formula", "limits")
    texts = {field: figure_texts.said(view.language, header, field) for field in told}
    source = figure_texts.sources(view.language, header, services().engine.catalogue.headers)
    return Method(name, **texts, source=source, assumptions=_assumptions(view, name) if view.is_live else "")


def _assumptions(view: ReportView, name: str) -> str:
    """The assumptions a figure stands on, with the values they have; a link tells none of them, as on its page."""
    rows = used_assumptions(services().engine, [name], view.version, view.moves.assumed)
    return " · ".join(_assumption(view, row) for row in rows if row["value"])


def _assumption(view: ReportView, row: dict) -> str:
    """An assumption with its value, a duration with its unit: "Horizon of customer value (months): 36"."""
    name = row["name"]
    counted = f" ({model_texts.assumption(view.language, row, 'unit')})" if name.endswith(DURATIONS) else ""
    value = model_texts.assumption_value(view.formats, name, row["value"])
    return f"{model_texts.assumption_title(view.language, name)}{counted}: {value}"
