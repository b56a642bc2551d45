"""How text and lines look on the slides of any template: colours to be read on its ground, sizes for its width."""

from dataclasses import dataclass

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.util import Inches, Pt

from pages.parts.charts import picture

WIDE = Inches(13.333)  # of the slide all sizes are meant for
SMALLEST = 7  # points
LIGHT = 140  # from this mean of red, green and blue on a colour is a light one
ON_DARK = RGBColor(0x5F, 0x6B, 0x78)  # hairlines that are seen on dark ground and do not shine
SYSTEM = {"windowText": "000000", "window": "FFFFFF"}  # colours of a theme that does not say what they were last
SPACE = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}

Colour = RGBColor | MSO_THEME_COLOR


@dataclass(frozen=True)
class Look:
    """Of one template. ink, muted: its text, and what stands back; scale: its width, in parts of a wide slide's."""

    ink: Colour
    muted: Colour
    is_dark: bool
    scale: float

    def points(self, size: float) -> Pt:
        """Return a size of type meant for a wide slide as it is on this one."""
        return Pt(max(round(size * self.scale * 2) / 2, SMALLEST))

    def line(self, hue: str) -> RGBColor:
        """Return the colour of a hairline, by its name in the style sheet while the ground is light."""
        return ON_DARK if self.is_dark else of_page(hue)


def of_page(hue: str) -> RGBColor:
    """Return a colour of the style sheet."""
    return RGBColor.from_string(picture.colour(hue).lstrip("#"))


def paint(form, colour: Colour) -> None:
    """Give something that has a colour this one."""
    if isinstance(colour, RGBColor):
        form.rgb = colour
    else:
        form.theme_color = colour


def look_of(slides) -> Look:
    """Return the look of a presentation: its text is as its master writes text."""
    ink = _written(slides.slide_master)
    is_dark = sum(_seen(slides.slide_master, ink)) / 3 >= LIGHT
    muted = MSO_THEME_COLOR.TEXT_2 if ink == MSO_THEME_COLOR.TEXT_1 else ink
    return Look(ink, muted, is_dark, slides.slide_width / WIDE)


def _written(master) -> Colour:
    """The colour of the master's text, which somebody chose to be read on its ground."""
    for one in master._element.xpath("./p:txStyles/p:bodyStyle/a:lvl1pPr/a:defRPr/a:solidFill/*"):
        if one.tag.endswith("}srgbClr"):
            return RGBColor.from_string(one.get("val"))
        if one.get("val") in ("bg1", "lt1"):
            return MSO_THEME_COLOR.BACKGROUND_1
    return MSO_THEME_COLOR.TEXT_1


def _seen(master, ink: Colour) -> tuple[int, int, int]:
    """Red, green and blue of a colour of this master."""
    if isinstance(ink, RGBColor):
        return tuple(ink)
    slot = master._element.xpath("./p:clrMap")[0].get(MSO_THEME_COLOR.to_xml(ink))
    tree = etree.fromstring(master.part.part_related_by(RT.THEME).blob)
    held = tree.find(f".//a:clrScheme/a:{slot}/*", SPACE)
    return tuple(RGBColor.from_string(held.get("lastClr") or SYSTEM.get(held.get("val"), held.get("val"))))
