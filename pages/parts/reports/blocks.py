"""Steps of a page, which draw it, as blocks of a report: the same sentences, numbers and charts, in the same order."""

import json
from collections.abc import Callable, Iterable, Iterator

from lxml import html as markup

from pages.parts.charts.base import draw_specification
from pages.parts.i18n.language import say
from pages.parts.reports.content import ROWS_SHOWN, Answer, Answers, Block, Cell, Chart, Head, Key, Line, Note, Table
from pages.parts.reports.limits import MOST_BARS, MOST_COLUMNS, fewer_bars, fewer_columns, is_too_tall
from pages.parts.ui import html
from pages.parts.ui.steps import Ended, Step, noting, side_by_side

SIGNS = {"bk": "solid", "es": "hatched", "as": "dotted", "rule": "rule", "ring": "ring", "box": "box", "flow": "flow"}
SIGNS |= {name: name for name in ("upright", "agreed")}
OFF_PAPER = ("narrow", "whole", "badge", "off", "dots")  # classes of what only a screen shows


def drawn_blocks(
    view, shared: tuple[str, ...], draw: Callable[..., None], *arguments: object
) -> tuple[list[Block], bool]:
    """Return what draw(view, *arguments) draws as blocks, and whether it ended its page.

    shared: the figures it is from where it reads none itself.
    """
    steps: list[Step] = []
    before, is_end = len(view.asked), False
    with noting(steps):
        try:
            draw(view, *arguments)
        except Ended:
            is_end = True
    figures = tuple(dict.fromkeys(view.asked[before:])) or shared
    return list(_blocks(steps, figures, view.language)), is_end


def _blocks(steps: list[Step], figures: tuple[str, ...], language: str) -> Iterator[Block]:
    heading: tuple = ("", "", ())  # of a graphic, which comes in a step of its own
    for one in _flat(steps):
        if one.draw is draw_specification:
            name, spec, words, _ = one.arguments
            drawn, count = fewer_bars(json.loads(spec))
            if is_too_tall(drawn):
                yield Note(say(language, "report.too_tall", title=heading[0]))
                continue
            shown = (MOST_BARS, count) if count > MOST_BARS else (0, 0)
            yield Chart(name, heading[0], heading[1], drawn, words, heading[2], figures, *shown)
        elif one.draw is html.draw:
            for found in _pieces(one.arguments[0], figures, language):
                if isinstance(found, tuple):
                    heading = found
                else:
                    yield found


def _flat(steps: Iterable[Step]) -> Iterator[Step]:
    for one in steps:
        if one.draw is side_by_side:
            yield from (inner for lane in one.arguments[2] for inner in _flat(lane))
        else:
            yield one


def _pieces(body: str, figures: tuple[str, ...], language: str) -> Iterator[Block | tuple]:
    """The blocks of some HTML of the pages; the heading of a graphic as title, subtitle and keys."""
    found: list = [piece for part in markup.fragments_fromstring(body) for piece in part]
    heading, taken = ("", "", ()), set()
    for place, piece in enumerate(found):
        if place in taken or _is_off(piece):
            continue
        if piece.tag == "p" and "eyebrow" in _classes(piece):
            yield Head(_text(piece), _text(found[place + 1]), _text(found[place + 2]))
            taken |= {place + 1, place + 2}
        elif piece.tag == "h2":
            heading, taken = _heading(found, place), taken | {place + 1}
            yield heading
        elif piece.tag == "p" and "key" not in _classes(piece) and _text(piece):
            yield Note(_text(piece))
        elif piece.tag == "details":
            yield Note(f"{_text(piece.find('summary'))}: {' '.join(_text(p) for p in piece.findall('p'))}")
        elif "ans" in _classes(piece):
            yield Answers(tuple(_answer(one) for one in piece))
        elif (table := next(piece.iter("table"), None)) is not None:
            found_table = _table(piece, table, heading, figures)
            is_told = found_table.lines or not found_table.title
            yield found_table if is_told else Note(say(language, "report.no_rows", title=found_table.title))


def _heading(found: list, place: int) -> tuple:
    keys = found[place + 2] if place + 2 < len(found) and "key" in _classes(found[place + 2]) else None
    subtitle = _text(found[place + 1]) if place + 1 < len(found) else ""
    return _text(found[place]), subtitle, () if keys is None else _keys(keys)


def _keys(legend) -> tuple[Key, ...]:
    found = []
    for entry in legend.findall("span"):
        swatch = entry.find("i")
        sign = next((SIGNS[name] for name in _classes(swatch) if name in SIGNS), "solid")
        hue = swatch.get("style", "").partition("--h:var(--")[2].partition(")")[0] if swatch is not None else ""
        found.append(Key(sign, hue or "text", _text(entry)))
    return tuple(found)


def _answer(piece) -> Answer:
    by = {name: _text(one) for one in piece for name in _classes(one)}
    number = next(one for one in piece if "n" in _classes(one))
    between = next((_text(span) for span in number.iter("span") if "r" in _classes(span)), "")
    return Answer(by["q"], by["n"].removesuffix(between).strip(), between, by.get("d", ""))


def _table(piece, table, heading: tuple, figures: tuple[str, ...]) -> Table:
    caption = table.find("caption")
    is_own = caption is not None and "off" not in _classes(caption)
    title, subtitle = ([_text(one) for one in caption] if is_own else heading[:2])[:2]
    heads = [_text(cell) for cell in table.find("thead").iter("th")]
    lines = [_line(row) for row in table.find("tbody").iter("tr")]
    classes = [[_classes(cell) for cell in row if cell.tag in ("td", "th")] for row in table.find("tbody").iter("tr")]
    kept = fewer_columns(heads, lines)
    numbers = tuple(
        place > 0 and ("matrix" in _classes(table) or any({"num", "rg"} & row[place] for row in classes))
        for place in kept
    )
    keys = tuple(key for legend in piece.iter("p") if "key" in _classes(legend) for key in _keys(legend))
    chosen = [Line(tuple(line.cells[place] for place in kept), line.total) for line in lines]
    shown = (
        chosen if len(chosen) <= ROWS_SHOWN else [*chosen[:ROWS_SHOWN], *(line for line in chosen[-1:] if line.total)]
    )
    named, there = tuple(heads[place] for place in kept), len(kept) if len(kept) < MOST_COLUMNS else len(heads)
    return Table(title, subtitle, named, tuple(shown), numbers, keys, figures, len(chosen), there)


def _line(row) -> Line:
    cells = [Cell(_text(cell), _paint(cell)) for cell in row if cell.tag in ("td", "th")]
    is_sum = all("sum" in _classes(cell) for cell in row if cell.tag == "td")
    return Line(tuple(cells), "tot" in _classes(row) or is_sum)


def _paint(cell) -> int:
    style = cell.get("style", "")
    return int(style.partition("--brick-")[2].partition(")")[0]) if "--brick-" in style else 0


def _classes(piece) -> set[str]:
    return set((piece.get("class") or "").split()) if piece is not None else set()


def _is_off(piece) -> bool:
    return not isinstance(piece.tag, str) or bool(_classes(piece) & set(OFF_PAPER))


def _text(piece) -> str:
    """The text of a piece of HTML without what only a screen shows."""
    if piece is None or _is_off(piece):
        return ""
    return "".join(_texts(piece)).strip()


def _texts(piece) -> Iterator[str]:
    yield piece.text or ""
    for one in piece:
        if not _is_off(one):
            yield from _texts(one)
        yield one.tail or ""
