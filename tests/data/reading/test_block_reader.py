"""Reading in blocks gives the cells that Python's csv module gives, or leaves the file to it."""

import csv
import re
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.reading.column_profile import ColumnProfile
from data.reading.delimited import block_reader, reader
from data.reading.delimited.encoding import Encoding
from tests.support.files.blocks import blocks_of

CELLS = st.one_of(
    st.sampled_from(
        ["", "a", " b ", "é", "1,5", 'say ""hi""', "'", "x\ny", "x\r\n\r\ny", "\n", "2026-01-31", "-12.50"]
    ),
    st.text('ab"\n\r, ;é\0', max_size=4),
)
LINES = st.lists(st.lists(CELLS, min_size=0, max_size=4), min_size=1, max_size=8)


def table(write, folder: Path, content: bytes, width: int, encoding="utf-8"):
    """The table one way of reading gives; None when the file is not for this way."""
    file, out = folder / "in.csv", folder / "out.parquet"
    file.write_bytes(content)
    try:
        reader._fill(write, reader.TextFile(file, Encoding(encoding), 0, ",", False), out, width)
    except (block_reader.NotRegular, csv.Error):
        return None
    return pq.read_table(out)


def both(folder: Path, content: bytes, width: int, characters=1 << 22, encoding="utf-8"):
    with blocks_of(characters):
        fast = table(reader._write_blocks, folder, content, width, encoding)
    return fast, table(reader._write, folder, content, width, encoding)


def joined(lines: list, quoted: bool, end: str) -> bytes:
    cell = (lambda text: f'"{text}"') if quoted else (lambda text: text)
    return end.join(",".join(map(cell, line)) for line in lines).encode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("regular")


@pytest.mark.long
@settings(max_examples=400, deadline=None)
@given(
    LINES, st.booleans(), st.sampled_from(["\n", "\r\n", "\r"]), st.integers(2, 4), st.sampled_from([1, 3, 20, 1 << 20])
)
@example([["a", "b"], [], ["c"], ["d", "e", "f"]], False, "\n", 2, 1 << 20)
@example([["x\n\ny", "b"], ["c", "d"]], True, "\n", 2, 3)
def test_blocks_and_rows_give_the_same_table(folder, lines, quoted, end, width, characters):
    fast, slow = both(folder, joined(lines, quoted, end), width, characters)
    assert fast is None or (slow is not None and fast.equals(slow))


@pytest.mark.long
@settings(max_examples=300, deadline=None)
@given(st.text('ab,"\n\r', max_size=20), st.integers(2, 3), st.integers(1, 8))
def test_no_arrangement_of_quotes_and_line_ends_is_read_differently(folder, text, width, characters):
    fast, slow = both(folder, text.encode(), width, characters)
    assert fast is None or (slow is not None and fast.equals(slow))


@pytest.mark.parametrize(
    "content",
    [
        b"a,b\n1,2\n",
        b"a,b\r\n1,2",
        b'a,b\n"1\n\n2","say ""hi"""\n',
        b"a,b\n\n1,2\n,\n",
        b"a,b\n1\n1,2,3\n",
        "a,b\né,ü\n".encode(),
    ],
)
def test_regular_quotes_are_read_in_blocks(folder, content):
    fast, slow = both(folder, content, 2)
    assert fast is not None and fast.equals(slow)


@pytest.mark.parametrize("content", [b'a,b\n5" pipe,2\n', b'a,b\n"x"y,2\n', b'a,b\n"x,2\n', b'a,b\n "x",2\n'])
def test_quotes_within_cells_are_left_to_the_csv_module(folder, content):
    assert both(folder, content, 2)[0] is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings(folder, encoding):
    fast, slow = both(folder, "a,b\né,2\n".encode(encoding), 2, 2, encoding)
    assert fast.equals(slow) and fast["c0"].to_pylist() == ["a", "é"]


def test_a_byte_of_another_encoding_marks_its_row(folder):
    fast, slow = both(folder, b"a,b\nx\xe9,2\nc,d\n", 2)
    assert fast.equals(slow) and fast["flaw"].to_pylist() == [None, "BAD_ENCODING", None]


NUMBER, DAY = re.compile(r"-?\d{1,15}(\.\d{1,2})?"), re.compile(r"\d{4}-\d\d-\d\d")
TEXTS = st.one_of(
    st.from_regex(NUMBER, fullmatch=True).filter(str.isascii),
    st.text("0123456789.-", max_size=5),
    st.just("2026-01-31"),
    st.just("1234567890"),
    st.just(""),
)


@pytest.mark.long
@settings(max_examples=500, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_column_has_a_shape_when_all_its_texts_have(texts):
    traits = ColumnProfile(1)
    traits.rows = 60  # below the heading
    traits.see(pc.cast(pc.add([*range(len(texts))], 1), "int64"), [pc.cast(texts, "string")], False)
    filled = [text for text in texts if text]
    shapes = {
        name for name, shape in (("number", NUMBER), ("day", DAY)) if all(shape.fullmatch(text) for text in filled)
    }
    assert set(traits.found()["shapes"].get(0, ())) == shapes


@pytest.mark.parametrize(
    "text, padded, marked",
    [
        ("a", False, False),
        (" a", True, False),
        ("a\t", True, False),
        ("a b", False, False),
        ("\u00a0a", True, False),
        ("a\u2009", True, False),
        ("a\u3000", True, False),
        ("\ufeffa", True, False),
        ("é", False, False),
        ("#N/A", False, True),
        ("1E+15", False, True),
        ("a\u200b", True, False),
        ("a\u202f", True, False),
        ("a\u205f", True, False),
    ],
)
def test_blanks_at_an_end_and_signs_of_errors_are_noticed(text, padded, marked):
    traits = ColumnProfile(1)
    traits.see(pc.cast([1], "int64"), [pc.cast([text], "string")], False)
    found = traits.found()
    assert (found["padded"], found["marked"]) == ([0] if padded else [], [0] if marked else [])
