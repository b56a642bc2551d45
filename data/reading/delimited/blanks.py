"""Text files with blanks between their cells: each line is made one with tabs before it is read."""

import re
from collections.abc import Callable

Splitter = Callable[[str], list[str]]
GAP = re.compile(r" {2,}")
CELL = re.compile(r'"(?:[^"]|"")*"|[^ ]+')
BLANK, BLANKS, ALIGNED = "blank", "blanks", "aligned"
SAID = (BLANKS, ALIGNED, BLANK)
FEWEST = {BLANKS: 2, BLANK: 3}  # two words a line may well be one cell
TITLES = 3
BEYOND = "?"  # a cell too many: a line with text between two columns is set aside


def splitter(lines: list[str], separators: tuple[str, ...], asked: str | None) -> Splitter | None:
    """What takes a line apart at its blanks, where that was said, or where no other separator is in the first line and
    the blanks leave no doubt; else None.
    """
    filled = [line.rstrip("\r\n") for line in lines if line.strip()]
    if asked:
        return _of_kind(asked, filled) if asked in SAID else None
    filled = _below_titles(filled)
    if len(filled) < 2 or any(sign in filled[0] for sign in separators) or any("\t" in line for line in filled):
        return None
    for kind in (BLANKS, BLANK):
        widths = {len(_of_kind(kind, filled)(line)) for line in filled}
        if len(widths) == 1 and widths.pop() >= FEWEST[kind]:
            return _of_kind(kind, filled)
    wanted = len(_by_gaps(filled[0]))
    return _of_kind(ALIGNED, filled) if wanted > 1 and len(_columns(filled)) == wanted else None


def _below_titles(lines: list[str]) -> list[str]:
    """The lines without one to three titles above them: lines of one cell above lines of several."""
    found = next((i for i, line in enumerate(lines[: TITLES + 1]) if len(_by_gaps(line)) > 1), 0)
    return lines[found:]


def with_tabs(line: str, split: Splitter) -> str:
    """The line with tabs between its cells, and its own line end."""
    bare = line.rstrip("\r\n")
    return "\t".join(split(bare)) + line[len(bare) :] if bare.strip() else line


def _of_kind(kind: str, lines: list[str]) -> Splitter:
    if kind == ALIGNED:
        columns = _columns(lines)
        return lambda line: _by_columns(line, columns)
    return _by_gaps if kind == BLANKS else CELL.findall


def _by_gaps(line: str) -> list[str]:
    return GAP.split(line.strip(" "))


def _columns(lines: list[str]) -> list[tuple[int, int]]:
    """Where the columns begin and end that two blanks or more keep apart in every line."""
    width = max(map(len, lines), default=0)
    is_filled = [any(line[i : i + 1].strip(" ") for line in lines) for i in range(width)]
    shape = "".join("x" if filled else " " for filled in is_filled)
    return [found.span() for found in re.finditer(r"x+(?: x+)*", shape)]


def _by_columns(line: str, columns: list[tuple[int, int]]) -> list[str]:
    cells = [line[first:last].strip(" ") for first, last in columns]
    ends = [0, *(place for column in columns for place in column), len(line)]
    between = "".join(line[first:last] for first, last in zip(ends[0::2], ends[1::2], strict=True))
    return [*cells, BEYOND] if between.strip(" ") else cells
