"""What reading notes about columns only saves work: with and without it the same rows are typed and set aside."""

import uuid
from dataclasses import replace

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.contracts.definitions import contract
from data.import_options import Options
from data.parsing.parse_table import parse_table
from data.reading.delimited.reader import read_separated
from data.reading.parquet_writer import traits_of
from data.reading.text_table import TextTable
from tests.support.files.blocks import blocks_of

HEADINGS = "complaint_id,opened_on,closed_on,category,compensation,handling_minutes,resolved,note"
IDS = st.sampled_from(
    ["K1", "K2", "K1", " K3", "K4\u00a0", "", "#N/A", "1.23457E+15", "Total", "K\0", "é", "k" * 33_000]
)
DAYS = st.sampled_from(
    ["2026-01-31", "2026-02-30", "", " 2026-01-05", "1899-12-31", "2099-01-01", "2026/01/05", "31.12.2025", "-", "n/a"]
)
AMOUNTS = st.sampled_from(
    ["12.50", "-3", "", "1234567890123456", "1,234.50", "12.345", "7 ", "#DIV/0!", "12.5.0", "-", "+4", "0.1"]
)
WORDS = st.sampled_from(["a", "", " b ", "#REF!", "#1", "yes", "no", "c+d", "\u200b"])
ROWS = st.lists(st.tuples(IDS, DAYS, DAYS, WORDS, AMOUNTS, AMOUNTS, WORDS, WORDS).map(list), min_size=1, max_size=3)
PLAIN = [
    [f"P{i}", "2026-01-15", "2026-01-16", "a", "12.50", "30", "yes", "x"] for i in range(64)
]  # more than the first rows


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("traits")


def staged(table: TextTable) -> tuple:
    cursor = duckdb.connect().cursor()
    found = parse_table(cursor, table, contract("complaints"), Options(settings={"compensation.decimal": "point"}), {})
    if found.stops:
        return found.error, found.questions
    rows = cursor.execute("select * from stage_row order by source_row").fetchall()
    return rows, cursor.execute("select * from stage_problem order by all").fetchall(), found.notes, found.readings


@settings(max_examples=12, deadline=None)
@given(ROWS, st.booleans(), st.lists(st.integers(0, 9), max_size=1), st.sampled_from([2 << 20, 3000]))
@example([["K1", "2026-01-15", "2026-01-10", "a", "1.00", "1", "yes", ""]], True, [], 3000)
@example([["", "2026-01-15", "", "Total", "800.00", "", "", ""]], True, [], 2 << 20)
@example([["K2", "2099-01-01", "1900-01-01", "", "-3", "1,234.50", "maybe", "n/a"]], True, [], 3000)
@example([[" K3", "2026-01-15", "", "", "7 ", "", "", ""]], True, [], 3000)
@example(
    [["#N/A", "2026-01-15", "", "#REF!", "", "", "", ""], ["1.23457E+15", "2026-01-15", "", "", "", "", "", ""]],
    True,
    [],
    3000,
)
@example([["", "", "", "", "", "", "", " "], ["K9", "2026-01-15", "", "", "", "", "", ""]], True, [3], 3000)
def test_traits_change_nothing(folder, rows, plain_before, short, characters):
    lines = (PLAIN if plain_before else []) + rows + [row[:length] for length in short for row in rows]
    file, out = folder / "in.csv", folder / f"{uuid.uuid4().hex}.parquet"
    file.write_text(
        "\n".join([HEADINGS, *(",".join(f'"{cell}"' for cell in line) for line in lines)]) + "\n", encoding="utf-8"
    )
    with blocks_of(characters):  # several blocks: columns whose texts repeat are read as codes, and counted
        answer = read_separated(file, {}, out)
    table = TextTable(str(out), "in.csv", None, answer["width"], answer["rows"], False, answer["facts"])
    with_traits = replace(table, facts=table.facts | {"traits": traits_of(out)})
    assert staged(with_traits) == staged(table)


def test_the_texts_of_a_long_file_are_counted(folder):
    # 200 rows below a heading, of which the first 60 of the file are looked at by themselves: rows 61 to 201
    lines = [f"K{number},{('a', 'b', '')[number % 3]}" for number in range(200)]
    (folder / "in.csv").write_text("\n".join(["id,word", *lines]) + "\n", encoding="utf-8")
    with blocks_of(400):
        read_separated(folder / "in.csv", {}, folder / "out.parquet")
    traits = traits_of(folder / "out.parquet")
    # row 61 of the file is number 59: 141 rows, 59 to 199, of each text 47, a first
    assert traits["texts"] == {"1": [["a", 47], ["b", 47], ["", 47]]}
    assert (traits["holes"], traits["worded"]) == ([1], [1])
