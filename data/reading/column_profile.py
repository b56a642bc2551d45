"""What all cells of a column have in common, found while they are written, so that nothing is looked for in vain."""

import numpy as np
import pyarrow as pa

HEAD_ROWS = 60  # a heading, with what may stand above it, lies within the first rows (SEARCHED_ROWS)
LONG_BYTES = 32_767
ZERO, POINT, MINUS, PLUS, SHARP = b"0.-+#"
MOST_TEXTS, LONGEST_TEXT = 5_000, 200  # a column of more, or longer, different texts is not counted
# first or last bytes of blanks, in ASCII or as UTF-8
BLANK_FIRST = np.isin(np.arange(256), (*b" \t\r\n", 0xC2, 0xE2, 0xE3, 0xEF))
BLANK_LAST = np.isin(np.arange(256), (*b" \t\r\n", 0xA0, *range(0x80, 0x8C), 0xAF, 0x9F, 0xBF))


class ColumnProfile:
    """Collects the traits of a table of `width` columns of text."""

    def __init__(self, width: int):
        self.rows = 0
        self.head_ends = 0
        self.padded: set[int] = set()
        self.marked: set[int] = set()
        self.shapes = {i: {"day", "number"} for i in range(width)}
        self.holes: set[int] = set()
        self.worded: set[int] = set()
        self.texts: dict[int, dict[str, int] | None] = {}
        self.has_long = self.has_nul = self.has_blank = self.is_ragged = False

    def see(self, numbers: pa.Array, columns: list, is_ragged: bool) -> None:
        """Takes in some rows: their numbers, their columns of text (some as codes of their different texts), and
        whether a row is not as long as the others."""
        self.is_ragged |= is_ragged
        if self.rows < HEAD_ROWS:
            self.head_ends = numbers[min(HEAD_ROWS - self.rows, len(numbers)) - 1].as_py()
        below = max(0, HEAD_ROWS - self.rows)
        filled = np.zeros(len(numbers), bool)
        for i, column in enumerate(columns):
            filled |= self._see_codes(i, column, below) if is_coded(column) else self._see(i, column, column[below:])
        self.rows += len(numbers)
        self.has_blank |= not filled.all()

    def _see_codes(self, i: int, column: pa.DictionaryArray, below: int) -> np.ndarray:
        """Takes in one column by its different texts, and how many rows have each."""
        if column.null_count:  # rows that are too short
            column = pa.array([text or "" for text in column.to_pylist()], column.type)
        codes, texts = column.indices.to_numpy(), column.dictionary
        times = np.bincount(codes[below:], minlength=len(texts))
        if not times.all():  # some stand in the first rows alone
            texts_below = pa.array([text for text, count in zip(texts.to_pylist(), times) if count], pa.string())
            self._count(i, texts_below, times[times > 0])
            return self._see(i, texts, texts_below)[codes]
        self._count(i, texts, times)
        return self._see(i, texts, texts)[codes]

    def _count(self, i: int, texts: pa.Array, times: np.ndarray) -> None:
        counts = self.texts.setdefault(i, {})
        if counts is None:
            return
        for text, count in zip(texts.to_pylist(), times.tolist()):
            counts[text] = counts.get(text, 0) + count
        if len(counts) > MOST_TEXTS or lengths(texts).max(initial=0) > LONGEST_TEXT:
            self.texts[i] = None

    def _see(self, i: int, column: pa.Array, column_below: pa.Array) -> np.ndarray:
        """Takes in one column, of which the cells below the first rows tell the shape; gives which of its cells surely
        hold more than blanks."""
        ends, text = _raw(column)
        sizes = np.diff(ends)
        is_filled = sizes > 0
        if self.shapes[i]:
            self.shapes[i] &= _shapes(*_raw(column_below), self.shapes[i])
            if self.shapes[i] and len(column) == len(column_below):
                self.holes |= set() if is_filled.all() else {i}
                return is_filled
        self.holes |= set() if lengths(column_below).all() else {i}
        self.worded |= {i} if i not in self.worded and _has_words(*_raw(column_below)) else set()
        whole = is_filled.all()
        first, last = (
            text[ends[:-1] if whole else ends[:-1][is_filled]],
            text[(ends[1:] if whole else ends[1:][is_filled]) - 1],
        )
        is_padded = bool((BLANK_FIRST[first] | BLANK_LAST[last]).any())
        self.padded |= {i} if is_padded else set()
        self.marked |= {i} if (first == SHARP).any() or (text[ends[0] : ends[-1]] == PLUS).any() else set()
        self.has_long |= bool(sizes.max(initial=0) > LONG_BYTES)
        self.has_nul |= not text[ends[0] : ends[-1]].all()
        return is_filled if not is_padded else np.zeros(len(sizes), bool)

    def found(self) -> dict:
        """The traits, as JSON can hold them.

        head_ends: the row number up to which nothing is said about shapes; shapes: column → "day" (all cells are empty
        or 2026-01-31), "number" (empty or -1234.5) or both; padded: columns that may have cells with blanks at an end;
        marked: columns with a cell that begins with # or holds a +; has_blank: rows without anything may be there;
        worded: columns with a text below head_ends that does not end in a digit;
        holes: columns with an empty cell below head_ends; texts: column → its different texts below head_ends with the
        number of their rows, in the order of the file, of long files' columns that have few.
        """
        return {
            "holes": sorted(self.holes),
            "worded": sorted(self.worded),
            "texts": {i: list(counts.items()) for i, counts in self.texts.items() if counts is not None},
            "head_ends": self.head_ends,
            "shapes": {i: sorted(found) for i, found in self.shapes.items() if found},
            "padded": sorted(self.padded),
            "marked": sorted(self.marked),
            "has_blank": self.has_blank,
            "is_ragged": self.is_ragged,
            "has_long": self.has_long,
            "has_nul": self.has_nul,
        }


def lengths(column: pa.Array) -> np.ndarray:
    """How many bytes each text of a column has."""
    return np.diff(_raw(column)[0])


def is_coded(column: pa.Array) -> bool:
    """Whether a column is held as codes of its different texts."""
    return pa.types.is_dictionary(column.type)


def _raw(column: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """Where the texts of a column end in its bytes (with a first 0), and the bytes."""
    column = column.fill_null("") if column.null_count else column
    _, ends, text = column.buffers()
    ends = np.frombuffer(ends, np.int32)[column.offset : column.offset + len(column) + 1]
    return ends, np.frombuffer(text or b"", np.uint8)


def _has_words(ends: np.ndarray, text: np.ndarray) -> bool:
    """Whether a text ends with something else than a digit."""
    last = text[ends[1:][np.diff(ends) > 0] - 1]
    return bool((last - ZERO >= 10).any())


def _shapes(ends: np.ndarray, text: np.ndarray, possible: set) -> set:
    """Which shapes all texts of a column have."""
    sizes = np.diff(ends)
    sizes, starts = sizes[sizes > 0], ends[:-1][sizes > 0]
    if not len(sizes):
        return possible
    text = text[starts[0] : ends[-1]]
    if "day" in possible and (sizes == 10).all() and _are_days(text.reshape(-1, 10)):
        return {"day"}
    return {"number"} if "number" in possible and _are_numbers(text, starts - starts[0], sizes) else set()


def _are_days(text: np.ndarray) -> bool:
    digits = text[:, (0, 1, 2, 3, 5, 6, 8, 9)] - ZERO
    return bool((text[:, (4, 7)] == MINUS).all() and (digits < 10).all())


def _are_numbers(text: np.ndarray, starts: np.ndarray, lengths: np.ndarray) -> bool:
    """Whether each text is -?, 1 to 15 digits, and perhaps a point with one or two more."""
    if not ((text - ZERO < 10) | (text == POINT) | (text == MINUS)).all():
        return False
    ends = starts + lengths
    is_negative = text[starts] == MINUS
    one_place, two_places = ((lengths > n) & (text[ends - np.minimum(n, lengths)] == POINT) for n in (2, 3))
    digits = lengths - is_negative - 2 * one_place - 3 * two_places
    points, minuses = np.count_nonzero(text == POINT), np.count_nonzero(text == MINUS)
    return bool(
        points == one_place.sum() + two_places.sum()
        and minuses == is_negative.sum()
        and (digits >= 1).all()
        and (digits <= 15).all()
    )
