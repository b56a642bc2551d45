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


def add_table(slide, block: Table, place: tuple) -> object:
    """Add the table at left, top, width and greatest height, and return its frame."""
    left, top, width, height = place
    count = len(block.lines) + 1
    size = _size(block, height)
    high = min(Emu(int(size * 12700 * 1.75)), Emu(int(height / count)))
    frame = slide.shapes.add_table(count, len(block.heads), left, top, width, Emu(high * count))
    table = frame.table
    table.first_row, table.horz_banding = True, False
    frame._element.xpath(".//a:tableStyleId")[0].text = PLAIN
    shares = _shares(block)
    for column, share in zip(table.columns, shares):
        column.width = Emu(int(width * share))
    for row in table.rows:
        row.height = Emu(high)
    for at, head in enumerate(block.heads):
        _cell(table.cell(0, at), writable(head), block.numbers[at], size - 1, MSO_THEME_COLOR.TEXT_2, False, "text")
    for down, line in enumerate(block.lines, 1):
        for at, one in enumerate(line.cells):
            drawn = table.cell(down, at)
            ink = MSO_THEME_COLOR.BACKGROUND_1 if one.paint >= DARK_FROM else MSO_THEME_COLOR.TEXT_1
            _cell(drawn, writable(one.text), block.numbers[at], size, ink, line.total, "line")
            if one.paint:
                drawn.fill.solid()
                drawn.fill.fore_color.rgb = RGBColor.from_string(picture.colour(f"brick-{one.paint}").lstrip("#"))
    return frame


def _size(block: Table, height: int) -> float:
    """The size of the type at which all rows fit, 14 points at most."""
    fits = height / 12700 / (len(block.lines) + 1.6) / 1.75
    wide = 10.5 if len(block.heads) > 9 else 12 if len(block.heads) > 6 else 14
    return max(7.0, min(wide, fits))


def _shares(block: Table) -> list[float]:
    found = []
    for place, head in enumerate(block.heads):
        cells = max((len(line.cells[place].text) for line in block.lines), default=0)
        found.append(min(max(cells, *(len(word) + 2 for word in head.split()), len(head) // 3, 6), WIDEST))
    return [one / sum(found) for one in found]


def _cell(cell, text: str, is_number: bool, size: float, ink, bold: bool, under: str) -> None:
    frame = cell.text_frame
    frame.text = text
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if is_number else PP_ALIGN.LEFT
    paragraph.font.size, paragraph.font.bold = Pt(size), bold
    paragraph.font.color.theme_color = ink
    cell.margin_top = cell.margin_bottom = Emu(int(size * 12700 * 0.2))
    cell.margin_left = cell.margin_right = Emu(50000)
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
