"""Hostile files by the rules of reading: nothing is misread, nothing is asked without need, nothing breaks."""

import json
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hostile import CASES
from hostile_case import HEAD, Case

from data.commands.output import in_words
from data.contracts.definitions import contract
from data.import_options import Options
from data.imports.pipeline import import_file
from data.parsing.parse_table import parse_table
from data.reading.__main__ import _read_whole
from data.reading.text_table import ReadError, ReadFailure, TextTable
from data.store import Store


def read(case: Case, folder: Path, options: Options) -> TextTable | ReadFailure:
    """What the limited process answers, worked out in this one: it is a hundred times faster."""
    file, out = folder / case.file_name, folder / "cells.parquet"
    file.write_bytes(case.bytes())
    try:
        answer = json.loads(
            json.dumps(
                _read_whole(
                    {
                        "path": str(file),
                        "out": str(out),
                        "sheet": options.chosen_sheet,
                        "settings": dict(options.settings),
                    }
                )
            )
        )
    except ReadError as refused:
        return refused.refusal
    return TextTable(
        str(out), file.name, answer["sheet"], answer["width"], answer["rows"], answer["is_book"], answer["facts"]
    )


def staged(case: Case, folder: Path, said: Options | None = None):
    options = said or Options(settings=case.settings, mapping=case.mapping)
    cursor = duckdb.connect().cursor()
    return cursor, parse_table(cursor, read(case, folder, options), contract("complaints"), options, {})


@pytest.mark.sampled(60)
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_hostile_file(case, tmp_path):
    cursor, found = staged(case, tmp_path)
    if case.must == "reject":
        assert found.error and found.error["code"] == case.code, (found.error, found.questions)
        assert in_words(found.error)["message"]
    elif case.must == "ask":
        assert found.error is None and case.code in [question.code for question in found.questions], found.error
    else:
        assert not found.stops, (found.error, found.questions)
        _check(cursor, case)


def _check(cursor, case: Case) -> None:
    problems = cursor.execute("select distinct source_row, code from stage_problem order by 1").fetchall()
    assert tuple(sorted({row for row, _ in problems})) == case.bad
    assert {code for _, code in problems} <= set(case.code.split())
    names = [name for (name,) in cursor.execute("select column_name from (describe stage_row)").fetchall()]
    shown = [name for name in HEAD if name in names]
    rows = cursor.execute(f"select {', '.join(shown)} from stage_row order by source_row").fetchall()
    expected = [[dict(zip(HEAD, row))[name] for name in shown] for row in case.truth]
    assert [[_text(value, wanted) for value, wanted in zip(row, line)] for row, line in zip(rows, expected)] == expected
    assert len(rows) == len(expected)


def _text(value, wanted: str) -> str:
    """The stored value as the expectation writes it."""
    if isinstance(value, Decimal):
        return wanted if wanted and Decimal(wanted) == value else str(value)
    return "" if value is None else str(value)


@pytest.mark.sampled(6)
@pytest.mark.parametrize("case", [c for c in CASES if c.must == "ask"], ids=[c.name for c in CASES if c.must == "ask"])
def test_the_answer_given_makes_the_question_go(case, tmp_path):
    _, found = staged(case, tmp_path)
    said = Options(mapping=case.mapping, settings=case.settings)
    for question in found.questions:
        said = said.answered(question.setting, question.choices[0])
    assert staged(case, tmp_path, said)[1].questions == []


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path / "home")
    yield opened
    opened.connection.close()


SECTORS = "sector\nLogistics\nBilling\nSales\nLogística\nTeam 1\nIT\n物流\n"


@pytest.mark.sampled(4)
@pytest.mark.parametrize(
    "name, asked",
    [
        ("Lоgistics", True),
        ("Logistcs", True),
        ("Biling", True),
        ("LOGISTICS", False),
        ("  logistics ", False),
        ("Logis\u200btics", False),
        ("Logi\u0301stica", False),
        ("ＬＯＧＩＳＴＩＣＳ", False),
        ("Team 2", False),
        ("Team 1B", False),
        ("HR", False),
        ("Warehouse", False),
        ("(outside)", False),
        ("(unattributed)", False),
        ("(company)", False),
        ("物流", False),
        ("Sαles", True),
    ],
)
def test_near_sector_names(store, tmp_path, name, asked):
    for dataset, text in (
        ("sectors", SECTORS),
        ("complaints", f"complaint_id,opened_on,sector\nC1,2026-01-15,{name}\n"),
    ):
        (tmp_path / "f.csv").write_text(text, "utf-8")
        answer = import_file(store, dataset, tmp_path / "f.csv", Options())
    assert [question.code for question in answer["questions"]] == (["UNKNOWN_SECTOR"] if asked else [])
    assert answer["status"] == ("question" if asked else "stored")
