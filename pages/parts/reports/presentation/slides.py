"""The slides of a report, one by one."""

import io
from copy import deepcopy
from datetime import datetime
from textwrap import wrap

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import PP_ALIGN
from pptx.util import Emu

from pages.parts.charts import picture
from pages.parts.i18n.direction import in_a_row, own_direction
from pages.parts.i18n.language import say
from pages.parts.reports.content import Answers, Chart, Head, Method, Report, Table
from pages.parts.reports.glyphs import writable
from pages.parts.reports.limits import left_out
from pages.parts.reports.presentation.native_charts import native
from pages.parts.reports.presentation.slide_chart import add_chart
from pages.parts.reports.presentation.slide_look import look_of, paint
from pages.parts.reports.presentation.slide_table import add_table
from pages.parts.reports.presentation.slide_template import SMALL, TITLES, new_slides

TITLE_SIZES, TITLE_SIGN, TITLE_ROOM = (24, 20, 17, 14, 12, 10), 0.55, 1.05
LOWEST_TITLE = 0.4  # of a slide; a layout whose title ends lower is one for covers
PICTURE = 900  # pixels of a drawing
DRAWN_LOWER = {"network": 0.85}  # drawings whose height has room to spare, so that their words are larger
TALLEST = 720  # pixels of a drawing whose words can still be read
NOTE_LINE = 165  # signs of a note in a line
SIZES = (16, 14, 12, 10.5)  # of a text that must fit its place
FOOT_SIZES = (9, 8, 7)
SIGN, LINE = 0.5, 1.2  # width and height of a sign, in parts of its size
FOLLOWING = 9  # findings named on the first slide of a section
MOST_NOTES = 3  # below a chart or table; the others stand in the speaker notes


class Deck:
    """A presentation under construction."""

    def __init__(self, report: Report, moment: datetime):
        self.report = report
        self.slides, self.layout = new_slides()
        made = self.slides.core_properties
        made.title, made.language, made.author, made.last_modified_by = writable(report.title), report.language, "", ""
        made.created = made.modified = moment.replace(tzinfo=None)
        made.revision = 1
        unit = self.slides.slide_width / 13.333
        self.left, self.width = Emu(int(0.6 * unit)), Emu(self.slides.slide_width - int(1.2 * unit))
        self.unit = unit
        self.look = look_of(self.slides)

    def bytes(self) -> bytes:
        """Return the file."""
        made = io.BytesIO()
        self.slides.save(made)
        return made.getvalue()

    def cover(self) -> None:
        """Add the first slide: the title, and what the report rests on."""
        slide, top = self._slide(self.report.title, "", [])
        slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size = self.look.points(36)
        lines = [f"{name}: {own_direction(said)}" for name, said in self.report.about]
        self._text(slide, lines, top + 0.2, 2.2, 18, muted=True)

    def contents(self) -> None:
        """Add the slide of all findings, one a section."""
        slide, top = self._slide(say(self.report.language, "report.contents"), "", [])
        found = [(one.title, one.blocks[0].finding) for one in self.report.sections if isinstance(one.blocks[0], Head)]
        room = self.slides.slide_height / self.unit - 0.7 - top
        step = min(0.8, room / max(len(found), 1))
        for place, (title, finding) in enumerate(found):
            at = top + 0.1 + place * step
            self._text(slide, [title], at, step, 13, muted=True, width=2.2)
            self._text(slide, [finding], at, step, 13 if len(finding) < 180 else 11, left=2.9, width=9.8)

    def head(self, section: str, head: Head, answers: Answers | None, titles: list[str], notes: list[str]) -> None:
        """Add the slide that answers a section: its finding, why, and its few numbers, else what follows."""
        slide, top = self._slide(head.finding, section, [head.scope, head.why, *notes])
        self._text(slide, [head.why], top, 0.9, _fitting([head.why], 12.1, 0.9))
        self._notes_below(slide, notes)
        if answers is None:
            self._text(slide, titles[:FOLLOWING], top + 1.1, 4, 14, muted=True)
            return
        wide = 12.1 / max(len(answers.each), 1)
        for place, one in enumerate(answers.each):
            at = {"left": 0.6 + place * wide, "width": wide - 0.3}
            self._text(slide, [one.question], top + 1.4, 0.7, 14, muted=True, **at)
            self._text(slide, [one.number], top + 2.1, 0.7, 32, **at)
            self._text(slide, [one.between, one.below], top + 2.9, 1.2, 14, muted=True, **at)

    def chart(self, section: str, block: Chart, notes: list[str]) -> None:
        """Add a chart: native where one is like it, else a picture."""
        slide, top = self._slide(block.title, section, notes, block.figures)
        held = native(block.spec, block.keys)
        said = [block.subtitle, left_out(self.report.language, block)]
        if block.spec["usermeta"]["kind"] == "retention":
            said.append(say(self.report.language, "report.band"))
        if held is not None and any(any(one.pale) for one in held.series):
            said.append(say(self.report.language, "report.pale"))
        self._text(slide, ["; ".join(filter(None, said))], top, 0.5, 12, muted=True)
        room = self._room(top + 0.5, notes)
        if held is None and block.spec["height"] > TALLEST:
            self._text(slide, [say(self.report.language, "report.too_tall", title=block.title)], top + 0.6, 1, 16)
        elif held is not None:
            frame = add_chart(slide, held, self._at(top + 0.5, room), self.look)
            self._describe(frame, block.title, block.alternative)
        else:
            self._picture(slide, block, top + 0.5, room)
        self._notes_below(slide, notes)

    def table(self, section: str, block: Table, notes: list[str], place: str, rest: str) -> None:
        """Add a table, or one part of it."""
        slide, top = self._slide(block.title + place, section, notes, block.figures)
        keys = " · ".join(key.words for key in block.keys)
        self._text(slide, ["; ".join(filter(None, (block.subtitle, rest)))], top, 0.5, 12, muted=True)
        room = self._room(top + 0.55, notes)
        frame = add_table(slide, block, self._at(top + 0.55, room), self.look)
        self._describe(frame, block.title, "; ".join(filter(None, (block.subtitle, keys))))
        self._notes_below(slide, notes)

    def method(self, one: Method) -> None:
        """Add how one figure is calculated."""
        slide, top = self._slide(one.title, "", [])
        told = [("", one.meaning)]
        told += [(f"report.{name}", getattr(one, name)) for name in ("formula", "assumptions", "source", "limits")]
        lines = [(f"{say(self.report.language, key)}: " if key else "") + text for key, text in told if text]
        room = self._room(top, [])
        self._text(slide, lines, top, room, _fitting(lines, 12.1, room))

    def _slide(self, title: str, section: str, notes: list[str], figures: tuple[str, ...] = ()) -> tuple:
        slide = self.slides.slides.add_slide(self.layout)
        held = slide.shapes.title
        title = writable(title or section)
        held.text_frame.text = title
        wide, high, bottom = self._title_place(held)
        size = _fitting([title], wide, high, TITLE_SIZES, TITLE_SIGN)
        held.text_frame.paragraphs[0].runs[0].font.size = self.look.points(size) if title else None
        for one in list(slide.placeholders):
            if one.placeholder_format.type not in TITLES:
                one._element.getparent().remove(one._element)
        self._foot(slide, section)
        spoken = [*notes, *(self._spoken(name) for name in figures if name in self.report.methods)]
        if spoken:
            slide.notes_slide.notes_text_frame.text = writable("\n\n".join(spoken))
        return slide, bottom + 0.1

    def _title_place(self, held) -> tuple[float, float, float]:
        """Width, height and lower edge of the title where the layout has it; above, where that leaves no room below."""
        known = held.top is not None and held.height and held.width
        if not known or held.top < 0 or held.top + held.height > self.slides.slide_height * LOWEST_TITLE:
            held.left, held.top, held.width, held.height = self._at(0.4, TITLE_ROOM)
        return held.width / self.unit, held.height / self.unit, (held.top + held.height) / self.unit

    def _spoken(self, name: str) -> str:
        """One figure's method as it is read out."""
        one = self.report.methods[name]
        parts = [f"{one.title}: {one.meaning}"]
        for field in ("formula", "assumptions"):
            if getattr(one, field):
                parts.append(f"{say(self.report.language, f'report.{field}')}: {getattr(one, field)}")
        return "\n".join(parts)

    def _foot(self, slide, section: str) -> None:
        """The foot and the number of the slide, in the places the layout has for them."""
        said = writable(in_a_row((section, self.report.foot)))
        if all(one.placeholder_format.type != PP_PLACEHOLDER.FOOTER for one in self.layout.placeholders):
            self._text(slide, [said], self.slides.slide_height / self.unit - 0.45, 0.35, 9, muted=True)
        for one in self.layout.placeholders:
            kind = one.placeholder_format.type
            if kind not in SMALL or kind == PP_PLACEHOLDER.DATE:
                continue
            drawn = deepcopy(one._element)
            slide.shapes._spTree.append(drawn)
            shape = next(shape for shape in slide.placeholders if shape._element is drawn)
            shape._element.xpath(".//p:cNvPr")[0].set("id", str(900 + int(kind)))
            if kind == PP_PLACEHOLDER.FOOTER:
                shape.text_frame.text = said
                wide, high = (side / self.unit - 0.15 for side in (shape.width, shape.height))
                self._look(shape.text_frame, _fitting([said], wide, high, FOOT_SIZES), True)
                shape.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT

    def _at(self, top: float, height: float, left: float = 0.6, width: float = 12.1) -> tuple:
        """A place in inches of a wide slide, on a slide of this one's size."""
        across = self.slides.slide_width / 13.333
        return (
            Emu(int(left * across)),
            Emu(int(top * self.unit)),
            Emu(int(width * across)),
            Emu(int(height * self.unit)),
        )

    def _room(self, top: float, notes: list[str]) -> float:
        """How high something may be below `top`, in inches."""
        return self.slides.slide_height / self.unit - 0.65 - top - self._notes_height(notes)

    def _notes_below(self, slide, notes: list[str]) -> None:
        if notes:
            high = self._notes_height(notes)
            at = self.slides.slide_height / self.unit - 0.6 - high
            self._text(slide, notes[:MOST_NOTES], at, high, 10, muted=True)

    def _notes_height(self, notes: list[str]) -> float:
        """How high the notes below are, in inches: a line for each part that fits one."""
        return sum(0.08 + 0.17 * (1 + len(note) // NOTE_LINE) for note in notes[:MOST_NOTES])

    def _text(self, slide, lines, top, height, size, muted=False, left=0.6, width=12.1) -> None:
        lines = [writable(line) for line in lines if line]
        if not lines:
            return
        frame = slide.shapes.add_textbox(*self._at(top, height, left, width)).text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for place, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if not place else frame.add_paragraph()
            paragraph.text = line
            paragraph.space_after = int(self.look.points(size) / 3)
        self._look(frame, size, muted)

    def _look(self, frame, size: float, muted: bool) -> None:
        for paragraph in frame.paragraphs:
            paragraph.font.size = self.look.points(size)
            paint(paragraph.font.color, self.look.muted if muted else self.look.ink)

    def _picture(self, slide, block: Chart, top: float, room: float) -> None:
        left, up, wide, high = self._at(top, room)
        tall = block.spec["height"] * DRAWN_LOWER.get(block.spec["usermeta"]["kind"], 1)
        pixels = max(PICTURE, int(tall * wide / high))
        made = picture.png(block.spec | {"height": round(tall)}, pixels)
        drawn = slide.shapes.add_picture(io.BytesIO(made), left, up)
        scale = min(wide / drawn.width, high / drawn.height)
        drawn.width, drawn.height = int(drawn.width * scale), int(drawn.height * scale)
        drawn.left = left + (wide - drawn.width) // 2
        self._describe(drawn, block.title, block.alternative)

    def _describe(self, shape, title: str, alternative: str) -> None:
        """What a screen reader says of it; python-pptx has no word for it."""
        told = shape._element.xpath(".//p:cNvPr")[0]
        told.set("descr", writable(alternative or title))


def _fitting(
    lines: list[str], width: float, height: float, sizes: tuple[float, ...] = SIZES, sign: float = SIGN
) -> float:
    """The largest size at which lines fit a place in inches, the smallest where none does."""
    for size in sizes:
        rows = sum(len(wrap(line, int(width * 72 / size / sign))) * LINE + 1 / 3 for line in lines if line)
        if (rows - 1 / 3) * size <= height * 72:
            return size
    return sizes[-1]
