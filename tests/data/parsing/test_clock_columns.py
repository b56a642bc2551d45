"""A day in one column and its time of day in another are one moment, or it is asked which belong together."""

from datetime import date, time

import pytest
from parsed import Parsed

EVENTS = "case{0}activity{0}{1}\nK1{0}pick{0}{2}\nK1{0}ship{0}{3}\n"


@pytest.mark.parametrize(
    ("sign", "headings", "first", "second"),
    [
        (",", "Date,Time", "2025-03-25,08:00", "2025-03-25,14:30:15"),
        (";", "Fecha;Hora", "25/03/2025;8:00", "25/03/2025;14:30:15"),
        (";", "Data;Hora", "25/03/2025;08h00", "25/03/2025;14:30:15"),
        (";", "Event date;Event time", "25.03.2025;8:00 AM", "25.03.2025;2:30:15 PM"),
        (",", "date,time", "20250325,080000", "20250325,143015"),
        (",", "date,time", "2025-03-25 00:00:00,1899-12-30 08:00:00", "2025-03-25 00:00:00,1899-12-30 14:30:15"),
        (",", "date,time", "03/25/2025 12:00:00 AM,08:00", "03/25/2025 12:00:00 AM,14:30:15"),
        (",", "date,time", "2025-03-25,08h00m00s", "2025-03-25,14h30m15s"),
        (",", "date,time", "2025-03-25,09:00+01:00", "2025-03-25,15:30:15+01:00"),
    ],
)
def test_a_day_and_its_time_of_day_are_one_moment(tmp_path, sign, headings, first, second):
    found = Parsed(tmp_path, "stage_times", EVENTS.format(sign, headings, first, second))
    assert [str(moment) for moment in found.column("started_at")] == ["2025-03-25 08:00:00", "2025-03-25 14:30:15"]
    assert "CLOCK_BESIDE_DAY" in found.notes


def test_days_and_times_of_a_workbook_are_one_moment(tmp_path):
    rows = [["case", "activity", "Datum", "Uhrzeit"], ["K1", "pick", date(2025, 3, 5), time(8, 30)]]
    found = Parsed(tmp_path, "stage_times", rows, mapping={"started_at": "Datum"})
    assert [str(moment) for moment in found.column("started_at")] == ["2025-03-05 08:30:00"]


def test_start_end_and_promise_have_their_own_times(tmp_path):
    text = (
        "case,stage,Start date,Start time,End date,End time,Due date,Due time\n"
        "K1,pick,2025-03-05,08:00,2025-03-06,09:30,2025-03-07,17:00\n"
        "K1,pack,2025-03-06,09:30,2025-03-07,16:00,2025-03-07,17:00\n"
        "K1,ship,2025-03-07,16:00,-,-,2025-03-07,17:00\nK2,pick,2025-03-07,16:00,,00:00,2025-03-07,17:00\n"
    )
    found = Parsed(tmp_path, "stage_times", text)
    moments = {name: [str(at) for at in found.column(name)] for name in ("started_at", "finished_at", "promised_at")}
    assert moments == {
        "started_at": ["2025-03-05 08:00:00", "2025-03-06 09:30:00", *["2025-03-07 16:00:00"] * 2],
        "finished_at": ["2025-03-06 09:30:00", "2025-03-07 16:00:00", "None", "None"],
        "promised_at": ["2025-03-07 17:00:00"] * 4,
    }


def test_one_day_may_have_two_times_and_an_empty_one_is_no_moment(tmp_path):
    text = (
        "caso,etapa,Fecha,Hora inicio,Hora fin\nK1,a,05/03/2025,08:00,09:30\nK1,b,25/03/2025,08:00,08:45\n"
        "K2,a,05/03/2025,10:00,\n"
    )
    found = Parsed(tmp_path, "stage_times", text)
    assert [str(at) for at in found.column("started_at")] == [
        f"2025-03-{at}:00" for at in ("05 08:00", "25 08:00", "05 10:00")
    ]
    assert [str(at) for at in found.column("finished_at")] == ["2025-03-05 09:30:00", "2025-03-25 08:45:00", "None"]


TWO_DAYS = "case,stage,Started,Finished,Time\nK1,pick,2025-03-05,2025-03-07,08:00\n"


def test_a_time_beside_two_days_is_asked_about(tmp_path):
    assert Parsed(tmp_path, "stage_times", TWO_DAYS).answers == [("clock.Time", ["Started", "Finished", "none"])]
    for said, start, end in (("Started", "05 08", "07 00"), ("Finished", "05 00", "07 08"), ("none", "05 00", "07 00")):
        found = Parsed(tmp_path, "stage_times", TWO_DAYS, settings={"clock.Time": said})
        moments = [str(found.column(name)[0]) for name in ("started_at", "finished_at")]
        assert moments == [f"2025-03-{start}:00:00", f"2025-03-{end}:00:00"]


def test_the_stages_of_a_wide_file_have_their_times(tmp_path):
    text = "case,Received date,Received time,Approved date,Approved time\nK1,2025-03-05,08:00,2025-03-06,10:15\n"
    found = Parsed(tmp_path, "stage_times", text)
    assert [str(at) for at in found.column("started_at")] == ["2025-03-05 08:00:00", "2025-03-06 10:15:00"]


def test_where_nothing_has_moments_the_time_of_day_is_ignored(tmp_path):
    text = "complaint_id,Created date,Created time\nC1,2025-03-05,23:30\n"
    found = Parsed(tmp_path, "complaints", text)
    assert (found.questions, found.staged.ignored, str(found.column("opened_on")[0])) == (
        [],
        ["Created time"],
        "2025-03-05",
    )


def test_a_length_of_time_is_no_time_of_day(tmp_path):
    text = "case,stage,Started,Finished,Response time\nK1,pick,2025-03-05,2025-03-07,08:00\n"
    assert Parsed(tmp_path, "stage_times", text).questions == []


@pytest.mark.parametrize(
    ("dataset", "text", "column", "minutes"),
    [
        ("complaints", "complaint_id,Date,Handling time (min)\nC1,2025-01-13,1:30:00\n", "handling_minutes", 90),
        ("contacts", "contact_id,date,channel,Talk time\n1,2025-01-02,phone,0:12:30\n", "minutes", 12.5),
    ],
)
def test_a_length_of_time_beside_a_day_stays_one(tmp_path, dataset, text, column, minutes):
    mapping = {column: "Talk time"} if "Talk time" in text else {}
    assert [float(length) for length in Parsed(tmp_path, dataset, text, mapping=mapping).column(column)] == [minutes]


def test_which_days_a_time_belongs_to_is_remembered(put, store):
    assert put("stage_times", TWO_DAYS, **{"clock.Time": "Finished"})["status"] == "stored"
    assert put("stage_times", TWO_DAYS.replace("K1", "K2"), name="later.csv")["status"] == "stored"
    assert [str(at) for at in store.rows("stage_times")["finished_at"]] == ["2025-03-07 08:00:00"] * 2


@pytest.mark.parametrize("words", ["Begin,Completed", "comenzado,terminado", "Iniciou,Encerrado", "desde,hasta"])
def test_words_of_a_list_of_events_tell_the_ends_of_times_too(tmp_path, words):
    start, end = words.split(",")
    text = f"case,stage,Date,{start} time,{end} time\nK1,a,2025-03-05,08:00,09:30\n"
    found = Parsed(tmp_path, "stage_times", text)
    assert [str(found.column(name)[0]) for name in ("started_at", "finished_at")] == [
        "2025-03-05 08:00:00",
        "2025-03-05 09:30:00",
    ]
