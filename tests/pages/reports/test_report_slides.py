"""A report as slides: findings as titles, native charts with their figures, the method in the notes, one template."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from data.problems import Problem
from pages.parts.reports import make
from pages.parts.reports.content import Answer, Answers, Cell, Head, Line, Note, Report, Section, Table
from pages.parts.reports.presentation.native_charts import Native, Series, native
from pages.parts.reports.presentation.pptx import add_section
from pages.parts.reports.presentation.slide_chart import add_chart
from pages.parts.reports.presentation.slides import Deck
from pages.parts.reports.report_view import report_view

MOMENT = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def request_of_overview(whole):
    return replace(whole, kind="page", page="overview")


@pytest.fixture(scope="module")
def file(request_of_overview):
    return make.write(request_of_overview, ".pptx")


@pytest.fixture(scope="module")
def slides(file):
    return Presentation(io.BytesIO(file)).slides


def charts(slides):
    return [shape for slide in slides for shape in slide.shapes if shape.has_chart]


def test_every_slide_has_a_finding_as_its_title(slides):
    assert all(slide.shapes.title.text_frame.text.strip() for slide in slides)
    assert any("Unhappy customers cost" in slide.shapes.title.text_frame.text for slide in slides)


def test_the_method_stands_in_the_notes(slides):
    told = [slide for slide in slides if any(shape.has_chart or shape.has_table for shape in slide.shapes)]
    assert told and all("Formula:" in slide.notes_slide.notes_text_frame.text for slide in told)


def test_charts_hold_the_values_of_their_figure(request_of_overview, slides):
    months = next(shape.chart for shape in charts(slides) if len(shape.chart.plots[0].categories) > 12)
    view = report_view(request_of_overview)
    figure = view.read_all_months("monthly_cost")
    figure = figure[figure["month"].dt.strftime("%Y-%m") >= view.choice.months[0]]
    drawn = sum(sum(series.values) for series in months.plots[0].series)
    assert round(drawn, 2) == round(float(figure["amount"].sum()), 2)


def test_charts_and_tables_say_what_they_show_and_are_valid(slides):
    shapes = [shape for slide in slides for shape in slide.shapes if shape.has_chart or shape.has_table]
    assert shapes and all(shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in shapes)
    numbers = [axis.get("val") for shape in charts(slides) for axis in shape.chart._chartSpace.iter(qn("c:axId"))]
    assert numbers and not [number for number in numbers if number.startswith("-")]


def test_the_same_request_is_the_same_file(request_of_overview, file):
    assert make.write(request_of_overview, ".pptx") == file
    with zipfile.ZipFile(io.BytesIO(file)) as held:
        assert {one.date_time[0] for one in held.infolist()} == {1980}


def test_a_template_of_their_own_is_taken(request_of_overview, tmp_path, monkeypatch):
    own = Presentation()  # four to three, with an example slide
    own.slides.add_slide(own.slide_layouts[0])
    own.save(tmp_path / "own.pptx")
    monkeypatch.setenv("LEDGER_SLIDES", str(tmp_path / "own.pptx"))
    made = Presentation(io.BytesIO(make.write(request_of_overview, ".pptx")))
    assert made.slide_width == own.slide_width and made.slides[0].slide_layout.name == "Title Only"
    assert "Overview" in made.slides[0].shapes.title.text_frame.text


@pytest.mark.parametrize("content", [b"no slides at all", b""])
def test_a_template_that_is_none_is_one_sentence(request_of_overview, tmp_path, monkeypatch, content):
    (tmp_path / "own.pptx").write_bytes(content)
    monkeypatch.setenv("LEDGER_SLIDES", str(tmp_path / "own.pptx"))
    with pytest.raises(Problem) as refused:
        make.write(request_of_overview, ".pptx")
    assert refused.value.code == "REPORT_TEMPLATE" and "own.pptx" in str(refused.value)


def test_a_drawing_no_chart_is_like_stays_a_picture():
    assert native({"usermeta": {"kind": "network"}}, ()) is None


def test_a_chart_without_anything_in_it_is_no_native_chart():
    assert native({"usermeta": {"kind": "win_and_keep"}, "layer": [{"data": {"values": []}}]}, ()) is None


LONG = "Rechtsschutzversicherungsgesellschaftenangelegenheiten und Kundenbeschwerdebearbeitung Süd"


def made(*blocks):
    """The slides of one section, and how high a slide is."""
    deck = Deck(Report("t", "s", "en", "foot", (), ()), MOMENT)
    add_section(deck, deck.report, Section("overview", "Overview", blocks))
    return [*deck.slides.slides], deck.slides.slide_height


def texts(slide) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def test_a_remark_above_the_numbers_of_a_section_stands_below_them_on_one_slide():
    answers = Answers((Answer("What does it cost?", "€158 k", "(144–174)", ""),))
    (slide,), _ = made(Head("all", "It costs €158 k", "why"), Note("As it would be."), answers)
    assert {"It costs €158 k", "€158 k", "As it would be."} <= {*texts(slide)}


def test_long_names_stay_on_the_slide():
    lines = tuple(Line((Cell(f"{LONG} {number}"), Cell("1,234,567"))) for number in range(14))
    slides, bottom = made(Table(LONG * 3, "subtitle", ("Sector", LONG), lines, (False, True)))
    frames = [shape for slide in slides for shape in slide.shapes if shape.has_table]
    assert sum(len(frame.table.rows) - 1 for frame in frames) == len(lines)
    assert all(frame.top + sum(row.height for row in frame.table.rows) < bottom * 0.93 for frame in frames)
    sizes = {slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size.pt for slide in slides}
    assert max(sizes) < 20  # three times the name in the room of two lines of 24 points


@pytest.mark.parametrize(
    "values, least, most", [((1460, 1533), 0, None), ((-5, 3), None, None), ((-1460, -1533), None, 0)]
)
def test_bars_begin_at_zero_however_close_their_numbers_are(values, least, most):
    deck = Deck(Report("t", "s", "en", "foot", (), ()), MOMENT)
    slide = deck.slides.slides.add_slide(deck.layout)
    held = Native("bar", ("a", "b"), (Series("=", tuple(map(float, values))),))
    axis = add_chart(slide, held, (0, 0, 4_000_000, 2_000_000), deck.look).chart.value_axis
    assert (axis.minimum_scale, axis.maximum_scale) == (least, most)


def test_a_series_without_a_number_is_not_in_the_legend():
    bars = [{"sector": "a", "side": "keep", "amount": 3.0}]
    spec = {"usermeta": {"kind": "win_and_keep"}, "layer": [{"data": {"values": bars}}]}
    assert [one.name for one in native(spec, ()).series] == ["keep"]


def test_a_table_of_hundreds_of_rows_takes_a_few_slides_and_says_so():
    lines = tuple(Line((Cell(f"S{number}"), Cell("1"))) for number in range(199))
    slides, _ = made(
        Table("t", "", ("Sector", "Cost"), (*lines, Line((Cell("All"), Cell("2")), True)), (False, True), count=1001)
    )
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    assert [len(table.rows) - 1 for table in tables] == [14, 14, 15]  # 42 and the total, which never stands alone
    assert tables[-1].cell(15, 0).text == "All"
    assert all("43 of 1001 rows are shown" in " ".join(texts(slide)) for slide in slides)
