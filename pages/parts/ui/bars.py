"""Small graphics of HTML and CSS for the cells of a table. Lengths are shares of one common scale."""

from pages.parts.i18n.values import is_missing
from pages.parts.ui.html import escape

UNSCALED = 1  # the scale of nothing
LONGEST = 97  # per cent of the cell, so that marks at the end stay inside it


def largest(*columns) -> float:
    """Return the largest value of some columns, the scale their bars share; 1 when there is none."""
    values = [abs(float(value)) for column in columns for value in column if not is_missing(value)]
    return max(values, default=0) or UNSCALED


def cost_bar(
    scale: float,
    sure: object,
    estimated: object,
    low: object,
    high: object,
    words: str,
    assumed: object = 0,
    hue: str = "cost",
) -> str:
    """Return a bar: solid what was booked or measured, hatched what was estimated, dots what was assumed,
    a line for the interval."""
    first, second = _number(sure), _number(sure) + _number(estimated)
    third = second + _number(assumed)
    hatched = _piece("bar es m", hue, scale, *sorted((first, second))) if first != second else ""
    dotted = _piece("bar as m", hue, scale, *sorted((second, third))) if second != third else ""
    line = (
        ""
        if is_missing(low) or is_missing(high) or low == high
        else _piece("iv m", "", scale, _number(low), _number(high))
    )
    solid = _piece("bar bk m", hue, scale, 0, min(first, second))
    spoken = f'role="img" aria-label="{escape(words)}"' if words else 'aria-hidden="true"'
    return f'<div class="g" {spoken}>{solid}{hatched}{dotted}{line}</div>'


def ranged(ends: tuple[float, float], low: object, value: object, high: object) -> str:
    """Return a dot with its range on a line between two ends, and where zero is; the numbers stand in other cells."""
    start, scale = ends[0], (ends[1] - ends[0]) or 1
    zero = f'<i class="zero m" style="left:{_at(scale, -start)}"></i>'
    known = not is_missing(low) and not is_missing(high)
    line = _piece("iv m", "", scale, _number(low) - start, _number(high) - start) if known else ""
    return _line_with(zero, line, _mark("oc", scale, _number(value) - start))


def plain_bar(scale: float, value: object, hue: str = "ctx") -> str:
    """Return a bar, grey for a count; the number itself stands in another cell."""
    return f'<div class="g" aria-hidden="true">{_piece("bar bk m", hue, scale, 0, _number(value))}</div>'


def pair(scale: float, keep: object, win: object) -> str:
    """Return a circle (keep) and a square (win) joined by a line; only the square when keeping costs nothing."""
    if is_missing(win):
        return ""
    if not _number(keep):
        return _line_with(_mark("s", scale, win))
    between = _piece("ln m", "", scale, *sorted((_number(keep), _number(win))))
    return _line_with(between, _mark("o", scale, keep), _mark("s", scale, win))


def _line_with(*marks: str) -> str:
    return f'<div class="g" aria-hidden="true"><i class="ax m"></i>{"".join(marks)}</div>'


def _mark(kind: str, scale: float, value: object) -> str:
    return f'<i class="{kind} m" style="left:{_at(scale, value)}"></i>'


def _piece(kind: str, hue: str, scale: float, start: float, end: float) -> str:
    start, end = max(start, 0), max(end, 0)
    paint = f"--h:var(--{hue});" if hue else ""
    return f'<i class="{kind}" style="{paint}left:{_at(scale, start)};width:{_at(scale, end - start)}"></i>'


def _at(scale: float, value: object) -> str:
    return f"{min(_number(value) / scale, 1) * LONGEST:.2f}%"


def _number(value: object) -> float:
    return 0.0 if is_missing(value) else float(value)
