"""A report as slides: a slide an answer, with native charts and tables, and the method in the speaker notes."""

import io
import re
import zipfile
from dataclasses import replace

from pages.parts.reports.content import Answers, Chart, Head, Line, Note, Report, Section, Table
from pages.parts.reports.limits import left_out
from pages.parts.reports.presentation.slide_table import WIDEST
from pages.parts.reports.presentation.slides import Deck
from pages.parts.reports.report import made_report
from pages.parts.reports.request import Request, Told, silent

EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first time a zip can name
MADE_AT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
ROWS_A_SLIDE, MOST_ROWS = 14, 42  # of a table, on one slide and on all of its slides


def write(request: Request, tell: Told = silent) -> bytes:
    """Return the file. Equal requests of equal data give equal bytes."""
    report = made_report(request, tell)
    deck = Deck(report, request.moment)
    deck.cover()
    if len(report.sections) > 1:
        deck.contents()
    for section in report.sections:
        add_section(deck, report, section)
    if report.has_methods:
        for one in report.methods.values():
            deck.method(one)
    return _settled(deck.bytes())


def add_section(deck: Deck, report: Report, section: Section) -> None:
    """Add the slides of a section; a remark stands below what comes before it."""
    blocks = list(section.blocks)
    while blocks:
        one, beside = blocks.pop(0), []
        while blocks and isinstance(blocks[0], Note | Answers):
            beside.append(blocks.pop(0))
        notes = [block.text for block in beside if isinstance(block, Note)]
        if isinstance(one, Head):
            answers = next((block for block in beside if isinstance(block, Answers)), None)
            following = [block.title for block in blocks if isinstance(block, Chart | Table)]
            deck.head(section.title, one, answers, following, notes)
        elif isinstance(one, Chart):
            deck.chart(section.title, one, notes)
        elif isinstance(one, Table):
            shown = _fewer_rows(one)
            for part, name in _parts(shown):
                deck.table(section.title, part, notes, name, left_out(report.language, shown))


def _fewer_rows(table: Table) -> Table:
    """A table with the rows somebody looks at on slides, and its total."""
    rest = table.lines[MOST_ROWS:]
    return replace(table, lines=table.lines[:MOST_ROWS] + tuple(line for line in rest if line.total))


def _parts(table: Table) -> list[tuple[Table, str]]:
    """A table in pieces that fit a slide, each with its place among them."""
    pieces: list[tuple] = [()]
    for line in table.lines:
        taken = sum(_height(one) for one in pieces[-1])
        if pieces[-1] and taken + _height(line) > ROWS_A_SLIDE:
            pieces.append(())
        pieces[-1] += (line,)
    if len(pieces) > 1 and len(pieces[-1]) < 3:  # a total alone on a slide says nothing
        pieces[-2:] = [pieces[-2] + pieces[-1]]
    name = "" if len(pieces) == 1 else " ({place}/{count})"
    return [
        (replace(table, lines=piece), name.format(place=place, count=len(pieces)))
        for place, piece in enumerate(pieces, 1)
    ]


def _height(line: Line) -> int:
    """How many lines of a slide a row takes."""
    return 1 + max(len(cell.text) for cell in line.cells) // WIDEST


def _settled(content: bytes) -> bytes:
    """The same file with fixed times inside, so that the same report is the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as held, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name in held.namelist():
            part = held.read(name)
            if name.endswith(".xlsx"):
                part = _settled(part)
            elif name == "docProps/core.xml" and b"dcterms" in part and b"xlsx" not in part:
                part = MADE_AT.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", part) if _is_workbook(held) else part
            written.writestr(zipfile.ZipInfo(name, EARLIEST), part, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _is_workbook(held: zipfile.ZipFile) -> bool:
    return "xl/workbook.xml" in held.namelist()
