"""What of a chart or table fits on paper, where there are more sectors or columns than anybody can read there."""

from collections.abc import Iterator

from pages.parts.i18n.language import say
from pages.parts.reports.content import Chart, Line, Table

MOST_BARS = 30
MOST_COLUMNS = 16  # of a table: the first ones, and the last two, which sum up
TALLEST = 1500  # pixels of a drawing; a higher one cannot be read on a page
NAMED_BY = {"changes": "name", "pareto": "name", "win_and_keep": "sector"}


def fewer_bars(spec: dict) -> tuple[dict, int]:
    """Return a chart with the bars that fit, those of the largest amounts, and how many it had before."""
    field = NAMED_BY.get(spec["usermeta"]["kind"])
    sizes: dict[str, float] = {}
    for rows in _data(spec) if field else ():
        for row in rows:
            if field in row and "amount" in row:
                sizes[row[field]] = max(sizes.get(row[field], 0), abs(row["amount"]))
    if len(sizes) <= MOST_BARS:
        return spec, len(sizes)
    kept = set(sorted(sizes, key=lambda name: -sizes[name])[:MOST_BARS])
    less = _only(spec, field, kept)
    return less | {"height": round(spec["height"] * MOST_BARS / len(sizes)) + 50}, len(sizes)


def _data(part: dict) -> Iterator[list[dict]]:
    if isinstance(part.get("data"), dict):
        yield part["data"].get("values", [])
    for layer in part.get("layer", ()):
        yield from _data(layer)


def _only(part: object, field: str, kept: set[str]) -> object:
    """The same specification with the rows and the places on the axis of some names alone."""
    if isinstance(part, list):
        if part and all(isinstance(one, dict) and field in one for one in part):
            return [one for one in part if one[field] in kept]
        if part and all(isinstance(one, str) for one in part) and kept <= set(part):
            return [one for one in part if one in kept]
        return [_only(one, field, kept) for one in part]
    if isinstance(part, dict):
        return {name: _only(inner, field, kept) for name, inner in part.items()}
    return part


def is_too_tall(spec: dict) -> bool:
    """Return whether a drawing has so many parts above one another that nobody could read it on a page."""
    return isinstance(spec.get("height"), int | float) and spec["height"] > TALLEST


def fewer_columns(heads: list[str], lines: list[Line]) -> list[int]:
    """Return the places of the columns that fit: those with anything in them, not too many of them."""
    filled = [place for place in range(len(heads)) if not place or any(line.cells[place].text for line in lines)]
    return filled if len(filled) <= MOST_COLUMNS else [*filled[: MOST_COLUMNS - 2], *filled[-2:]]


def left_out(language: str, block: Chart | Table) -> str:
    """Return how much of a chart or table is shown, where that is not all of it."""
    if isinstance(block, Chart):
        return say(language, "report.bars", shown=block.shown, count=block.count) if block.shown else ""
    said = []
    if len(block.lines) < block.count:
        said.append(say(language, "report.rows", shown=len(block.lines), count=block.count))
    if len(block.heads) < block.columns:
        said.append(say(language, "report.columns", shown=len(block.heads), count=block.columns))
    return " ".join(said)
