"""A report as PDF: tagged (PDF/UA-1), searchable, in the look of the pages."""

import json
import warnings
from dataclasses import asdict
from pathlib import Path

from pages.parts.charts import picture
from pages.parts.i18n.language import say
from pages.parts.reports.content import Answers, Block, Chart, Head, Note, Report, Section, Table
from pages.parts.reports.glyphs import drawable
from pages.parts.reports.limits import left_out
from pages.parts.reports.report import made_report
from pages.parts.reports.request import SECTOR, Request, Told, silent

TEMPLATE = Path(__file__).with_name("paper.typ")
WIDE, NARROW = 780, 390  # pixels of a chart across the page, and in one of two columns
TALL = ("network", "staircase", "retention")  # charts that need the whole width
HUES = ("text", "muted", "line", "grid", "cost", "keep", "win", "ctx", "warn", "good", "on-brick")
SHADES = tuple(f"brick-{step}" for step in range(1, 11) if step != 6)
WORDS = ("about", "contents", "formula", "source", "limits", "assumptions")


def write(request: Request, tell: Told = silent) -> bytes:
    """Return the file. Equal requests of equal data give equal bytes."""
    import typst

    report = made_report(request, tell)
    data = json.dumps(_drawable(_data(report, request)), ensure_ascii=False)
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


def _drawable(value: object) -> object:
    """The same value with every text in it as the fonts can draw it."""
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, dict):
        return {name: _drawable(inner) for name, inner in value.items()}
    return [_drawable(inner) for inner in value] if isinstance(value, list | tuple) else value


def _data(report: Report, request: Request) -> dict:
    is_narrow = request.kind == SECTOR
    return {
        "title": report.title,
        "language": report.language,
        "foot": report.foot,
        "about": report.about,
        "narrow": is_narrow,
        "day": [request.moment.year, request.moment.month, request.moment.day],
        "sections": [_section(report, one, is_narrow) for one in report.sections],
        "methods": [asdict(one) for one in report.methods.values()] if report.has_methods else [],
        "words": {name: say(report.language, f"report.{name}") for name in WORDS} | {"page": _page(report)},
        "colours": {name: picture.colour(name) for name in (*HUES, *SHADES)},
    }


def _page(report: Report) -> str:
    """The words of the page's number, which only the typesetter knows."""
    return say(report.language, "report.page", page="{page}", pages="{pages}")


def _section(report: Report, section: Section, is_narrow: bool) -> dict:
    grouped = _halves(section.blocks) if is_narrow else _pairs(section.blocks)
    return {"title": section.title, "blocks": [_laid(report, one) for one in grouped]}


def _laid(report: Report, one) -> dict:
    """A block across the page, or two lists of blocks beside one another."""
    if not isinstance(one, tuple):
        return _block(report, one, WIDE)
    return {"kind": "lanes", "lanes": [[_block(report, inner, NARROW) for inner in lane] for lane in one]}


def _pairs(blocks: tuple[Block, ...]) -> list:
    """The blocks, two charts that follow one another side by side, each with the notes below it."""
    found: list = []
    for one in blocks:
        last = found[-1] if found else None
        if isinstance(one, Chart) and one.spec["usermeta"]["kind"] not in TALL:
            if isinstance(last, list):
                found[-1] = (last, [one])
            else:
                found.append([one])
        elif isinstance(one, Note) and isinstance(last, list | tuple):
            (last[1] if isinstance(last, tuple) else last).append(one)
        else:
            found.append(one)
    return [inner for one in found for inner in (one if isinstance(one, list) else [one])]


def _halves(blocks: tuple[Block, ...]) -> list:
    """The head across the page, and below it two lanes about as long as each other, to be read one after the other."""
    top = [one for one in blocks if isinstance(one, Head | Answers)]
    rest = [one for one in blocks if not isinstance(one, Head | Answers)]
    heights = [_height(one) for one in rest]
    cuts = [(abs(sum(heights[:place]) - sum(heights[place:])), place) for place in range(len(rest) + 1)]
    cut = min(cuts)[1]
    return [*top, (rest[:cut], rest[cut:])] if rest else top


def _height(block: Block) -> int:
    """About how high a block is in one of two lanes, in lines."""
    if isinstance(block, Table):
        return 6 + len(block.lines) + len(block.title) // 45
    return 24 if isinstance(block, Chart) else 2


def _block(report: Report, block, width: int) -> dict:
    told = {"kind": type(block).__name__.lower()}
    if isinstance(block, Chart):
        keys = [asdict(key) for key in block.keys]
        told |= {"title": block.title, "subtitle": block.subtitle, "keys": keys}
        told |= {"svg": picture.svg(block.spec, width), "alternative": block.alternative}
        return told | {"rest": left_out(report.language, block)}
    told |= asdict(block)
    if isinstance(block, Table):
        told |= {"widths": _widths(block), "rest": left_out(report.language, block)}
    return told


def _widths(table: Table) -> list[int]:
    """How wide each column is against the others, by its longest cell and the longest word of its heading."""
    found = []
    for place, head in enumerate(table.heads):
        cells = max((len(line.cells[place].text) for line in table.lines), default=0)
        word = max(map(len, head.split()), default=0) + (2 if place else 0)
        found.append(min(max(cells, word, len(head) // 3, 4), 34))
    return found
