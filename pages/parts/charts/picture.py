"""A chart as a picture outside the browser: SVG and PNG in the light look of the pages, with its own fonts."""

import json
import re
from functools import cache
from html import unescape
from pathlib import Path

from pages.parts.ui import patterns

STYLE = Path(__file__).parents[1] / "ui" / "style.css"
FONTS = Path(__file__).parents[3] / "static" / "fonts" / "ttf"
VARIABLE = re.compile(r"var\((--[a-z0-9-]+)\)")
NAME_LIMIT, WIDEST_NAME = re.compile(r'"labelLimit": \d+'), 260  # paper has no tooltip that shows a cut name
KEY = re.compile(r'<i class="sw (\w+)" style="--h:var\(--([a-z-]+)\)"></i>(.*?)</span>')
HEIGHT, VIEW_BOX = re.compile(r' height="([\d.]+)"'), re.compile(r'viewBox="0 0 ([\d.]+) [\d.]+"')
SCALE = 2  # pixels of a PNG for each of the chart's own


def svg(spec: dict, width: int, heading: dict | None = None) -> str:
    """Return a chart of the pages as SVG, so many pixels wide.

    heading: title, subtitle and foot are drawn above it, and the keys of its legend (HTML) below it.
    """
    drawn = _writer().vegalite_to_svg(json.dumps(_on_paper(spec, width, heading), ensure_ascii=False))
    drawn = drawn.replace("<defs>", f"<defs>{_patterns()}", 1) if "<defs>" in drawn else _with_patterns(drawn)
    return _with_keys(drawn, width, (heading or {}).get("legend", ""))


def png(spec: dict, width: int, heading: dict | None = None) -> bytes:
    """Return a chart of the pages as PNG, twice as many pixels wide."""
    return _writer().svg_to_png(svg(spec, width, heading), scale=SCALE)


def colour(name: str) -> str:
    """Return a colour of the style sheet by its name, as it is on white paper: "cost" is "#B4432B"."""
    return _colours()[f"--{name}"]


@cache
def _colours() -> dict[str, str]:
    """The light value of every colour of the style sheet; paper is white."""
    found = dict(re.findall(r"(--[a-z0-9-]+): light-dark\((#[0-9A-Fa-f]+)", STYLE.read_text(encoding="utf-8")))
    return found | {"--bg": "#FFFFFF"}


@cache
def _writer():
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


def _on_paper(spec: dict, width: int, heading: dict | None) -> dict:
    text = VARIABLE.sub(lambda found: _colours()[found.group(1)], json.dumps(spec))
    text = NAME_LIMIT.sub(f'"labelLimit": {WIDEST_NAME}', text)
    made = json.loads(text) | {"width": width, "autosize": {"type": "fit-x", "contains": "padding"}}
    made.pop("usermeta", None)
    made.pop("title", None)
    made["config"]["background"] = "#FFFFFF"
    if heading:
        made |= _headed(heading, width)
    return made


def _headed(heading: dict, width: int) -> dict:
    title = {
        "text": _lines(heading["title"], width, 9.8),
        "subtitle": [*_lines(heading["subtitle"], width, 6.4), *_lines(heading["foot"], width, 6.4)],
        "anchor": "start",
        "font": "'Source Serif 4'",  # without quotes the digit would hide the title
        "fontSize": 18,
        "fontWeight": 600,
        "subtitleFont": "IBM Plex Sans",
        "subtitleFontSize": 12,
        "color": _colours()["--text"],
        "subtitleColor": _colours()["--muted"],
        "offset": 14,
        "subtitlePadding": 6,
    }
    return {"title": title}


def _lines(text: str, width: int, wide: float) -> list[str]:
    """A text in lines that fit: so many pixels a sign on average."""
    lines, most = [""], max(20, int(width / wide))
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _with_keys(drawn: str, width: int, legend: str) -> str:
    """The picture with its legend below, in as many lines as it takes."""
    left, line, marks = 6, 0, []
    high = float(HEIGHT.search(drawn).group(1))
    for sign, hue, words in KEY.findall(legend):
        room = 24 + len(unescape(words)) * 6.6
        if left > 6 and left + room > width:
            left, line = 6, line + 1
        top = high + 6 + line * 20
        fill = {"es": f"url(#est-{hue})", "as": f"url(#asm-{hue})", "agreed": "none"}.get(sign, _colours()[f"--{hue}"])
        tall, from_top = (2, 5) if sign == "rule" else (11, 0)
        dashes = ' stroke-dasharray="3,2"' if sign == "agreed" else ""
        marks.append(
            f'<rect x="{left}" y="{top + from_top}" width="14" height="{tall}" fill="{fill}" '
            f'stroke="{_colours()[f"--{hue}"]}"{dashes}/><text x="{left + 20}" y="{top + 10}" '
            f'font-family="IBM Plex Sans" font-size="12" fill="{_colours()["--muted"]}">{words}</text>'
        )
        left += room + 14
    if not marks:
        return drawn
    more = 26 + line * 20
    taller = HEIGHT.sub(lambda found: f' height="{high + more}"', drawn, count=1)
    taller = VIEW_BOX.sub(lambda found: f'viewBox="0 0 {found.group(1)} {high + more}"', taller, count=1)
    paper = f'<rect x="0" y="{high}" width="{width}" height="{more}" fill="#FFFFFF"/>'
    return taller.removesuffix("</svg>") + paper + "".join(marks) + "</svg>"


def _patterns() -> str:
    return VARIABLE.sub(lambda found: _colours()[found.group(1)], patterns.PATTERNS)


def _with_patterns(drawn: str) -> str:
    head, mark, rest = drawn.partition(">")
    return f"{head}{mark}<defs>{_patterns()}</defs>{rest}"
