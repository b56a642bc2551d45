"""A native table on a slide: hairlines, numbers to the right, a matrix in its shades."""

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from pages.parts.charts import picture
from pages.parts.reports.content import Table
from pages.parts.reports.glyphs import writable

PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid
DARK_FROM = 7  # steps of brick that carry white
WIDEST = 34
LARGEST, SMALLEST = 14.0, 7.0
SIGN = 0.53  # width of a sign in parts of its size
MARGIN, APART = 50000, 190000  # beside a cell's text, and of words that follow a number


def add_table(slide, block: Table, place: tuple) -> object:
    """Add the table at left, top, width and greatest height, and return its frame."""
    left, top, width, height = place
    count = len(block.lines) + 1
    size = _size(block, width, height)
    high = min(Emu(int(size * 12700 * 1.75)), Emu(int(height / count)))
    frame = slide.shapes.add_table(count, len(block.heads), left, top, width, Emu(high * count))
    table = frame.table
    table.first_row, table.horz_banding = True, False
    frame._element.xpath(".//a:tableStyleId")[0].text = PLAIN
    for column, room in zip(table.columns, _rooms(block, width)):
        column.width = Emu(room)
    for row in table.rows:
        row.height = Emu(high)
    for at, head in enumerate(block.heads):
        _cell(table.cell(0, at), writable(head), block.numbers[at], size - 1, MSO_THEME_COLOR.TEXT_2, False, "text")
    apart = [at for at in range(1, len(block.heads)) if block.numbers[at - 1] and not block.numbers[at]]
    for down, line in enumerate(block.lines, 1):
        for at, one in enumerate(line.cells):
            drawn = table.cell(down, at)
            ink = MSO_THEME_COLOR.BACKGROUND_1 if one.paint >= DARK_FROM else MSO_THEME_COLOR.TEXT_1
            _cell(drawn, writable(one.text), block.numbers[at], size, ink, line.total, "line")
            if one.paint:
                drawn.fill.solid()
                drawn.fill.fore_color.rgb = RGBColor.from_string(picture.colour(f"brick-{one.paint}").lstrip("#"))
    for at, row in ((at, row) for at in apart for row in range(count)):
        table.cell(row, at).margin_left = Emu(APART)
    return frame


def _size(block: Table, width: int, height: int) -> float:
    """The size of the type at which all rows and columns fit, 14 points at most."""
    high = height / 12700 / (len(block.lines) + 1.6) / 1.75
    wide = (width - len(block.heads) * 2 * MARGIN) / 12700 / SIGN / sum(_signs(block))
    return max(SMALLEST, min(LARGEST, high, wide))


def _rooms(block: Table, width: int) -> list[int]:
    """How wide each column is, its margins included."""
    signs, margins = _signs(block), 2 * MARGIN
    each = (width - margins * len(signs)) / sum(signs)
    return [int(margins + each * one) for one in signs]


def _signs(block: Table) -> list[int]:
    """How many signs of each column stand beside one another."""
    found = []
    for place, head in enumerate(block.heads):
        cells = max((len(line.cells[place].text) + line.total for line in block.lines), default=0)  # a total is bold
        found.append(min(max(cells, *(len(word) + 2 for word in head.split()), len(head) // 3, 6), WIDEST))
    return found


def _cell(cell, text: str, is_number: bool, size: float, ink, bold: bool, under: str) -> None:
    frame = cell.text_frame
    frame.text = text
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if is_number else PP_ALIGN.LEFT
    paragraph.font.size, paragraph.font.bold = Pt(size), bold
    paragraph.font.color.theme_color = ink
    cell.margin_top = cell.margin_bottom = Emu(int(size * 12700 * 0.2))
    cell.margin_left = cell.margin_right = Emu(MARGIN)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if under == "text" else MSO_ANCHOR.MIDDLE
    _underline(cell, under)


def _underline(cell, hue: str) -> None:
    """A hairline below the cell; python-pptx has no word for it."""
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": "9525" if hue == "text" else "6350"})
    fill = line.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": picture.colour(hue).lstrip("#")}))
    line.append(fill)
    properties.insert(0, line)
