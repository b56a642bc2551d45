"""The network of sectors: layers by their distance from the customer, links as wide as what travels along them."""

from dataclasses import dataclass, replace

import altair as alt
import pandas as pd

from pages.parts.charts.base import COST, GREY, INK, MUTED, PAPER, in_lines, rows_of, text_channel, voice, voice_of
from pages.parts.i18n.formats import Formats
from pages.parts.i18n.values import is_missing

CUSTOMER = "customer"
A_ROW = 5  # sectors side by side, so that their names can be read
BOX, HALF = 0.36, 0.44  # height of a box, and half its width, in parts of its place
TALL, LONG = 0.5, 30  # height of boxes with names in two lines: those of more letters
POINTS = 21  # of a curve
WIDEST, MOST_LABELS = 26, 16
LAYER_HEIGHT = 116


@dataclass(frozen=True)
class Box:
    """A sector's place: its layer (0 at the top), the middle and half the width of its box in parts of the plot, and
    its height in parts of a layer."""

    name: str
    layer: int
    middle: float = 0.5
    half: float = 0.15
    high: float = BOX


@dataclass(frozen=True)
class Plot:
    """The two axes, neither of them drawn: parts of the width, and layers from the top."""

    layers: int

    def x(self, field: str = "x") -> alt.X:
        """Return where a field stands across the plot."""
        return alt.X(field, type="quantitative", axis=None, scale=alt.Scale(domain=[0, 1], nice=False))

    def y(self, field: str = "y") -> alt.Y:
        """Return where a field stands from the top."""
        scale = alt.Scale(domain=[self.layers - 0.5, -0.6], nice=False)
        return alt.Y(field, type="quantitative", axis=None, scale=scale)


def network(formats: Formats, sectors: pd.DataFrame, flows: pd.DataFrame, words: dict[str, str]) -> alt.Chart:
    """Return the network, suppliers above, the customer below.

    sectors: sector, name, distance, size, amount_words, words, link; flows: supplier, receiver, name, size (empty:
    leads no nearer), words, link; words: away_<distance> and away_ (no way known), customer.
    """
    boxes = _placed(sectors, flows)
    plot = Plot(max(box.layer for box in boxes.values()) + 1)
    return alt.layer(
        *_curves(flows, boxes, plot),
        *_boxes(sectors, boxes, words, plot),
        *_labels(flows, boxes, plot),
        height=LAYER_HEIGHT * plot.layers,
    )


def _placed(sectors: pd.DataFrame, flows: pd.DataFrame) -> dict[str, Box]:
    """Where every sector stands: furthest from the customer on top, beside those it serves."""
    distances = sorted(sectors["distance"].dropna().unique(), reverse=True)
    groups = [list(sectors["sector"][sectors["distance"].isna()])]
    groups += [sorted(sectors["sector"][sectors["distance"] == distance]) for distance in distances]
    groups = [group for group in groups if group] + [[CUSTOMER]]
    pairs = list(zip(flows["supplier"], flows["receiver"], strict=True))
    for _ in range(3):
        groups = _ordered(groups, pairs)
        groups = _ordered(groups[::-1], [pair[::-1] for pair in pairs])[::-1]
    rows = [group[first : first + A_ROW] for group in groups for first in range(0, len(group), A_ROW)]
    high = TALL if any(len(name) > LONG for name in sectors["name"]) else BOX
    boxes = {box.name: replace(box, high=high) for layer, row in enumerate(rows) for box in _row(row, layer)}
    return boxes | {CUSTOMER: replace(boxes[CUSTOMER], high=BOX)}


def _ordered(groups: list[list[str]], pairs: list[tuple[str, str]]) -> list[list[str]]:
    """The groups, each in the order of where those they come from stand in the groups before."""
    at: dict[str, float] = {}
    for group in groups:
        sources = {name: [at[one] for one, other in pairs if other == name and one in at] for name in group}
        middle = {name: sum(found) / len(found) if found else 0.5 for name, found in sources.items()}
        group.sort(key=lambda name, middle=middle: middle[name])
        at |= {name: (place + 0.5) / len(group) for place, name in enumerate(group)}
    return groups


def _row(names: list[str], layer: int) -> list[Box]:
    half = HALF / max(len(names), 3)
    return [Box(name, layer, (place + 0.5) / len(names), half) for place, name in enumerate(names)]


def _ends(flows: pd.DataFrame, boxes: dict[str, Box]) -> dict[tuple[str, str], tuple[float, float]]:
    """Where each link leaves its supplier and meets its receiver: side by side; straight down to the customer."""
    pairs = list(zip(flows["supplier"], flows["receiver"], strict=True))
    leaving = {one: sorted((b for a, b in pairs if a == one), key=lambda name: boxes[name].middle) for one, _ in pairs}
    coming = {one: sorted((a for a, b in pairs if b == one), key=lambda name: boxes[name].middle) for _, one in pairs}
    starts = {(a, b): _spread(boxes[a], leaving[a], b) for a, b in pairs}
    return {
        (a, b): (start, start if b == CUSTOMER else _spread(boxes[b], coming[b], a)) for (a, b), start in starts.items()
    }


def _spread(box: Box, names: list[str], name: str) -> float:
    return box.middle + box.half * 1.5 * ((names.index(name) + 0.5) / len(names) - 0.5)


def _curves(flows: pd.DataFrame, boxes: dict[str, Box], plot: Plot) -> list[alt.Chart]:
    largest = flows["size"].max()
    ends = _ends(flows, boxes)
    solid, dashed = [], []
    for number, row in enumerate(flows.itertuples(index=False)):
        carries = not is_missing(row.size)
        width = max(1.5, WIDEST * float(row.size) / float(largest)) if carries and largest else 1.5
        (solid if carries else dashed).extend(
            {"flow": number, "width": width} | point | voice(row, row.name, row.words)
            for point in _curve(boxes[row.supplier], boxes[row.receiver], *ends[row.supplier, row.receiver])
        )
    drawn = {
        "x": plot.x(),
        "y": plot.y(),
        "detail": alt.Detail("flow", type="nominal"),
        "order": alt.Order("t", type="quantitative"),
    }
    wide = alt.StrokeWidth("width", type="quantitative", scale=None, legend=None)
    lines = rows_of(solid).mark_line(color=COST, opacity=0.38).encode(**drawn, strokeWidth=wide, **voice_of(solid))
    apart = rows_of(dashed).mark_line(color=GREY, strokeWidth=1.2, strokeDash=[4, 3])
    return [apart.encode(**drawn, **voice_of(dashed)), lines]


def _curve(above: Box, below: Box, start: float, end: float) -> list[dict]:
    """The points of a link, down from under a box to over the next; one that leads up starts at the top."""
    down = 1 if below.layer >= above.layer else -1
    first, last = above.layer + down * above.high / 2, below.layer - down * below.high / 2
    steps = [step / (POINTS - 1) for step in range(POINTS)]
    bend = [step * step * (3 - 2 * step) for step in steps]
    return [
        {"t": step, "x": start + (end - start) * bent, "y": first + (last - first) * step}
        for step, bent in zip(steps, bend, strict=True)
    ]


def _boxes(sectors: pd.DataFrame, boxes: dict[str, Box], words: dict[str, str], plot: Plot) -> list[alt.Chart]:
    largest = float(sectors["size"].max() or 0)
    values = [
        _edges(boxes[row.sector], float(row.size) / largest if largest else 0)
        | {"name": in_lines(row.name, LONG), "words": row.amount_words}
        | voice(row, row.name, row.words)
        for row in sectors.itertuples(index=False)
    ]
    customer = [_edges(replace(boxes[CUSTOMER], half=0.46), 0) | {"name": words["customer"], "words": ""}]
    ends = {"x2": alt.X2("right"), "y2": alt.Y2("bottom")}
    size = alt.ExprRef("width < 560 ? 10 : 13")
    text = {"baseline": "middle", "limit": alt.ExprRef(f"width * {2 * min(box.half for box in boxes.values()):.3f}")}
    places = {"x": plot.x("middle"), "y": plot.y("layer"), "text": text_channel("name")}
    up, under = (alt.ExprRef(f"indexof(datum.name, '\\n') < 0 ? {one} : {two}") for one, two in ((-9, -17), (7, 15)))
    name = rows_of(values).mark_text(fontSize=size, fontWeight=600, dy=up, lineBreak="\n", **text)
    said = rows_of(values).mark_text(fontSize=alt.ExprRef("width < 560 ? 9 : 12"), color=MUTED, dy=under, **text)
    only = rows_of(customer).mark_text(fontSize=13, fontWeight=600, color=PAPER, **text | {"limit": 400})
    box, own = ends | {"x": plot.x(), "y": plot.y()}, {"y": plot.y("foot"), "x2": alt.X2("own")}
    return [
        rows_of(values).mark_rect(fill=PAPER, stroke=INK, strokeWidth=1).encode(**box, **voice_of(values)),
        rows_of(values).mark_rect(fill=COST).encode(**box | own),
        rows_of(customer).mark_rect(fill=INK).encode(**box),
        name.encode(**places),
        said.encode(**places | {"text": text_channel("words")}),
        only.encode(**places),
        *_layer_names(sectors, boxes, words, plot),
    ]


def _edges(box: Box, share: float) -> dict:
    left, right = box.middle - box.half, box.middle + box.half
    return {
        "x": left,
        "right": right,
        "middle": box.middle,
        "layer": box.layer,
        "y": box.layer - box.high / 2,
        "bottom": box.layer + box.high / 2,
        "foot": box.layer + box.high / 2 - 0.04,
        "own": left + (right - left) * share,
    }


def _layer_names(sectors: pd.DataFrame, boxes: dict[str, Box], words: dict[str, str], plot: Plot) -> list[alt.Chart]:
    """How far away each layer is, over its first row."""
    first = {row.distance if not is_missing(row.distance) else "": 99 for row in sectors.itertuples()}
    for row in sectors.itertuples():
        distance = row.distance if not is_missing(row.distance) else ""
        first[distance] = min(first[distance], boxes[row.sector].layer)
    high = max(box.high for box in boxes.values())
    values = [
        {"y": layer - high / 2, "words": words[f"away_{int(distance) if distance else ''}"]}
        for distance, layer in first.items()
    ]
    place = {"x": alt.XValue(0), "y": plot.y(), "text": text_channel("words")}
    look = {"align": "left", "baseline": "bottom", "dy": -5}
    halo = rows_of(values).mark_text(**look, stroke=PAPER, strokeWidth=4)
    return [halo.encode(**place), rows_of(values).mark_text(**look, color=MUTED).encode(**place)]


def _labels(flows: pd.DataFrame, boxes: dict[str, Box], plot: Plot) -> list[alt.Chart]:
    """What travels along each link, on a halo; none where there are too many links to read them."""
    told = flows[flows["size"].notna()]
    if len(told) > MOST_LABELS:
        return []
    ends = _ends(flows, boxes)
    values = []
    for row in told.itertuples(index=False):
        curve = _curve(boxes[row.supplier], boxes[row.receiver], *ends[row.supplier, row.receiver])
        values.append(curve[POINTS // 2] | {"words": row.words})
    size, text = alt.ExprRef("width < 560 ? 9 : 12"), text_channel("words")
    halo = rows_of(values).mark_text(fontSize=size, stroke=PAPER, strokeWidth=4)
    place = {"x": plot.x(), "y": plot.y(), "text": text}
    return [halo.encode(**place), rows_of(values).mark_text(fontSize=size).encode(**place)]
