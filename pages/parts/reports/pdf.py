"""A report as PDF: tagged (PDF/UA-1), searchable, in the look of the pages."""

import json
import warnings
from dataclasses import asdict
from pathlib import Path

from pages.parts.charts import picture
from pages.parts.i18n.language import say
from pages.parts.reports.content import Chart, Report, Section, Table
from pages.parts.reports.glyphs import drawable
from pages.parts.reports.report import Told, made_report
from pages.parts.reports.request import SECTOR, Request

TEMPLATE = Path(__file__).with_name("report.typ")
WIDE, NARROW = 680, 420  # pixels of a chart across the page, and in one of two columns
HUES = ("text", "muted", "line", "grid", "cost", "keep", "win", "ctx", "warn", "good", "on-brick")
SHADES = tuple(f"brick-{step}" for step in range(1, 11) if step != 6)
WORDS = ("about", "contents", "formula", "source", "limits", "assumptions")


def write(request: Request, tell: Told = lambda done, total, step: None) -> bytes:
    """Return the file. Equal requests of equal data give equal bytes."""
    import typst

    report = made_report(request, tell)
    data = drawable(json.dumps(_data(report, request), ensure_ascii=False))
    made, said = typst.compile_with_warnings(
        str(TEMPLATE),
        font_paths=[str(picture.FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        pdf_standards=["ua-1"],
        timestamp=int(request.moment.timestamp()),
    )
    for one in said:
        warnings.warn(str(one), stacklevel=2)
    return made


def _data(report: Report, request: Request) -> dict:
    is_narrow = request.kind == SECTOR
    return {
        "title": report.title,
        "language": report.language,
        "foot": report.foot,
        "about": report.about,
        "narrow": is_narrow,
        "day": [request.moment.year, request.moment.month, request.moment.day],
        "sections": [_section(report, one, NARROW if is_narrow else WIDE) for one in report.sections],
        "methods": [asdict(one) for one in report.methods.values()] if report.has_methods else [],
        "words": {name: say(report.language, f"report.{name}") for name in WORDS} | {"page": _page(report)},
        "colours": {name: picture.colour(name) for name in (*HUES, *SHADES)},
    }


def _page(report: Report) -> str:
    """The words of the page's number, which only the typesetter knows."""
    return say(report.language, "report.page", page="{page}", pages="{pages}")


def _section(report: Report, section: Section, width: int) -> dict:
    return {"title": section.title, "blocks": [_block(report, one, width) for one in section.blocks]}


def _block(report: Report, block, width: int) -> dict:
    told = {"kind": type(block).__name__.lower()}
    if isinstance(block, Chart):
        keys = [asdict(key) for key in block.keys]
        told |= {"title": block.title, "subtitle": block.subtitle, "keys": keys}
        return told | {"svg": picture.svg(block.spec, width), "alternative": block.alternative}
    told |= asdict(block)
    if isinstance(block, Table):
        told |= {"widths": _widths(block), "rest": _rest(report, block)}
    return told


def _rest(report: Report, table: Table) -> str:
    """That not all rows are shown, where they are not."""
    if len(table.lines) >= table.count:
        return ""
    return say(report.language, "report.rows", shown=len(table.lines), count=table.count)


def _widths(table: Table) -> list[int]:
    """How wide each column is against the others, by its longest cell and the longest word of its heading."""
    found = []
    for place, head in enumerate(table.heads):
        cells = max((len(line.cells[place].text) for line in table.lines), default=0)
        word = max(map(len, head.split()), default=0) + (2 if place else 0)
        found.append(min(max(cells, word, len(head) // 3, 4), 34))
    return found
