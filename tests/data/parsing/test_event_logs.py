"""Lists of events, read as what their stamps mark: beginnings, ends, or both."""

import pytest
from parsed_stages import of

from data.repairs.repair import repair_rows

XES = "case:concept:name,concept:name,lifecycle:transition,org:group,time:timestamp\n"


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
    assert staged(text, lifecycle="no such").staged.error["code"] == "HEADING_NOT_THERE"


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
