"""A native chart on a slide, that can be edited there."""

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE, MSO_PATTERN, MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.util import Pt

from pages.parts.reports.glyphs import writable
from pages.parts.reports.presentation.native_charts import HATCHED, Native, Series
from pages.parts.reports.presentation.slide_look import Look, paint

COLOURS = {
    "cost": MSO_THEME_COLOR.ACCENT_1,
    "keep": MSO_THEME_COLOR.ACCENT_2,
    "win": MSO_THEME_COLOR.ACCENT_3,
    "ctx": MSO_THEME_COLOR.ACCENT_4,
    "warn": MSO_THEME_COLOR.ACCENT_5,
    "text": MSO_THEME_COLOR.TEXT_1,
}
SHAPES = {
    ("column", False): XL_CHART_TYPE.COLUMN_CLUSTERED,
    ("column", True): XL_CHART_TYPE.COLUMN_STACKED,
    ("bar", False): XL_CHART_TYPE.BAR_CLUSTERED,
    ("bar", True): XL_CHART_TYPE.BAR_STACKED,
    ("line", False): XL_CHART_TYPE.LINE,
}
PALER = 0.45
MANY = 14  # names from which an axis leaves some out


def add_chart(slide, held: Native, place: tuple, look: Look) -> object:
    """Add the chart at left, top, width, height and return its frame."""
    data = CategoryChartData(number_format=_format(held))
    data.categories = [writable(name) for name in held.categories]
    for one in held.series:
        data.add_series(writable(one.name), one.values)
    frame = slide.shapes.add_chart(SHAPES[held.shape, held.stacked], *place, data)
    chart = frame.chart
    chart.has_title = False
    chart.font.size = look.points(12)
    paint(chart.font.color, look.ink)
    _legend(chart, held)
    _axes(chart, held, look.line("grid"))
    for drawn, one in zip(chart.plots[0].series, held.series):
        _paint_line(drawn, one) if held.shape == "line" else _paint(drawn, one)
    _labels(chart, held, look)
    for number in chart._chartSpace.iter(qn("c:axId"), qn("c:crossAx")):  # the file format knows no negative ones
        number.set("val", str(abs(int(number.get("val")))))
    return frame


def _format(held: Native) -> str:
    return "0%" if held.percent else "+#,##0;\u2212#,##0;0" if held.signed else "#,##0;\u2212#,##0"


def _legend(chart, held: Native) -> None:
    named = [one for one in held.series if one.role != "none" and len(one.name.strip()) > 1]
    chart.has_legend = bool(named)
    if not named:
        return
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    for place, one in enumerate(held.series):
        if one.thin:
            entry = chart.legend._element.makeelement(qn("c:legendEntry"), {})
            entry.append(entry.makeelement(qn("c:idx"), {"val": str(place)}))
            entry.append(entry.makeelement(qn("c:delete"), {"val": "1"}))
            chart.legend._element.find(qn("c:legendPos")).addnext(entry)


def _axes(chart, held: Native, line) -> None:
    values, names = chart.value_axis, chart.category_axis
    values.major_gridlines.format.line.color.rgb = line
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = _format(held).split(";")[0], False
    if held.signed:
        values.tick_labels.number_format = "#,##0"
    drawn = [number for one in held.series for number in one.values if number is not None]
    if held.start is not None:
        values.minimum_scale = held.start
    elif held.shape != "line" and min(drawn, default=0) >= 0:
        values.minimum_scale = 0  # programs begin elsewhere where all bars are about as long
    elif held.shape != "line" and max(drawn) <= 0:
        values.maximum_scale = 0
    if held.percent:
        values.maximum_scale = 1
    names.format.line.color.rgb = line
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if held.shape == "bar":
        names.reverse_order = True  # the first stands above, as on the pages
        values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    if held.shape != "bar" and len(held.categories) > MANY:
        skip = names._element.makeelement(qn("c:tickLblSkip"), {"val": str(6 if len(held.categories) > 30 else 3)})
        names._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _paint(drawn, one: Series) -> None:
    drawn.invert_if_negative = False
    _fill(drawn.format, one.role, one.hatched)
    for place, role in enumerate(one.points):
        _fill(drawn.points[place].format, role.removesuffix(HATCHED), role.endswith(HATCHED))
    for place, is_pale in enumerate(one.pale):
        if is_pale:
            _fill(drawn.points[place].format, one.role, one.hatched)
            drawn.points[place].format.fill.fore_color.brightness = PALER


def _fill(form, role: str, hatched: bool) -> None:
    if role == "none":
        form.fill.background()
        return
    if hatched:
        form.fill.patterned()
        form.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        form.fill.fore_color.theme_color = COLOURS[role]
        form.fill.back_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
        form.line.color.theme_color = COLOURS[role]
        return
    form.fill.solid()
    form.fill.fore_color.theme_color = COLOURS[role]


def _paint_line(drawn, one: Series) -> None:
    drawn.smooth = False
    drawn.format.line.color.theme_color = COLOURS[one.role]
    drawn.format.line.width = Pt(0.75 if one.thin else 2.25)
    if one.dashed:
        drawn.format.line.dash_style = MSO_LINE.ROUND_DOT if one.thin else MSO_LINE.DASH
    drawn.marker.style = None
    drawn.marker.format.fill.background()
    marker = drawn._element.get_or_add_marker()
    for child in list(marker):
        marker.remove(child)
    marker.append(marker.makeelement(qn("c:symbol"), {"val": "none"}))


def _labels(chart, held: Native, look: Look) -> None:
    plot = chart.plots[0]
    if held.shape != "line":
        plot.gap_width = 45 if held.stacked or len(held.series) == 1 else 25
    if held.stacked:
        for drawn, one in zip(plot.series, held.series):
            for place, words in enumerate(one.labels):
                label = drawn.points[place].data_label
                label.has_text_frame = True
                label.text_frame.text = writable(words)
                label.text_frame.paragraphs[0].runs[0].font.size = look.points(12)
                label.position = XL_LABEL_POSITION.INSIDE_BASE
    elif held.shape == "bar":
        plot.has_data_labels = True
        plot.data_labels.number_format, plot.data_labels.number_format_is_linked = _format(held), False
        plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
        plot.data_labels.font.size = look.points(12 if len(held.series) == 1 else 10)
        paint(plot.data_labels.font.color, look.ink)
