"""The slides a report begins with: a clean template made here, or a company's own (LEDGER_SLIDES)."""

import io
import os
import zipfile
from pathlib import Path

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.util import Inches, Pt

from data.problems import Problem
from pages.parts.charts import picture

SETTING = "LEDGER_SLIDES"
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
HEADINGS, BODY = "Georgia", "Arial"  # a file cannot carry its fonts; everybody has these
SCHEME = {
    "dk1": "text",
    "dk2": "muted",
    "lt2": "grid",
    "accent1": "cost",
    "accent2": "keep",
    "accent3": "win",
    "accent4": "ctx",
    "accent5": "warn",
    "accent6": "good",
}
TEMPLATE, PRESENTATION = b"presentationml.template.main+xml", b"presentationml.presentation.main+xml"
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
SMALL = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)


def new_slides():
    """Return a presentation without slides and the layout of its slides; raises Problem for a file that is none."""
    own = os.environ.get(SETTING, "").strip()
    slides = _company(own) if own else _clean()
    layout = _title_layout(slides)
    if layout is None:
        raise Problem("REPORT_TEMPLATE", {"read": Path(own).name})
    return slides, layout


def _company(path: str):
    try:
        slides = Presentation(_as_presentation(Path(path).read_bytes()))
    except Exception as failure:  # whatever it is that is no presentation
        raise Problem("REPORT_TEMPLATE", {"read": Path(path).name}) from failure
    for held in list(slides.slides._sldIdLst):  # the slides it shows as examples
        slides.part.drop_rel(held.rId)
        slides.slides._sldIdLst.remove(held)
    return slides


def _as_presentation(content: bytes) -> io.BytesIO:
    """A template differs from a presentation by one word, which python-pptx insists on."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as held, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name in held.namelist():
            part = held.read(name)
            written.writestr(name, part.replace(TEMPLATE, PRESENTATION) if name == "[Content_Types].xml" else part)
    made.seek(0)
    return made


def _title_layout(slides):
    """The layout with a title and the least beside it; one for covers only where there is no other."""
    found = []
    for layout in slides.slide_layouts:
        kinds = [one.placeholder_format.type for one in layout.placeholders]
        if any(kind in TITLES for kind in kinds):
            is_cover = PP_PLACEHOLDER.CENTER_TITLE in kinds
            found.append((is_cover, sum(kind not in (*TITLES, *SMALL) for kind in kinds), len(found), layout))
    return min(found, key=lambda one: one[:3])[3] if found else None


def _clean():
    slides = Presentation()
    slides.slide_width, slides.slide_height = WIDTH, HEIGHT
    for layout in list(slides.slide_layouts):
        if layout.name != "Title Only":
            slides.slide_layouts.remove(layout)
    _theme(slides)
    for level in slides.slide_master._element.xpath("./p:txStyles/p:titleStyle/a:lvl1pPr"):
        level.set("algn", "l")
    for one in (*slides.slide_master.placeholders, *slides.slide_layouts[0].placeholders):
        _place(one)
    return slides


def _theme(slides) -> None:
    """The colours and fonts of the theme; charts name its colours, so that another theme paints them anew."""
    part = slides.slide_master.part.part_related_by(RT.THEME)
    tree = etree.fromstring(part.blob)
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    for slot, name in SCHEME.items():
        held = tree.find(f".//a:clrScheme/a:{slot}", space)
        for child in list(held):
            held.remove(child)
        etree.SubElement(held, f"{{{space['a']}}}srgbClr", val=picture.colour(name).lstrip("#"))
    for kind, font in (("major", HEADINGS), ("minor", BODY)):
        tree.find(f".//a:{kind}Font/a:latin", space).set("typeface", font)
    part._blob = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _place(one) -> None:
    """Put a placeholder where a wide slide has it: the title above, the small ones below."""
    kind = one.placeholder_format.type
    if kind in TITLES:
        one.left, one.top, one.width, one.height = Inches(0.6), Inches(0.4), Inches(12.1), Inches(1.05)
        frame = one.text_frame
        frame.word_wrap, frame.vertical_anchor, frame.margin_left = True, MSO_ANCHOR.BOTTOM, 0
        for paragraph in frame.paragraphs:
            paragraph.font.size, paragraph.alignment = Pt(24), PP_ALIGN.LEFT
    elif kind == PP_PLACEHOLDER.FOOTER:
        one.left, one.top, one.width, one.height = Inches(0.6), Inches(7.0), Inches(11), Inches(0.35)
    elif kind == PP_PLACEHOLDER.SLIDE_NUMBER:
        one.left, one.top, one.width, one.height = Inches(11.7), Inches(7.0), Inches(1), Inches(0.35)
    elif kind == PP_PLACEHOLDER.DATE:
        one._element.getparent().remove(one._element)
    else:
        one.left, one.top, one.width, one.height = Inches(0.6), Inches(1.6), Inches(12.1), Inches(5.2)
