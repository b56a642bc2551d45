"""Days that mean something else than they say: converted in the wrong order, without a year or a zone, none at all."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from parsed import Parsed

from data.parsing.values.dates import MONTHS_BEGIN, month_names, read_date

# What a program set to month-first leaves of days written day first: 5.1. and 11.2. became days, 25.1. stayed text.
CONVERTED = ("opened", date(2025, 5, 1), date(2025, 11, 2), date(2025, 3, 3), "25/01/2025", "13/02/2025")
MEANT = [date(2025, 1, 5), date(2025, 2, 11), date(2025, 3, 3), date(2025, 1, 25), date(2025, 2, 13)]
WRITTEN_OUT = ("apertura", "2025-05-01", "2025-11-02", "2025-03-03", "25.01.2025 09:30", "13.02.2025 10:00")
MONTHS_FIRST = ("opened", date(2025, 5, 1), date(2025, 11, 2), date(2025, 3, 3), "01/25/2025", "02/13/2025")


def complaints(cells):
    return [["complaint_id", "opened_on"], *([f"C{i}", cell] for i, cell in enumerate(cells[1:]))]


@pytest.mark.parametrize("cells", [CONVERTED, WRITTEN_OUT, MONTHS_FIRST])
def test_a_column_a_program_converted_in_the_wrong_order_is_asked_about(tmp_path, cells):
    asked = Parsed(tmp_path, "complaints", complaints(cells))
    assert (asked.questions, asked.answers) == (
        ["HALF_CONVERTED_DATES"],
        [("opened_on.half-converted", ["exchange", "keep"])],
    )
    answered = Parsed(tmp_path, "complaints", complaints(cells), settings={"opened_on.half-converted": "exchange"})
    assert answered.column("opened_on") == MEANT
    kept = Parsed(tmp_path, "complaints", complaints(cells), settings={"opened_on.half-converted": "keep"})
    assert kept.column("opened_on")[:2] == [date(2025, 5, 1), date(2025, 11, 2)]


@pytest.mark.parametrize("last", [date(2025, 3, 13), "05/02/2025"])
def test_one_real_day_after_the_twelfth_or_one_text_before_it_decides(tmp_path, last):
    cells = (*CONVERTED, last)
    assert Parsed(tmp_path, "complaints", complaints(cells)).questions == []


@pytest.mark.parametrize("flag", ['date1904="1"', 'date1904="true"'])
def test_a_workbook_counts_from_1904_whatever_its_extensions_say(tmp_path, flag):
    book, whole = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["complaint_id", "opened_on"])
    book.active.append(["C1", 43894])
    book.active["B2"].number_format = "yyyy-mm-dd"
    book.save(whole)
    changed = io.BytesIO()
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "xl/workbook.xml":
                extension = b'<extLst><ext xmlns:y="urn:y"><y:workbookPr y="0"/><y:sheet name="Z"/></ext></extLst>'
                content = content.replace(b"<workbookPr", f"<workbookPr {flag}".encode(), 1)
                content = content.replace(b"</workbook>", extension + b"</workbook>")
            after.writestr(name, content)
    # 43,894 days after 1904-01-01
    assert Parsed(tmp_path, "complaints", changed.getvalue()).column("opened_on") == [date(2024, 3, 5)]


def customers(*rows):
    return "customer_id,started_on,ended_on\n" + "".join(f"K{i},{row}\n" for i, row in enumerate(rows))


@pytest.mark.sampled(4)
@pytest.mark.parametrize(
    "written, marker",
    [
        ("0000-00-00", "0000-00-00"),
        ("00.00.0000", "0000-00-00"),
        ("00000000", "0000-00-00"),
        ("0000-00-00 00:00:00", "0000-00-00"),
        ("0", "0000-00-00"),
        ("1900-01-00", "1900-01-00"),
        ("1970-01-01", "1970-01-01"),
        ("01/01/1970 01:00", "1970-01-01"),
        ("1969-12-31", "1969-12-31"),
        ("1899-12-30", "1899-12-30"),
        ("1900-01-01", "1900-01-01"),
        ("1901-01-01", "1901-01-01"),
        ("0001-01-01", "0001-01-01"),
        ("1753-01-01", "1753-01-01"),
        ("2999-12-31", "2999-12-31"),
    ],
)
def test_a_day_that_stands_for_no_end_is_asked_about(tmp_path, written, marker):
    text = customers(f"2024-02-01,{written}", f"2024-03-01,{written}", "2024-04-01,2025-04-30")
    assert Parsed(tmp_path, "customers", text).answers == [("ended_on.open", [marker, "none"])]
    taken = Parsed(tmp_path, "customers", text, settings={"ended_on.open": marker})
    assert (taken.questions, taken.column("ended_on")) == ([], [None, None, date(2025, 4, 30)])


def test_unknown_starts_are_asked_about_in_one_question(tmp_path):
    text = customers("1900-01-01,", "1970-01-01,2024-03-15", "2023-05-01,")
    asked = Parsed(tmp_path, "customers", text).answers
    assert asked == [("started_on.open", ["1900-01-01,1970-01-01", "1900-01-01", "1970-01-01", "none"])]
    taken = Parsed(tmp_path, "customers", text, settings={"started_on.open": asked[0][1][0]})
    assert [(row, code) for row, _, _, code in taken.problems] == [(2, "MISSING_VALUE"), (3, "MISSING_VALUE")]
    real = Parsed(tmp_path, "customers", text, settings={"started_on.open": "none"})
    assert real.column("started_on")[0] == date(1900, 1, 1)


@pytest.mark.parametrize("start", ["1970-01-01", "2000-01-01", "1980-01-01"])
def test_the_first_of_january_among_others_is_a_day(tmp_path, start):
    year = int(start[:4])
    text = customers(f"{start},", f"{start},", f"{year + 1}-06-01,", "2024-04-01,")
    assert Parsed(tmp_path, "customers", text).questions == []


@pytest.mark.parametrize(
    "days",
    [
        ("Mar 03", "Mar 10"),
        ("Mar 10", "Mar 12", "Mar 14"),
        ("Mar 24", "Mar 25", "Mar 26"),
        ("Feb 24", "Mar 03"),
        ("mar-10", "mar-17"),
        ("März 10", "März 11"),
        ("ene 18", "ene 25", "feb 22", "feb 24"),
    ],
)
def test_days_without_a_year_are_asked_about(tmp_path, days):
    text = "day,channel,cost\n" + "".join(f"{day},Search,100\n" for day in days)
    asked = Parsed(tmp_path, "acquisition_spend", text)
    assert (asked.questions, asked.answers[0][1][-1]) == (["DAY_OR_YEAR"], "written")
    taken = Parsed(tmp_path, "acquisition_spend", text, settings={"month.year": "2025"})
    assert {month.year for month in taken.column("month")} == {2025}


@pytest.mark.parametrize("months", [("Jan 25", "Feb 25", "Mar 25"), ("Mar-26",), ("Dec-25", "Jan-26", "Feb-26")])
def test_months_with_a_short_year_are_not_asked_about(tmp_path, months):
    text = "month,channel,cost\n" + "".join(f"{month},Search,100\n" for month in months)
    assert Parsed(tmp_path, "acquisition_spend", text).questions == []


def test_times_with_and_without_a_zone_in_one_column_are_asked_about(tmp_path):
    text = (
        "case,activity,sector,timestamp\nK,a,S,2025-07-01 10:00\nK,b,S,2025-07-01T09:00:00Z\nK,c,S,2025-12-01 10:00\n"
    )
    asked = Parsed(tmp_path, "stage_times", text)
    assert (asked.questions, asked.answers[0][0]) == (["MIXED_ZONES"], "started_at.zone")
    assert {"Europe/Madrid", "UTC", "America/Sao_Paulo"} <= set(asked.answers[0][1])
    taken = Parsed(tmp_path, "stage_times", text, settings={"started_at.zone": "Europe/Madrid"})
    # ten o'clock in Madrid is 08:00 UTC in summer and 09:00 in winter
    assert taken.column("started_at") == [datetime(2025, 7, 1, 8), datetime(2025, 7, 1, 9), datetime(2025, 12, 1, 9)]


def test_a_column_without_zones_beside_one_with_them_is_asked_about(tmp_path):
    text = "case,stage,start,end\nK,a,2025-07-01 10:40,2025-07-01T11:40+02:00\n"
    asked = Parsed(tmp_path, "stage_times", text, mapping={"finished_at": "end"})
    assert [setting for setting, _ in asked.answers] == ["started_at.zone"]
    assert asked.answers[0][1][0] == "Europe/Madrid"  # its clock is two hours ahead of UTC on that day
    both = {"started_at.zone": "+02:00"}
    assert Parsed(tmp_path, "stage_times", text, {"finished_at": "end"}, both).column("finished_at - started_at") == [
        datetime(2025, 1, 1, 1) - datetime(2025, 1, 1)
    ]


def test_times_that_all_lack_a_zone_are_not_asked_about(tmp_path):
    text = "case,stage,started_at\nK,a,2025-07-01 10:40\nK,b,2025-07-01 11:40\n"
    assert Parsed(tmp_path, "stage_times", text).questions == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Thu 13 Mar 2025", date(2025, 3, 13)),
        ("mar 4 mar 2025", date(2025, 3, 4)),  # Tuesday, March
        ("martes 4 de marzo de 2025", date(2025, 3, 4)),
        ("lun. 3 mars 2025", date(2025, 3, 3)),
    ],
)
def test_a_weekday_beside_march_is_none_of_two_months(text, day):
    assert read_date(text).under(None) == day


@pytest.mark.parametrize("text", ["Dept 12", "Team Mars 2025 North", "2025-W11"])
def test_names_with_a_number_are_no_days(text):
    assert read_date(text) is None


def test_every_month_begins_as_names_of_months_are_told_by():
    assert [name for name in month_names() if not name.startswith(MONTHS_BEGIN)] == []
