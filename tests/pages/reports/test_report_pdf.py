"""A report as PDF: tagged, searchable, in its own fonts, the same bytes twice, whatever a name is made of."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from pages.parts.reports import make, pdf
from pages.parts.reports.content import Cell, Head, Line, Note, Report, Section, Table
from pages.parts.reports.glyphs import drawable
from pages.parts.reports.request import METHOD

NAMES = ("=1+1", "قسم المبيعات", "מכירות", "🚚 Delivery 👩🏽‍🔧", "#set *x* <z>", "a\x07b")


@pytest.fixture(scope="module")
def paper(statement):
    return make.write(statement, ".pdf")


def tags(node, found):
    """The tags of a tree of structure, with their alternative texts."""
    node = node.get_object()
    if not isinstance(node, dict):
        return found
    if "/S" in node:
        found.append((node["/S"], node.get("/Alt")))
    inner = node.get("/K", [])
    for one in inner if isinstance(inner, list) else [inner]:
        if hasattr(one, "get_object") and isinstance(one.get_object(), dict):
            tags(one, found)
    return found


def test_a_statement_fits_two_pages_and_can_be_searched(paper):
    read = PdfReader(io.BytesIO(paper))
    assert len(read.pages) <= 2
    said = " ".join(page.extract_text() for page in read.pages)
    assert "Delivery" in said and "What starts here" in said and "Page 1 of" in said


def test_it_is_tagged_in_its_language(paper):
    root = PdfReader(io.BytesIO(paper)).trailer["/Root"]
    assert root["/Lang"] == "en" and root["/ViewerPreferences"]["/DisplayDocTitle"]
    names = {tag for tag, _ in tags(root["/StructTreeRoot"], [])}
    assert {"/H1", "/Table", "/TH", "/TD"} <= names


def test_every_chart_says_what_it_shows(whole):
    made = pdf.write(replace(whole, kind="page", page="overview"))
    read = PdfReader(io.BytesIO(made))
    figures = [alt for tag, alt in tags(read.trailer["/Root"]["/StructTreeRoot"], []) if tag == "/Figure"]
    assert len(figures) == 3 and all(figures)
    assert "Warehouse" in read.pages[-1].extract_text() or "Warehouse" in read.pages[0].extract_text()


def test_it_brings_its_own_fonts(paper):
    fonts = PdfReader(io.BytesIO(paper)).pages[0]["/Resources"]["/Font"]
    names = {one.get_object()["/BaseFont"].split("+")[-1] for one in fonts.values()}
    assert names <= {"IBMPlexSans", "IBMPlexSans-Bold", "SourceSerif4-SemiBold"} and "IBMPlexSans" in names


def test_the_same_request_is_the_same_file(statement, paper):
    assert make.write(statement, ".pdf") == paper


@pytest.mark.long
def test_the_method_is_a_report_of_its_own(whole):
    read = PdfReader(io.BytesIO(make.write(replace(whole, kind=METHOD), ".pdf")))
    said = " ".join(page.extract_text() for page in read.pages)
    assert "Formula" in said and "Assumptions" in said


def test_names_of_any_script_are_written(monkeypatch, statement):
    lines = tuple(Line((Cell(name), Cell("1"))) for name in NAMES)
    table = Table("Names", "all kinds", ("Name", "Number"), lines, (False, True), count=len(lines) + 300)
    made = Report("Report", "s", "en", "foot", (), (Section("x", "X", (Head("s", "f 🚚", ""), table, Note("n"))),))
    monkeypatch.setattr(pdf, "made_report", lambda request, tell: made)
    read = PdfReader(io.BytesIO(pdf.write(statement)))
    said = read.pages[0].extract_text()
    assert "=1+1" in said and "#set *x* <z>" in said and "□ Delivery" in said and "ab" in said
    assert f"{len(NAMES)} of {len(NAMES) + 300} rows are shown" in said


@pytest.mark.parametrize(
    "text, shown", [("▲ +1", "↑ +1"), ("🚚 a", "□ a"), ("Łódź €", "Łódź €"), ("e\u0301 a\x07b", "é ab")]
)
def test_what_no_font_draws_is_a_box(text, shown):
    assert drawable(text) == shown
