"""Lists of events and rows of whole cases, read as what their stamps mark: beginnings, ends, both, a promise."""

from datetime import datetime

import duckdb
import pyarrow
import pytest
from pyarrow import parquet

from data.commands.output import answer_with
from data.contracts.definitions import contract
from data.import_options import Options
from data.parsing.parse_table import parse_table
from data.reading.text_table import TextTable
from data.repairs.repair import repair_rows

XES = "case:concept:name,concept:name,lifecycle:transition,org:group,time:timestamp\n"


class Staged:
    """What the rows of a text became, read without a file and a home: stages, questions, rows set aside."""

    def __init__(self, folder, text, mapping, settings):
        sign = next(sign for sign in ";\t," if sign in text.splitlines()[0])
        rows = [line.split(sign) for line in text.splitlines()]
        numbers, width = len(rows), len(rows[0])
        cells = {f"c{i}": [row[i] for row in rows] for i in range(width)}
        facts = {
            "cells": [width] * numbers,
            "spill": pyarrow.nulls(numbers, "string"),
            "flaw": pyarrow.nulls(numbers, "string"),
        }
        table = {"source_row": list(range(1, numbers + 1)), **facts, "kinds": ["t" * width] * numbers, **cells}
        parquet.write_table(pyarrow.table(table), folder / "cells.parquet")
        source = TextTable(
            str(folder / "cells.parquet"), "f", None, width, numbers, True, {"notes": [], "questions": []}
        )
        self.cursor = duckdb.connect().cursor()
        options = Options(mapping=mapping, settings=settings)
        self.staged = parse_table(self.cursor, source, contract("stage_times"), options, {})
        self.notes = [note["code"] for note in self.staged.notes]

    @property
    def question(self):
        """The only question: its code, its choices and the option that answers it with the first."""
        (question,) = self.staged.questions
        return question.code, question.choices, answer_with(question)

    @property
    def aside(self):
        return self.cursor.execute("select source_row, code from stage_problem order by 1").fetchall()

    def stages(self, *columns):
        """Case, stage, beginning and end as hours of March 2025 and further columns, in order of time."""
        assert not self.staged.stops
        more = "".join(f", {name}" for name in columns)
        found = self.cursor.execute(
            f"select case_id, stage, started_at, finished_at{more} from stage_row "
            "order by case_id, started_at, finished_at, stage"
        )
        return [(case, stage, of(start), of(end), *rest) for case, stage, start, end, *rest in found.fetchall()]


def of(stamp):
    return None if stamp is None else (stamp - datetime(2025, 3, 1)).total_seconds() / 3600


@pytest.fixture
def staged(tmp_path):
    """A function that reads a text; in settings, a__b stands for a.b."""

    def read(text, mapping=None, **settings):
        return Staged(tmp_path, text, mapping or {}, {name.replace("__", "."): said for name, said in settings.items()})

    return read


@pytest.fixture
def hours(store):
    """A function that gives the stored stages with their beginnings and ends as hours of March 2025."""

    def read():
        found = store.connection.cursor().execute(
            "select stage, started_at, finished_at from raw_stage_times where to_version is null "
            "order by started_at, finished_at, stage"
        )
        return [(stage, of(start), of(end)) for stage, start, end in found.fetchall()]

    return read


PAIRS = {
    "xes": XES + "K,a,start,V,2025-03-01 09:00\nK,a,complete,V,2025-03-01 10:00\n"
    "K,b,start,V,2025-03-01 12:00\nK,b,complete,V,2025-03-01 13:00\n",
    "newest first": XES + "K,b,complete,V,2025-03-01 13:00\nK,b,start,V,2025-03-01 12:00\n"
    "K,a,complete,V,2025-03-01 10:00\nK,a,start,V,2025-03-01 09:00\n",
    "scheduled, suspended": XES + "K,a,schedule,V,2025-03-01 08:00\nK,a,START,V,2025-03-01 09:00\n"
    "K,a,SUSPEND,V,2025-03-01 09:10\nK,a,RESUME,V,2025-03-01 09:50\nK,a,COMPLETE,V,2025-03-01 10:00\n"
    "K,b,START,V,2025-03-01 12:00\nK,b,COMPLETE,V,2025-03-01 13:00\n",
    "spanish": "caso;actividad;fase del registro;departamento;fecha y hora\nK;a;Inicio;V;01/03/2025 09:00\n"
    "K;a;Fin;V;01/03/2025 10:00\nK;b;Inicio;V;01/03/2025 12:00\n"
    "K;b;Fin;V;01/03/2025 13:00\nL;a;Inicio;V;13/03/2025 13:00\n",
    "portuguese": "caso;atividade;tipo;setor;data e hora\nK;a;Início;V;2025-03-01 09:00\n"
    "K;a;Concluído;V;2025-03-01 10:00\nK;b;Início;V;2025-03-01 12:00\nK;b;Concluído;V;2025-03-01 13:00\n",
    "event beside task": "case,task,event,team,time\nK,a,Started,V,2025-03-01 09:00\nK,a,Finished,V,2025-03-01 10:00\n"
    "K,b,Started,V,2025-03-01 12:00\nK,b,Finished,V,2025-03-01 13:00\n",
}


@pytest.mark.parametrize("form", PAIRS)
def test_start_and_complete_are_the_two_ends_of_a_stage(staged, form):
    read = staged(PAIRS[form])
    assert [row for row in read.stages("sector") if row[0] == "K"] == [("K", "a", 9, 10, "V"), ("K", "b", 12, 13, "V")]
    assert read.notes == ["EVENT_LOG_OF_PAIRS"] and read.staged.rows_read == len(read.stages())


def test_two_rows_of_a_stage_in_unknown_words_are_asked_about(staged):
    text = "case,activity,k,team,time\nK,a,A,V,2025-03-01 09:00\nK,a,Z,V,2025-03-01 10:00\n"
    text += "K,b,A,V,2025-03-01 12:00\nK,b,Z,V,2025-03-01 13:00\n"
    assert staged(text).question == ("LIFECYCLE_WORDS", ["#3=A", "#3=Z", "none"], "--set 'lifecycle=#3=A'")
    assert staged(text, lifecycle="#3=A").stages() == [("K", "a", 9, 10), ("K", "b", 12, 13)]
    assert len(staged(text, lifecycle="none").stages()) == 4
    assert staged(text, lifecycle="no such").staged.error["code"] == "UNKNOWN_HEADING"


def test_a_state_that_opens_and_closes_is_no_lifecycle(staged):
    text = "case,activity,state,team,time\nK,register,open,V,2025-03-01 09:00\nK,solve,closed,V,2025-03-01 10:00\n"
    assert staged(text).stages() == [("K", "register", 9, 10), ("K", "solve", 10, None)]


def test_ends_without_a_beginning_wait_since_the_event_before(staged):
    # b is twice at once (the second began before the first ended), c has no beginning: nothing ran since 13:00
    read = staged(
        XES + "K,a,complete,V,2025-03-01 08:00\nK,b,start,V,2025-03-01 09:00\nK,b,start,V,2025-03-01 10:00\n"
        "K,b,complete,V,2025-03-01 12:00\nK,b,complete,V,2025-03-01 13:00\nK,c,complete,V,2025-03-01 15:00\n"
        "K,d,start,V,2025-03-01 16:00\nK,e,complete,V,2025-03-01 17:00\n"
    )
    assert read.stages() == [
        ("K", "a", 8, 8),
        ("K", "b", 9, 12),
        ("K", "b", 10, 13),
        ("K", "c", 13, 15),
        ("K", "d", 16, None),
        ("K", "e", 17, 17),
    ]


ENDS = XES + "K,a,complete,S,2025-03-01 09:00\nK,b,complete,C,2025-03-01 12:00\nK,c,complete,X,2025-03-01 12:00\n"
ENDS += "K,d,complete,F,2025-03-02 12:00\n"
ENDED = [("K", "a", 9, 9), ("K", "b", 9, 12), ("K", "c", 12, 12), ("K", "d", 12, 36)]


@pytest.mark.parametrize("newest_first", [False, True])
def test_completions_are_asked_about_and_end_their_stages_once(staged, newest_first):
    head, *rows = ENDS.splitlines()
    text = "\n".join([head, *(reversed(rows) if newest_first else rows)])
    assert staged(text).question == ("EVENT_TIMES", ["ends", "starts"], "--set times=ends")
    read = staged(text, times="ends")
    assert (read.stages(), read.staged.rows_read, read.notes) == (ENDED, 4, ["EVENT_LOG_OF_ENDS"])


@pytest.mark.parametrize(
    "heading", ["complete_timestamp", "Finished", "fecha de finalización", "concluído em", "end time"]
)
def test_a_stamp_called_an_end_ends_its_stage(staged, heading):
    rows = [line.split(",") for line in ENDS.splitlines()[1:]]
    text = f"case,activity,team,{heading}\n" + "".join(f"{k},{a},{s},{t}\n" for k, a, _, s, t in rows)
    read = staged(text)
    assert read.staged.mapping["finished_at"] == heading and "started_at" not in read.staged.mapping
    assert read.stages() == ENDED
    assert staged(text, {"started_at": heading}).question == ("EVENT_TIMES", ["ends", "starts"], "--set times=ends")


@pytest.mark.parametrize(
    "names, cells",
    [
        ("time:timestamp,start_timestamp", "{1},{0}"),
        ("start_timestamp,time:timestamp", "{0},{1}"),
        ("Start Time,Event Time", "{0},{1}"),
        ("fecha y hora,fecha de inicio", "{1},{0}"),
    ],
)
def test_a_stamp_beside_the_start_is_the_end(staged, names, cells):
    stages = [("a", "2025-03-01 09:00", "2025-03-01 10:00"), ("b", "2025-03-01 12:00", "2025-03-01 13:00")]
    text = f"case,activity,team,{names}\n" + "".join(f"K,{a},V,{cells.format(*times)}\n" for a, *times in stages)
    assert staged(text).stages() == [("K", "a", 9, 10), ("K", "b", 12, 13)]


def test_times_a_whole_case_shares_are_those_of_no_stage(staged):
    text = "case,activity,team,start date,event time,resolved at,closed at\n"
    text += "K,a,V,2025-03-01 09:00,2025-03-01 09:00,2025-03-01 20:00,2025-03-02 20:00\n"
    text += "K,b,V,2025-03-01 09:00,2025-03-01 12:00,2025-03-01 20:00,2025-03-02 20:00\n"
    assert staged(text).question == ("END_OF_CASE", ["none", "#6", "#7"], "--map finished_at=none")
    assert staged(text, {"finished_at": "none"}).stages() == [("K", "a", 9, 12), ("K", "b", 12, None)]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_newest_first_is_read_from_below(staged, separator):
    rows = ["case,activity,team,day", "K,close,D,2025-03-05", "K,pick,W,2025-03-01", "K,order,S,2025-03-01"]
    read = staged("\n".join(rows).replace(",", separator), {"started_at": "day"}, final="close")
    assert read.stages() == [("K", "order", 0, 0), ("K", "pick", 0, 96)]


def test_handovers_within_a_minute_are_no_doubles(staged):
    text = "incident,status,team,changed at,owner\nI,queued,A,2025-03-01 09:00,x\nI,queued,B,2025-03-01 09:00,x\n"
    text += "I,queued,B,2025-03-01 09:00,x\nI,queued,B,2025-03-01 09:00,y\nI,done,B,2025-03-01 11:00,y\n"
    read = staged(text)
    assert read.aside == [(4, "DUPLICATE_ID")]
    assert [row[1:2] + row[4:] for row in read.stages("sector")] == [
        ("queued", "A"),
        ("queued", "B"),
        ("queued", "B"),
        ("done", "B"),
    ]
    assert [round(end - start, 6) for _, _, start, end in read.stages()[:3]] == [0, 0, 2]
    assert len({start for _, _, start, _ in read.stages()}) == 4  # a millionth of a second apart: keys of their own


def test_the_customer_is_nobody_in_every_language(put, store):
    words = ("client", "Clientes", "Kunde", "(cliente)", "External customer", "Customers")
    rows = "".join(f"{word},sign,2025-03-01 09:00,2025-03-01 10:00,{word}\n" for word in words)
    put("stage_times", "case,stage,start,end,sector\n" + rows)
    assert list(store.rows("stage_times").sector) == ["customer"] * 6


WIDE = "order;ordered;approved;given to carrier;delivered;estimated delivery"
DAYS = ["1;2;4;9;10", "1;2;4;8;10", "1;2;4;9;8", "1;4;2;9;10", "1;2;4;;10"]


def wide(days, head=WIDE, order=range(5)):
    """The days of March of each order as a row a case, its columns of times in another order."""
    lines = [[f"2025-03-{int(day):02d} 00:00:00" if day else "" for day in row.split(";")] for row in days]
    names = head.split(";")
    rows = [[names[0], *(names[i + 1] for i in order)]]
    rows += [[f"K{number}", *(line[i] for i in order)] for number, line in enumerate(lines, 1)]
    return "\n".join(";".join(row) for row in rows)


@pytest.mark.parametrize("order", [range(5), (4, 0, 1, 2, 3), (3, 0, 1, 2, 4)])
def test_a_promise_is_no_stage_and_rows_against_the_order_are_set_aside(staged, order):
    read = staged(wide(DAYS, order=order), stage__approved__sector="Shop", stage__approved__assigned_hours="30")
    assert read.aside == [(5, "ENDED_BEFORE_STARTED")]
    stages = read.stages("sector", "assigned_hours::int", "promised_at::varchar")
    # a promised day counts until its end
    until = "2025-03-10 23:59:59.999999"
    assert [row for row in stages if row[0] == "K1"] == [
        ("K1", "ordered", 0, 24, None, None, until),
        ("K1", "approved", 24, 72, "Shop", 30, until),
        ("K1", "given to carrier", 72, 192, None, None, until),
        ("K1", "delivered", 192, 192, None, None, until),
    ]
    assert [row[1:4] for row in stages if row[0] == "K5"][-1] == ("given to carrier", 72, None)


def test_columns_of_ends_are_read_as_ends(staged):
    read = staged(wide(DAYS[:1]), times="ends")
    assert [row[2:4] for row in read.stages()] == [(0, 0), (0, 24), (24, 72), (72, 192)]


def test_stages_in_no_fixed_order_are_asked_about(staged):
    text = wide(["1;2;4;9;10", "1;4;2;9;10"])
    assert staged(text).question == ("STAGE_ORDER", ["columns", "times"], "--set stage-order=columns")
    assert staged(text, **{"stage-order": "columns"}).aside == [(3, "ENDED_BEFORE_STARTED")]
    assert staged(text, **{"stage-order": "times"}).aside == []


def test_a_time_that_may_be_a_promise_is_asked_about(staged):
    text = wide(["1;2;4;9;10"], WIDE.replace("estimated delivery", "planned handover"))
    assert staged(text).question == ("PROMISE", ["#6", "none"], "--map 'promised_at=#6'")
    assert len(staged(text, {"promised_at": "#6"}).stages("promised_at")) == 4


def test_a_promised_time_of_day_is_kept_and_the_end_of_a_case_asked_about(staged):
    text = "case,activity,team,timestamp,promised by\nK,order,V,2025-03-01 09:00,2025-03-03 12:00\n"
    text += "K,deliver,V,2025-03-02 09:00,2025-03-03 12:00\n"
    assert staged(text).question == ("CASE_END", ["deliver", "none"], "--set final=deliver")
    read = staged(text, final="deliver")
    assert read.stages("promised_at::varchar") == [("K", "order", 9, 33, "2025-03-03 12:00:00")]
    assert len(staged(text, final="none").stages()) == 2


def test_what_is_said_of_a_stage_must_fit(staged, put):
    assert "UNKNOWN_STAGE" in staged(wide(DAYS), stage__aproved__sector="Shop").notes
    settings = {"stage.a.assigned_hours": "a day"}
    assert put("stage_times", "case,stage,start\n", **settings)["error"]["code"] == "UNKNOWN_SETTING"


def test_a_repaired_completion_takes_its_part_of_the_gap(put, store, hours):
    put("stage_times", ENDS.replace("K,b,complete,C,2025-03-01 12:00", "K,b,complete,C,soon"), times="ends")
    before = [("a", 9, 9), ("c", 9, 12), ("d", 12, 36)]
    assert hours() == before
    repair_rows(store, "i1", [{"row": 3, "time:timestamp": "2025-03-01 11:00"}])
    assert hours() == [("a", 9, 9), ("b", 9, 11), ("c", 11, 12), ("d", 12, 36)]
    store.undo("i2")
    assert hours() == before


@pytest.mark.parametrize("bad, good", [(4, "2025-03-01 12:00"), (5, "2025-03-01 13:00")])
def test_a_repaired_row_finds_the_other_end_of_its_stage(put, store, hours, bad, good):
    put("stage_times", PAIRS["xes"].replace(good, "soon"))
    repair_rows(store, "i1", [{"row": bad, "time:timestamp": good}])
    assert hours() == [("a", 9, 10), ("b", 12, 13)]
    assert put("stage_times", PAIRS["xes"])["status"] == "unchanged"
