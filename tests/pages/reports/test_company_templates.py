"""Slides in a company's own template: whatever its ground, its size and its layouts, all of it can be read."""

import re
from datetime import UTC, datetime

import pytest
from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from pages.parts.reports.content import Cell, Head, Line, Report, Section, Table
from pages.parts.reports.presentation.pptx import add_section
from pages.parts.reports.presentation.slide_look import look_of
from pages.parts.reports.presentation.slides import Deck

WHITE = RGBColor(0xFF, 0xFF, 0xFF)
HEAD = Head("scope", "Most of it starts in Delivery", "Why it does.")
LINES = (Line((Cell("Delivery"), Cell("12", 1))), Line((Cell("Post"), Cell("90", 9))))
TABLE = Table("Delivery costs most", "EUR", ("Sector", "Cost"), LINES, (False, True))


@pytest.fixture
def made(tmp_path, monkeypatch):
    """The slides of a section in a template, and the deck."""

    def _made(template):
        template.save(tmp_path / "own.pptx")
        monkeypatch.setenv("LEDGER_SLIDES", str(tmp_path / "own.pptx"))
        deck = Deck(Report("t", "s", "en", "all sectors", (), ()), datetime(2026, 11, 1, tzinfo=UTC))
        add_section(deck, deck.report, Section("overview", "Overview", (HEAD, TABLE)))
        return deck, [*deck.slides.slides]

    return _made


def plain(*layouts):
    """A template of four to three with these layouts alone, all where there are none."""
    own = Presentation()
    for layout in [*own.slide_layouts]:
        if layouts and layout.name not in layouts:
            own.slide_layouts.remove(layout)
    return own


def white_text(own):
    """Its master writes text in white, by a colour of its own, and the theme knows nothing of it."""
    for style in own.slide_master._element.xpath("./p:txStyles/p:bodyStyle/a:lvl1pPr/a:defRPr"):
        style.remove(style.find(qn("a:solidFill")))
        style.insert(
            0, etree.fromstring(f'<a:solidFill xmlns:a="{style.nsmap["a"]}"><a:srgbClr val="FFFFFF"/></a:solidFill>')
        )
    return own


def turned(own):
    """Its master has the dark colour of the theme as ground and the light one for text."""
    held = own.slide_master._element.xpath("./p:clrMap")[0]
    for name, slot in {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}.items():
        held.set(name, slot)
    return own


def texts(slide):
    """The text boxes of a slide that are no placeholders."""
    return [shape for shape in slide.shapes if shape.has_text_frame and not shape.is_placeholder]


def test_text_on_a_dark_ground_is_as_light_as_the_master_writes_it(made):
    deck, (head, table) = made(white_text(plain()))
    assert deck.look.is_dark and deck.look.ink == WHITE
    assert {one.font.color.rgb for shape in texts(head) for one in shape.text_frame.paragraphs} == {WHITE}
    cells = next(shape.table for shape in table.shapes if shape.has_table)
    assert cells.cell(1, 0).text_frame.paragraphs[0].font.color.rgb == WHITE
    # a cell of the matrix has a shade of its own: dark on the palest, white on the darkest
    inks = [cells.cell(row, 1).text_frame.paragraphs[0].font.color.rgb for row in (1, 2)]
    assert sum(inks[0]) < 150 and inks[1] == WHITE


def test_a_theme_that_turns_light_and_dark_is_followed():
    look = look_of(turned(plain()))
    assert look.is_dark and look.ink == MSO_THEME_COLOR.TEXT_1 and sum(look.line("grid")) < sum(WHITE) / 2
    assert not look_of(plain()).is_dark


def test_colours_of_the_system_need_not_say_what_they_were_last():
    """Black text on white, by the names Windows has for them, and nothing else said."""
    own = plain()
    theme = own.slide_master.part.part_related_by(RT.THEME)
    theme._blob = re.sub(rb' lastClr="[0-9A-Fa-f]{6}"', b"", theme.blob)
    assert b"windowText" in theme.blob and not look_of(own).is_dark


@pytest.mark.parametrize(
    ("layouts", "taken"), [(("Title Slide", "Two Content"), "Two Content"), (("Title Slide",), "Title Slide")]
)
def test_a_title_stands_above_what_it_speaks_of(made, layouts, taken):
    deck, slides = made(plain(*layouts))
    assert deck.layout.name == taken
    for slide in slides:
        title = slide.shapes.title
        below = [shape for shape in slide.shapes if not shape.is_placeholder]
        assert title.top >= 0 and all(shape.top >= title.top + title.height for shape in below)
        assert title.top + title.height < deck.slides.slide_height * 0.4


def test_what_a_slide_rests_on_stands_there_without_a_place_for_it(made):
    own = plain("Title Only")
    for held in (own.slide_master, own.slide_layouts[0]):
        for one in [*held.placeholders]:
            if one.placeholder_format.type == PP_PLACEHOLDER.FOOTER:
                one._element.getparent().remove(one._element)
    deck, slides = made(own)
    for slide in slides:
        foot = [shape for shape in texts(slide) if shape.text_frame.text == "Overview · all sectors"]
        assert len(foot) == 1 and foot[0].top + foot[0].height <= deck.slides.slide_height


def test_type_is_smaller_on_a_narrower_slide():
    own = Presentation()
    own.slide_width = Inches(13.333)
    assert look_of(own).points(12) == Pt(12)
    own.slide_width = Inches(10)  # 12 x 10 / 13.333 = 9
    assert look_of(own).points(12) == Pt(9) and look_of(own).points(8) == Pt(7)
