"""A native table on a slide: hairlines, numbers to the right, a matrix in its shades."""

from textwrap import wrap

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from pages.parts.reports.content import Cell, Table
from pages.parts.reports.glyphs import writable
from pages.parts.reports.presentation.slide_look import Colour, Look, of_page, paint

PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid
DARK_FROM = 7  # steps of brick that carry white
WIDEST, WIDEST_NUMBER, WIDEST_HEAD = 60, 34, 16  # signs of a column
SIZES = tuple(size / 2 for size in range(28, 13, -1))
PADDING, LINE = 0.55, 1.2  # above and below a row, and of a line, in parts of its size
SIGN = 0.53  # width of a sign in parts of its size
MARGIN, APART = 50000, 190000  # beside a cell's text, and of words that follow a number


def add_table(slide, block: Table, place: tuple, look: Look) -> object:
    """Add the table at left, top, width and greatest height, and return its frame."""
    left, top, width, height = place
    rooms, count = _rooms(block, width), len(block.lines) + 1
    size = _size(block, rooms, height)
    heights = [int(12700 * high) for high in _heights(block, rooms, size)]
    frame = slide.shapes.add_table(count, len(block.heads), left, top, width, Emu(sum(heights)))
    table = frame.table
    table.first_row, table.horz_banding = True, False
    frame._element.xpath(".//a:tableStyleId")[0].text = PLAIN
    for column, room in zip(table.columns, rooms):
        column.width = Emu(room)
    for row, high in zip(table.rows, heights):
        row.height = Emu(high)
    for at, head in enumerate(block.heads):
        drawn = table.cell(0, at)
        _cell(drawn, writable(head), block.numbers[at], size - 1, look.muted, False)
        _underline(drawn, look, "text")
        drawn.vertical_anchor = MSO_ANCHOR.BOTTOM
    apart = [at for at in range(1, len(block.heads)) if block.numbers[at - 1] and not block.numbers[at]]
    for down, line in enumerate(block.lines, 1):
        for at, one in enumerate(line.cells):
            drawn = table.cell(down, at)
            _cell(drawn, writable(one.text), block.numbers[at], size, _ink(one, look), line.total)
            _underline(drawn, look, "line")
            if one.paint:
                drawn.fill.solid()
                drawn.fill.fore_color.rgb = of_page(f"brick-{one.paint}")
    for at, row in ((at, row) for at in apart for row in range(count)):
        table.cell(row, at).margin_left = Emu(APART)
    return frame


def _ink(cell: Cell, look: Look) -> Colour:
    """The colour of a cell's text; on a shade of its own it is not the template's."""
    if not cell.paint:
        return look.ink
    return of_page("bg" if cell.paint >= DARK_FROM else "text")


def _size(block: Table, rooms: list[int], height: int) -> float:
    """The size of the type at which all rows fit, 14 points at most."""
    widest = (sum(rooms) - 2 * MARGIN * len(rooms)) / 12700 / SIGN / sum(_signs(block))
    sizes = (size for size in SIZES if size <= widest and sum(_heights(block, rooms, size)) * 12700 <= height)
    return next(sizes, SIZES[-1])


def _heights(block: Table, rooms: list[int], size: float) -> list[float]:
    """How high each row is in points, the heading first: as its longest cell in lines takes."""
    signs = [max(1, int((room - 2 * MARGIN) / 12700 / SIGN / size)) for room in rooms]
    rows = [block.heads, *([cell.text for cell in line.cells] for line in block.lines)]
    lines = (max(len(wrap(text, most)) or 1 for text, most in zip(row, signs)) for row in rows)
    return [size * (PADDING + LINE * count) for count in lines]


def _rooms(block: Table, width: int) -> list[int]:
    """How wide each column is, its margins included."""
    signs, margins = _signs(block), 2 * MARGIN
    each = (width - margins * len(signs)) / sum(signs)
    return [int(margins + each * one) for one in signs]


def _signs(block: Table) -> list[int]:
    """How many signs of each column stand beside one another; a total is bold, and takes one more."""
    found = []
    for place, head in enumerate(block.heads):
        cells = max((len(line.cells[place].text) + line.total for line in block.lines), default=0)
        words = max((len(word) + 2 for word in head.split()), default=0)
        heading = min(max(words, len(head) // 3, 6), WIDEST_HEAD)
        found.append(min(max(cells, heading), WIDEST_NUMBER if block.numbers[place] else WIDEST))
    return found


def _cell(cell, text: str, is_number: bool, size: float, ink: Colour, bold: bool) -> None:
    frame = cell.text_frame
    frame.text = text
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if is_number else PP_ALIGN.LEFT
    paragraph.font.size, paragraph.font.bold = Pt(size), bold
    paint(paragraph.font.color, ink)
    cell.margin_top = cell.margin_bottom = Emu(int(size * 12700 * 0.2))
    cell.margin_left = cell.margin_right = Emu(MARGIN)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE


def _underline(cell, look: Look, hue: str) -> None:
    """A hairline below the cell; python-pptx has no word for it."""
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": "9525" if hue == "text" else "6350"})
    fill = line.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": str(look.line(hue))}))
    line.append(fill)
    properties.insert(0, line)
