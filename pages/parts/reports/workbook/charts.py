"""Native charts, each with a text that tells what it shows."""

from pages.parts.reports.workbook.book import Book
from pages.parts.reports.workbook.sheet import Sheet

COLOURS = ("#2F4B7C", "#5B8DB8", "#A9C5DE", "#D98E04")
LONGEST_ALT = 1_500
ROW_HEIGHT = 20  # pixels


def bars(book: Book, sheet: Sheet, title: str, cells: tuple[str, str], alt: str, count: int) -> None:
    """Put bars beside the next rows: names and values are ranges of cells; count: how many bars."""
    chart = book.file.add_chart({"type": "bar"})
    names, values = cells
    chart.add_series({"categories": names, "values": values, "fill": {"color": COLOURS[0]}, "gap": 40})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "line": {"none": True}})
    chart.set_x_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#D9DEE5"}}})
    _insert(sheet, chart, title, alt, max(240, 90 + count * 28))


def columns_chart(book: Book, sheet: Sheet, title: str, rows: tuple[int, int], names: list[str], alt: str) -> None:
    """Put stacked columns below the table whose headings stand in the first row and whose last row is the second."""
    chart = book.file.add_chart({"type": "column", "subtype": "stacked"})
    head, last = rows
    for place, _ in enumerate(names, 1):
        chart.add_series(
            {
                "name": f"={sheet.place(place, head)}",
                "categories": f"={sheet.place(0, head + 1, last)}",
                "values": f"={sheet.place(place, head + 1, last)}",
                "fill": {"color": COLOURS[(place - 1) % len(COLOURS)]},
                "gap": 40,
            }
        )
    chart.set_legend({"position": "bottom"})
    chart.set_x_axis({"text_axis": True, "num_format": "mmm yy"})
    chart.set_y_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#D9DEE5"}}})
    _insert(sheet, chart, title, alt, 320)


def _insert(sheet: Sheet, chart, title: str, alt: str, height: int) -> None:
    chart.set_title({"name": title, "name_font": {"size": 12}, "overlay": False})
    chart.set_size({"width": 720, "height": height})
    sheet.skip()
    sheet.page.insert_chart(sheet.at, 1, chart, {"description": alt[:LONGEST_ALT]})
    sheet.skip(height // ROW_HEIGHT + 1)
