"""Every hostile file of ../shared/badfiles, as far as the file alone decides what must happen."""

import json
from decimal import Decimal, InvalidOperation
from pathlib import Path

import duckdb
import pytest
from paths import SHARED

from data.commands.output import in_words
from data.contracts.definitions import contract
from data.import_options import Options
from data.parsing.parse_table import parse_table
from data.reading.read_file import read_text

FOLDER = SHARED / "badfiles" / "files"
NEEDS_DATABASE = ("sector_homoglyph.csv", "orphan_customer.csv")
ALSO_RIGHT = {"xlsx_row_bomb.xlsx": ("TOO_LARGE", "MOSTLY_BAD")}
SECTOR_MATCHING = ("invisible_chars.csv", "nfd.csv")

if not FOLDER.exists():
    pytest.skip("hostile files, without ../shared/badfiles", allow_module_level=True)

CASES = [c for c in json.loads((FOLDER / "manifest.json").read_text("utf-8")) if c["file"] not in NEEDS_DATABASE]


def staged_file(file: Path, folder: Path, settings: dict | None = None):
    options = Options(settings=settings or {})
    cursor = duckdb.connect().cursor()
    table = read_text(file, file.name, options, folder)
    return cursor, parse_table(cursor, table, contract("complaints"), options, {})


@pytest.mark.sampled(27)
@pytest.mark.parametrize("case", CASES, ids=[c["file"] for c in CASES])
def test_hostile_file(case, tmp_path):
    cursor, staged = staged_file(FOLDER / case["file"], tmp_path)
    codes = ALSO_RIGHT.get(case["file"], (case["code"],))
    if case["must"] == "reject":
        assert staged.error and staged.error["code"] in codes
        assert in_words(staged.error)["message"]
    elif case["must"] == "ask":
        assert staged.error is None
        assert codes[0] in [q.code for q in staged.questions]
    else:
        assert not staged.stops, (staged.error, staged.questions)
        _check_rows(cursor, staged, case)


def _check_rows(cursor, staged, case):
    problems = dict(cursor.execute("select source_row, code from stage_problem").fetchall())
    names = [
        "source_row",
        "complaint_id",
        "customer_id",
        "sector",
        "opened_on",
        "closed_on",
        "compensation",
        "category",
    ]
    names = [n for n in names if n == "source_row" or n in staged.columns]
    rows = [dict(zip(names, row)) for row in cursor.execute(f"select {', '.join(names)} from stage_row").fetchall()]
    numbers = sorted({*problems, *(row["source_row"] for row in rows)})
    assert [numbers.index(row) for row in sorted(problems)] == sorted(case["bad_rows"])
    assert set(problems.values()) <= {case["code"]}
    assert staged.rows_read == len(rows) + len(problems)
    stored = {numbers.index(row["source_row"]): row for row in rows}
    for index, column, value, _ in case["truth"]["cells"]:
        if index in stored and column in stored[index] and value != "ASK" and case["file"] not in SECTOR_MATCHING:
            assert _same(stored[index][column], value), (index, column, stored[index][column], value)


def _same(stored, value: str) -> bool:
    if isinstance(stored, Decimal):
        try:
            return stored == Decimal(value)
        except InvalidOperation:
            return False
    return ("" if stored is None else str(stored)) == value


@pytest.mark.parametrize(
    "case", [c for c in CASES if c["must"] == "ask"], ids=[c["file"] for c in CASES if c["must"] == "ask"]
)
def test_answer_makes_the_question_disappear(case, tmp_path):
    _, staged = staged_file(FOLDER / case["file"], tmp_path)
    options = Options()
    for question in staged.questions:
        options = options.answered(question.setting, question.choices[0])
    file = FOLDER / case["file"]
    table = read_text(file, file.name, options, tmp_path)
    again = parse_table(duckdb.connect().cursor(), table, contract("complaints"), options, {})
    assert again.questions == []
