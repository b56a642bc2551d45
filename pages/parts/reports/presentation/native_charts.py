"""The numbers of a chart as a native one holds them: categories and series, read from the chart the pages draw."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from pages.parts.i18n.direction import own_direction

HATCHED = "~"  # ends the colour of a point that is estimated


@dataclass(frozen=True)
class Series:
    """One series. role: the theme's colour, "none" where it only places others; points: colours of single points.

    labels: what stands at each point, where it is not the number itself.
    """

    name: str
    values: tuple[float | None, ...]
    role: str = "ctx"
    points: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    pale: tuple[bool, ...] = ()
    hatched: bool = False
    dashed: bool = False
    thin: bool = False


@dataclass(frozen=True)
class Native:
    """A native chart: shape is column, bar or line; stacked; the axis begins at start where it is cut."""

    shape: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    stacked: bool = False
    start: float | None = None
    percent: bool = False
    signed: bool = False
    titles: dict[str, str] = field(default_factory=dict)


def native(spec: dict, keys: tuple) -> Native | None:
    """Return a chart of the pages as a native one; None for a drawing that no native chart is like, and for one
    without anything in it.

    keys: the legend of the chart, whose words name the series.
    """
    read = KINDS.get(spec.get("usermeta", {}).get("kind", ""))
    found = read(spec, keys) if read else None
    known = tuple(one for one in found.series if any(value is not None for value in one.values)) if found else ()
    return replace(found, series=known) if found and found.categories and known else None


def _rows(spec: dict, *fields: str) -> list[dict]:
    """The rows of the first layer that has these fields."""
    return next((rows for rows in _data(spec) if rows and all(name in rows[0] for name in fields)), [])


def _data(part: dict) -> Iterator[list[dict]]:
    if isinstance(part.get("data"), dict) and isinstance(part["data"].get("values"), list):
        yield part["data"]["values"]
    for layer in part.get("layer", ()):
        yield from _data(layer)


def _months(spec: dict, keys: tuple) -> Native:
    rows = _rows(spec, "month", "evidence", "amount")
    months = tuple(dict.fromkeys(row["month"] for row in rows))
    held = {(row["month"], row["evidence"]): row["amount"] for row in rows}
    words = {key.sign: key.words for key in keys}
    inside = {row["month"] for rows in _data(spec) if rows and list(rows[0]) == ["month"] for row in rows}
    pale = tuple(bool(inside) and month not in inside for month in months)
    tiers = (("solid", ("booked", "measured")), ("hatched", ("estimated",)), ("dotted", ("assumed",)))
    found = []
    for sign, names in tiers:
        values = tuple(sum(held.get((month, name), 0) for name in names) for month in months)
        if any(values):
            found.append(Series(words.get(sign, names[0]), values, "cost", pale=pale, hatched=sign != "solid"))
    return Native("column", months, tuple(found), stacked=True)


def _bridge(spec: dict, keys: tuple) -> Native | None:
    rows = _rows(spec, "name", "kind", "from", "to", "words")
    if not rows or min(min(row["from"], row["to"]) for row in rows) < 0:
        return None
    totals = _rows(spec, "name", "kind", "from", "to", "top")
    every = {row["name"]: row for row in max(_data(spec), key=len, default=[]) if "kind" in row} or {
        row["name"]: row for row in totals
    }
    names = tuple(every)
    low = {name: min(row["from"], row["to"]) for name, row in every.items()}
    high = {name: max(row["from"], row["to"]) for name, row in every.items()}
    start = min((row["from"] for row in every.values() if row["kind"] == "total"), default=0)
    tick = (max(high.values()) - start) * 0.012  # on a cut axis a bar would lie about the whole
    low |= {name: high[name] - tick if start else 0 for name, row in every.items() if row["kind"] == "total"}
    hues = {"total": "ctx", "more": "cost", "less": "keep", "more_projected": "cost" + HATCHED}
    hues |= {"less_projected": "keep" + HATCHED}
    room = (max(high.values()) - start) * 0.25 or 1
    kinds = tuple(hues[row["kind"]] for row in every.values())
    return Native(
        "bar",
        tuple(name.replace("\n", " ") for name in names),
        (
            Series(" ", tuple(low[name] for name in names), "none"),
            Series("=", tuple(high[name] - low[name] for name in names), "cost", points=kinds),
            Series("  ", (room,) * len(names), "none", labels=tuple(row["words"] for row in every.values())),
        ),
        stacked=True,
        start=start or None,
    )


def _changes(spec: dict, keys: tuple) -> Native:
    rows = _rows(spec, "name", "amount", "words")
    every = [row for found in list(_data(spec))[:1] for row in found] or rows
    points = tuple("cost" if row["amount"] > 0 else "keep" for row in every)
    amounts = tuple(row["amount"] for row in every)
    return Native("bar", tuple(row["name"] for row in every), (Series("±", amounts, "cost", points),), signed=True)


def _pareto(spec: dict, keys: tuple) -> Native:
    rows = _rows(spec, "name", "amount", "vital", "running")
    points = tuple("cost" if row["vital"] else "ctx" for row in rows)
    names = tuple(f"{own_direction(row['name'])} ({row['running']})" for row in rows)
    return Native("bar", names, (Series("=", tuple(row["amount"] for row in rows), "cost", points),))


def _pairs(spec: dict, keys: tuple) -> Native:
    bars, ticks = _rows(spec, "sector", "side", "amount"), _ticks(spec)
    names = tuple(dict.fromkeys(row["sector"] for row in bars))
    sides = {(row["sector"], row["side"]): row["amount"] for row in bars}
    words = [*(key.words for key in keys), "win", "keep", "="][:3] if len(keys) >= 3 else ["win", "keep", "="]
    found = [Series(words[0], tuple(sides.get((name, "win")) for name in names), "win")]
    found.append(Series(words[1], tuple(sides.get((name, "keep")) for name in names), "keep"))
    if ticks:
        found.append(Series(words[2], tuple(ticks.get(name) for name in names), "ctx"))
    return Native("bar", names, tuple(found))


def _ticks(spec: dict) -> dict[str, float]:
    rows = next((found for found in _data(spec) if found and "sector" in found[0] and "side" not in found[0]), [])
    return {row["sector"]: row["amount"] for row in rows}


def _payback(spec: dict, keys: tuple) -> Native:
    rows = _rows(spec, "side", "month", "amount")
    ends = {row["side"]: row["words"] for row in _rows(spec, "side", "month", "amount", "words")}
    months = sorted({row["month"] for row in rows})
    held = {(row["side"], row["month"]): row["amount"] for row in rows}
    found = [
        Series(ends.get(side, side), tuple(held.get((side, month)) for month in months), hue, dashed=side == "won")
        for side, hue in (("kept", "keep"), ("won", "win"))
    ]
    return Native("line", tuple(map(str, months)), tuple(found))


def _retention(spec: dict, keys: tuple) -> Native:
    rows = _rows(spec, "name", "month", "share", "low", "high")
    months = sorted({row["month"] for row in rows})
    found = []
    for hue, name in zip(("keep", "text", "warn", "ctx"), _domain(spec, "color")):
        held = {row["month"]: row for row in rows if row["name"] == name}
        for column, thin in (("share", False), ("low", True), ("high", True)):
            values = tuple(held[month][column] if month in held else None for month in months)
            found.append(Series(name if not thin else f"{name} ({column})", values, hue, thin=thin, dashed=thin))
    return Native("line", tuple(map(str, months)), tuple(found), percent=True)


def _domain(part: dict, channel: str) -> list[str]:
    """The names a channel gives colours to, in the order of the page."""
    own = part.get("encoding", {}).get(channel, {}).get("scale", {}).get("domain")
    return own or next((found for layer in part.get("layer", ()) if (found := _domain(layer, channel))), [])


def _accuracy(spec: dict, keys: tuple) -> Native:
    rows = _rows(spec, "month", "kind", "share")
    months = tuple(dict.fromkeys(row["month"] for row in rows))
    held = {(row["kind"], row["month"]): row["share"] for row in rows}
    kinds = dict.fromkeys(row["kind"] for row in rows)
    found = [
        Series(kind, tuple(held.get((kind, month)) for month in months), hue, dashed=hue == "ctx")
        for kind, hue in zip(kinds, ("text", "ctx"))
    ]
    return Native("line", months, tuple(found), percent=True)


KINDS: dict[str, Callable[[dict, tuple], Native | None]] = {
    "by_month": _months,
    "bridge": _bridge,
    "changes": _changes,
    "pareto": _pareto,
    "win_and_keep": _pairs,
    "payback": _payback,
    "retention": _retention,
    "accuracy": _accuracy,
}
