"""Lengths of time in columns of minutes and hours, as people and programs write them."""

from datetime import time, timedelta
from decimal import Decimal

import openpyxl
import pytest
from parsed import Parsed

from data.parsing.values.durations import read_seconds


def work(folder, *cells, heading="minutes", **settings) -> Parsed:
    lines = "".join(f'A{i};Billing;"{cell}"\n' for i, cell in enumerate(cells))
    return Parsed(folder, "complaint_work", f"complaint_id;sector;{heading}\n{lines}", settings=settings)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("1:30:00", "90"),
        ("0:00:45", "0.75"),
        ("27:00:30", "1620.5"),
        ("1 day, 2:00:00", "1560"),
        ("PT90M", "90"),
        ("PT1H30M", "90"),
        ("PT45S", "0.75"),
        ("P1DT1H", "1500"),
        ("1h 30m", "90"),
        ("1h30", "90"),
        ("1:30 h", "90"),
        ("12:30 min", "12.5"),
        ("1h05", "65"),
        ("1 h 30 min", "90"),
        ("1 hora y 30 minutos", "90"),
        ("2 Stunden und 15 Minuten", "135"),
        ("1,5 h", "90"),
        ("1.5 hrs", "90"),
        ("90min", "90"),
        ("90 s", "1.5"),
        ("1h 2m 30s", "62.5"),
    ],
)
def test_lengths_with_units(text, minutes):
    assert read_seconds(text) == Decimal(minutes) * 60


@pytest.mark.parametrize(
    "text",
    ["1:30", "90", "1d 4h", "30m 1h", "1h 30h", "1:75:00", "P1M", "PT", "P", "-1:30:00", "h", "1,500 h", "5 EUR", ""],
)
def test_what_is_no_length_or_not_only_one(text):
    assert read_seconds(text) is None


def test_lengths_and_numbers_stand_side_by_side(tmp_path):
    found = work(tmp_path, "1:30:00", "1h 30m", "PT90M", "90", "12,5", "1d")
    assert found.column("minutes") == [90, 90, 90, 90, Decimal("12.5")]
    assert [problem[3] for problem in found.problems] == ["NOT_A_NUMBER"]
    hours = Parsed(
        tmp_path,
        "sector_costs",
        "sector,month,purpose,amount,practical_hours\nBilling,2026-01,prevention,5,130:30:00\n",
    )
    assert (hours.questions, hours.column("practical_hours")) == ([], [Decimal("130.5")])


def test_the_unit_of_the_heading_does_not_concern_lengths(tmp_path):
    said = {"mapping": {"minutes": "Time (hours)"}, "settings": {"minutes.unit": "hours"}}
    text = "complaint_id,sector,Time (hours)\nA,Billing,1:30:00\nB,Billing,2\n"
    assert Parsed(tmp_path, "complaint_work", text, **said).column("minutes") == [90, 120]  # 2 hours are 120 minutes
    text, said["settings"] = text.replace(",2\n", ",PT2H\n"), {}
    found = Parsed(tmp_path, "complaint_work", text, **said)
    assert (found.questions, found.column("minutes")) == ([], [90, 120])  # nothing to ask: no number is bare


@pytest.mark.parametrize(
    ("shape", "minutes"), [("h:mm", [90, 750, 60]), ("mm:ss", [Decimal("1.5"), Decimal("12.5"), 60])]
)
def test_a_short_length_asks_which_it_is(tmp_path, shape, minutes):
    assert work(tmp_path, "1:30", "12:30", "1:00:00").answers == [("minutes.duration", ["h:mm", "mm:ss"])]
    assert work(tmp_path, "1:30", "12:30", "1:00:00", **{"minutes.duration": shape}).column("minutes") == minutes
    text = f"complaint_id,sector,Time {shape}\nA,Billing,1:30\nB,Billing,12:30\nC,Billing,1:00:00\n"
    said = Parsed(tmp_path, "complaint_work", text, mapping={"minutes": f"Time {shape}"})
    assert (said.questions, said.column("minutes")) == ([], minutes)


def book(folder, form: str, *cells):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["complaint_id", "sector", "minutes"])
    for number, cell in enumerate(cells, 2):
        sheet.append([f"A{number}", "Billing", cell])
        sheet.cell(number, 3).number_format = form
    path = folder / "b.xlsx"
    workbook.save(path)
    return path.read_bytes()


def test_time_cells_of_a_workbook(tmp_path):
    cells = (time(1, 30), timedelta(hours=26), time(0, 0))
    found = Parsed(tmp_path, "complaint_work", book(tmp_path, "[h]:mm:ss", *cells))
    assert (found.questions, found.column("minutes")) == ([], [90, 1560, 0])
    short = book(tmp_path, "h:mm", time(1, 30), time(0, 45))
    assert Parsed(tmp_path, "complaint_work", short).answers == [("minutes.duration", ["h:mm", "mm:ss"])]
    told = [Parsed(tmp_path, "complaint_work", short, settings={"minutes.duration": s}) for s in ("h:mm", "mm:ss")]
    assert [found.column("minutes") for found in told] == [[90, 45], [Decimal("1.5"), Decimal("0.75")]]
