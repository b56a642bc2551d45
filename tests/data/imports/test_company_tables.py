"""Data sets read from tables of the company's catalogue: what is said of them, what can be read, and what is stored."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow
import pytest
from arrow_tables import ArrowTables
from paths import ROOT

from data.company_tables.listing import readings
from data.company_tables.mapping import company_tables
from data.company_tables.reading import check_tables, look
from data.problems import Problem
from data.repairs.repair import repair_rows

MAPPING = """
[complaints]
table = "crm.cases"
[complaints.columns]
complaint_id = "case no"
opened_on = "created"
compensation = "paid"
resolved = "solved"
[complaints.values]
currency = "EUR"
sector = "Billing"
[complaints.settings]
"resolved.means.0" = "no"
"""
CASES = {
    "case no": [7, 8, 9],
    "created": [date(2026, 3, 31), date(2026, 4, 1), None],
    "paid": [Decimal("0.000001"), Decimal("12.500000"), Decimal("3.000000")],
    "solved": [True, False, None],
}
KINDS = {"paid": pyarrow.decimal128(18, 6), "created": pyarrow.date32(), "solved": pyarrow.bool_()}


def table(kinds=None, **changed) -> pyarrow.Table:
    """The cases, some columns of them with other cells or of another type."""
    cells = CASES | {name.replace("_", " "): cell for name, cell in changed.items()}
    known = KINDS | (kinds or {})
    return pyarrow.table({name: pyarrow.array(cell, known.get(name)) for name, cell in cells.items()})


@pytest.fixture
def said(tmp_path, monkeypatch):
    """A function that writes a text as engine.toml and reads it."""
    monkeypatch.setenv("LEDGER_ENGINE", "spark")

    def read(text: str = MAPPING) -> dict:
        (tmp_path / "engine.toml").write_text(text, encoding="utf-8")
        return company_tables(tmp_path)

    return read


@pytest.fixture
def mapped(store, said):
    """The same, for the store."""

    def read(text: str = MAPPING) -> dict:
        store.tables = said(text)
        return store.tables

    return read


def stored(store, *names: str) -> list[tuple]:
    return sorted(store.rows("complaints")[list(names)].astype(str).itertuples(index=False, name=None))


def begun(store) -> list[tuple]:
    """When stages began, in UTC, and by how many minutes the clock there differed from it."""
    with store.cursor() as cursor:
        return cursor.execute(
            "select cast(started_at as varchar), started_at_offset from raw_stage_times where to_version is null"
        ).fetchall()


def refused(work, *arguments) -> tuple[str, dict]:
    with pytest.raises(Problem) as problem:
        work(*arguments)
    assert "{" not in str(problem.value)
    return problem.value.code, problem.value.fields


def test_rows_get_the_types_of_the_data_set_and_what_is_wrong_is_set_aside(store, mapped):
    (answer,) = look(store, mapped(), ArrowTables(cases=table()))
    assert answer["rows"] == {"read": 3, "stored": 2, "quarantined": 1}
    assert stored(store, "complaint_id", "opened_on", "compensation", "currency", "resolved") == [
        ("7", "2026-03-31", "0.000001", "EUR", "True"),
        ("8", "2026-04-01", "12.500000", "EUR", "False"),
    ]
    (one,) = readings(store)
    assert (one["dataset"], one["table"], one["rows"], one["aside"]) == ("complaints", "crm.cases", 2, 1)
    assert one["reasons"] == [("MISSING_VALUE", "opened_on", 1)]


def test_a_table_is_read_again_only_when_it_has_changed(store, mapped):
    tables, source = mapped(), ArrowTables(cases=table())
    look(store, tables, source)
    assert look(store, tables, source)[0]["status"] == "unchanged" and source.was_read == ["crm.cases"]
    # case 7 is gone, case 9 has a day
    source.tables["crm.cases"] = table(created=[date(2026, 4, 1)] * 3).slice(1)
    look(store, tables, source)
    assert stored(store, "complaint_id") == [("8",), ("9",)] and readings(store)[0]["aside"] == 0
    assert store.version == 2 and len(store.rows("complaints", 1)) == 2


def test_a_table_is_read_again_when_its_rows_were_changed_otherwise(store, mapped, put):
    tables, source = mapped(), ArrowTables(cases=table())
    look(store, tables, source)
    store.tables = {}  # for a while it was none
    put("complaints", "complaint_id,opened_on\nup,2026-05-01\n")
    store.tables = tables
    look(store, tables, source)
    assert stored(store, "complaint_id") == [("7",), ("8",)]


def test_rows_of_a_table_are_neither_imported_nor_corrected_nor_taken_back(store, mapped, put):
    look(store, mapped(), ArrowTables(cases=table()))
    answer = put("complaints", "complaint_id,opened_on\nup,2026-05-01\n")
    assert answer["status"] == "refused"
    assert answer["error"] == {"code": "FROM_TABLE", "fields": {"dataset": "complaints", "table": "crm.cases"}}
    assert refused(store.undo, "i1")[0] == "FROM_TABLE"
    assert refused(repair_rows, store, "i1", [{"row": 4, "opened_on": "2026-05-01"}])[0] == "FROM_TABLE"
    assert store.version == 1
    assert put("customers", "customer_id,started_on\nA,2020-01-01\n")["status"] == "stored"


def test_an_instant_is_read_as_the_clock_of_its_zone_showed_it(store, mapped):
    text = '[stage_times]\ntable = "crm.steps"\n[stage_times.columns]\ncase_id = "c"\nstage = "s"\nstarted_at = "t"\n'
    moments = pyarrow.array([datetime(2026, 9, 30, 22, 30, tzinfo=UTC)], pyarrow.timestamp("us", tz="UTC"))
    steps = ArrowTables(steps=pyarrow.table({"c": ["J1"], "s": ["Pick"], "t": moments}))
    look(store, mapped(text), steps)
    assert begun(store) == [("2026-09-30 22:30:00", 0)]
    # in Madrid it was the first of October already
    look(store, mapped(text + '[stage_times.settings]\n"started_at.zone" = "Europe/Madrid"\n'), steps)
    assert begun(store) == [("2026-09-30 22:30:00", 120)]


def test_a_table_that_cannot_be_read_as_it_is_leaves_what_was_read_before(store, mapped):
    look(store, mapped(), ArrowTables(cases=table()))
    assert refused(look, store, store.tables, ArrowTables(cases=table().slice(3)))[0] == "TABLE_EMPTY"
    bad = ArrowTables(cases=table({"created": pyarrow.string()}, created=["x"] * 3))
    assert refused(look, store, store.tables, bad)[0] == "TABLE_REFUSED"
    lost = ArrowTables(cases=table(created=[date(2026, 5, 1)] * 3))
    lost.breaks = True  # after the first rows have come
    with pytest.raises(ConnectionError):
        look(store, store.tables, lost)
    assert len(store.rows("complaints")) == 2


def test_what_an_upload_would_ask_is_told_with_the_line_that_answers_it(store, mapped, put):
    put("sectors", "sector\nDelivery\n")
    text = MAPPING.replace('sector = "Billing"', 'sector = "Delivary"')
    code, fields = refused(look, store, mapped(text), ArrowTables(cases=table()))
    assert (code, fields["answer"]) == ("TABLE_ASKS", '"sector.Delivary" = "Delivery"')
    look(store, mapped(text + fields["answer"]), ArrowTables(cases=table()))
    assert {name for (name,) in stored(store, "sector")} == {"Delivery"}


@pytest.mark.parametrize(
    "cells, kinds, code, fields",
    [
        ({"paid": [1.5, 2, 3]}, {"paid": pyarrow.float64()}, "TABLE_TYPE", {"kind": "DOUBLE", "read": "paid"}),
        (
            {"created": [datetime(2026, 3, 31)] * 3},
            {"created": pyarrow.timestamp("us", tz="UTC")},
            "TABLE_TYPE",
            {"kind": "TIMESTAMP", "known": "DATE, TIMESTAMP_NTZ, STRING", "where": "[complaints] columns.opened_on"},
        ),
        (
            {"solved": [[1]] * 3},
            {"solved": pyarrow.list_(pyarrow.int64())},
            "TABLE_TYPE",
            {"kind": "list<item: int64>"},
        ),
    ],
)
def test_a_type_that_cannot_be_read_is_told(said, cells, kinds, code, fields):
    found = refused(check_tables, said(), ArrowTables(cases=table(kinds, **cells)))
    assert (found[0], found[1] | fields) == (code, found[1])


@pytest.mark.parametrize(
    "before, after, code, fields",
    [
        ("crm.cases", "crm.case", "TABLE_UNREAD", {"table": "crm.case", "reason": "TABLE_OR_VIEW_NOT_FOUND"}),
        ('"created"', '"opened"', "TABLE_NO_COLUMN", {"read": "opened", "known": "case no, created, paid, solved"}),
    ],
)
def test_a_table_or_column_that_is_not_there_is_told(said, before, after, code, fields):
    found = refused(check_tables, said(MAPPING.replace(before, after)), ArrowTables(cases=table()))
    assert (found[0], found[1] | fields) == (code, found[1])


@pytest.mark.parametrize(
    "text, code, fields",
    [
        ("[complaints", "TABLES_NO_TOML", {}),
        ("[complaint]", "TABLES_UNKNOWN", {"read": "complaint"}),
        ('complaints = "crm.cases"', "TABLES_NO_TEXT", {"where": "[complaints]", "read": "crm.cases"}),
        ("[complaints]", "TABLES_NO_TABLE", {"where": "[complaints]"}),
        ('[complaints]\ntable = "a"\ncolums = {}', "TABLES_UNKNOWN", {"where": "[complaints]", "read": "colums"}),
        (
            MAPPING.replace("compensation =", "compenstaion ="),
            "TABLES_UNKNOWN",
            {"where": "[complaints] columns", "read": "compenstaion"},
        ),
        (
            MAPPING.replace('"paid"', "1.5"),
            "TABLES_NO_TEXT",
            {"where": "[complaints] columns compensation", "read": 1.5},
        ),
        (MAPPING.replace("opened_on", "closed_on"), "TABLES_LACKS", {"column": "opened_on"}),
        (MAPPING.replace("sector =", "resolved ="), "TABLES_TWICE", {"column": "resolved"}),
        (MAPPING.replace('resolved.means.0"', 'opened_on.order"'), "TABLES_SETTING", {"read": "opened_on.order = no"}),
        (MAPPING.replace("resolved.means.0", "whole"), "TABLES_SETTING", {"read": "whole = no"}),
        (
            '[customers]\ntable = "a"\ncolumns = {customer_id = "c", has_left = "g"}',
            "TABLES_LACKS",
            {"column": "started_on / tenure_months + has_left"},
        ),
    ],
)
def test_what_cannot_be_understood_of_the_file_is_told_with_its_place(said, text, code, fields):
    found = refused(said, text)
    assert (found[0], found[1] | fields) == (code, found[1]) and found[1]["file"] == "engine.toml"


def test_the_example_of_the_guide_is_what_the_program_reads(said):
    guide = (ROOT / "docs/guides/company-tables.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    tables = said(example)
    assert list(tables) == ["customers", "complaints"]
    assert tables["complaints"].names[0] == "complaint_id" and len(tables["complaints"].columns) == 8


def test_the_file_is_that_of_the_home_or_of_a_setting_and_counts_where_spark_is_asked(said, monkeypatch, tmp_path):
    assert list(said()) == ["complaints"]
    monkeypatch.setenv("LEDGER_ENGINE_TABLES", str(tmp_path / "other.toml"))
    assert refused(company_tables, tmp_path) == ("TABLES_NO_FILE", {"file": str(tmp_path / "other.toml")})
    (tmp_path / "other.toml").write_text('[sectors]\ntable = "a"\ncolumns.sector = "s"\n', encoding="utf-8")
    assert list(company_tables(tmp_path)) == ["sectors"]
    monkeypatch.setenv("LEDGER_ENGINE", "duckdb")
    assert company_tables(tmp_path) == {}
