"""Files of every kind become the same text cells, or one clear refusal."""

import gzip
import io
import struct
import zipfile

import duckdb
import pytest

from data.commands.output import answer_with
from data.import_options import Options
from data.reading.read_file import read_text
from data.reading.text_table import ReadFailure

ROWS = [("a", "b"), ("1", "x"), ("2", "é")]


def read(tmp_path, content: bytes, name="file.csv", **settings):
    file = tmp_path / name
    file.write_bytes(content)
    sheet = settings.pop("sheet", None)
    options = Options(sheet=sheet, settings={k.replace("_", "-"): v for k, v in settings.items()})
    return read_text(file, name, options, tmp_path)


def cells(table):
    assert not isinstance(table, ReadFailure), table
    columns = ", ".join(f"c{i}" for i in range(table.width))
    return duckdb.execute(f"select {columns} from read_parquet(?) order by source_row", [table.path]).fetchall()


def row_numbers(table):
    found = duckdb.execute("select source_row from read_parquet(?) order by 1", [table.path]).fetchall()
    return [number for (number,) in found]


def zipped(**members) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    "separator, line_end, encoding",
    [
        (",", "\n", "utf-8"),
        (";", "\r\n", "utf-8-sig"),
        ("\t", "\r", "utf-16"),
        ("|", "\n", "utf-16-le"),
        (";", "\r", "cp1252"),
        (",", "\r\n", "utf-16"),
        ("|", "\r\n", "cp1252"),
    ],
)
def test_separators_line_ends_and_encodings(tmp_path, separator, line_end, encoding):
    text = line_end.join(separator.join(row) for row in ROWS)
    assert cells(read(tmp_path, text.encode(encoding))) == ROWS


def test_guessed_encoding_is_noted(tmp_path):
    table = read(tmp_path, "a,b\n1,é\n".encode("cp1252"))
    assert [note["code"] for note in table.facts["notes"]] == ["ENCODING_GUESSED"]


def test_unclear_encoding_is_asked_and_can_be_said(tmp_path):
    russian = "имя,город\nИван,Москва\n".encode("cp1251")
    refusal = read(tmp_path, russian)
    assert (refusal.code, "cp1252" in refusal.choices) == ("BAD_ENCODING", True)
    assert cells(read(tmp_path, russian, encoding="cp1251"))[1] == ("Иван", "Москва")


def test_sep_line_is_no_row(tmp_path):
    table = read(tmp_path, b"sep=;\na;b\n1,5;x\n")
    assert cells(table) == [("a", "b"), ("1,5", "x")]
    assert row_numbers(table) == [1, 2]


def test_blank_rows_count_and_quoted_line_breaks_do_not(tmp_path):
    # row 1 heading, row 2 holds a line break, row 3 blank, row 4
    table = read(tmp_path, b'a,b\n"x\ny",1\n\nz,2\n')
    assert row_numbers(table) == [1, 2, 4]
    assert cells(table)[1] == ("x\ny", "1")


def test_quotes_inside_unquoted_text_stay(tmp_path):
    assert cells(read(tmp_path, b'a,b\n5" pipe,1\n'))[1] == ('5" pipe', "1")
    assert cells(read(tmp_path, b'a,b\n"x"y,1\n'))[1] == ("xy", "1")


@pytest.mark.parametrize("content", [b'a,b\n"x,1\ny,2\n', b'a,b\n"x,1\n"y",2\n'])
def test_open_quote_is_refused(tmp_path, content):
    assert read(tmp_path, content).code == "UNBALANCED_QUOTE"


@pytest.mark.parametrize(
    "content, code",
    [
        (b"", "EMPTY_FILE"),
        (b" \n\n", "EMPTY_FILE"),
        (b"<html><table></table></html>", "NOT_A_SPREADSHEET"),
        (b'{"a": 1}', "NOT_A_SPREADSHEET"),
        (b'[{"a": 1}]', "NOT_A_SPREADSHEET"),
        (b"MZ\x90\x00\x03\x00", "NOT_A_SPREADSHEET"),
        (b"%PDF-1.7\n", "NOT_A_SPREADSHEET"),
        (b"PAR1....", "WRONG_TYPE"),
        (b"a,b\n1,2\n" + b"\0" * 99, "NUL_BYTE"),
        (b"PK\x03\x04broken", "DAMAGED_FILE"),
        (b"\x1f\x8bbroken", "DAMAGED_FILE"),
        (b",".join([b"a"] * 2001) + b"\n", "TOO_MANY_COLUMNS"),
    ],
)
def test_refused_by_content(tmp_path, content, code):
    assert read(tmp_path, content).code == code


def test_gzip_and_zip_hold_one_table(tmp_path):
    content = b"a,b\n1,2\n"
    assert cells(read(tmp_path, gzip.compress(content)))[1] == ("1", "2")
    packed = zipped(**{"in/table.csv": content, "__MACOSX/in/._table.csv": b"x", "notes.pdf": b"%PDF"})
    assert cells(read(tmp_path, packed, "x.zip"))[1] == ("1", "2")


def test_two_tables_in_a_zip_are_asked_about(tmp_path):
    packed = zipped(**{"one.csv": b"a,b\n1,2\n", "two.csv": b"a,b\n3,4\n"})
    refusal = read(tmp_path, packed)
    assert (refusal.code, refusal.choices) == ("SEVERAL_FILES", ("one.csv", "two.csv"))
    assert answer_with(refusal.question) == "--set sheet=one.csv"
    assert cells(read(tmp_path, packed, sheet="two.csv"))[1] == ("3", "4")


def test_unsafe_archives_are_refused(tmp_path):
    assert read(tmp_path, zipped(**{"../up.csv": b"a,b\n"})).code == "UNSAFE_FILE"
    locked = bytearray(zipped(**{"a.csv": b"a,b\n1,2\n"}))
    struct.pack_into("<H", locked, locked.index(b"PK\x01\x02") + 8, 1)  # the flag that a password is needed
    assert read(tmp_path, bytes(locked)).code == "PASSWORD_PROTECTED"


def test_bombs_are_refused(tmp_path):
    bomb = gzip.compress(b"0" * (200 << 20))
    assert len(bomb) < 1 << 20
    assert read(tmp_path, bomb).code == "TOO_LARGE"
