"""Files are read in a process with limits: every end of it is told, and no file leaves anything for the next."""

import json
import os
import socket
import threading

import pytest

from data.processes import limited_process, warm_process
from data.processes.limited_process import ask

WORK = "tests.support.limited_work"


@pytest.fixture(params=["a copy of the kept process", "a process begun for the file"])
def way(request, monkeypatch):
    """Both ways: with what the system can do here, and without."""
    if "begun" in request.param:
        monkeypatch.setattr(warm_process, "IS_POSSIBLE", False)
    elif not warm_process.IS_POSSIBLE:
        pytest.skip("this system cannot copy a process")
    return request.param


def refused(code: str) -> dict:
    return {"refusal": {"code": code, "fields": {}}}


def test_each_file_has_a_process_of_its_own_that_knows_nothing_of_the_others(way):
    first, second = ask(WORK, {"end": "well"}, 60), ask(WORK, {"end": "well"}, 60)
    assert first["process"] != second["process"] and first["left"] is second["left"] is None
    assert os.getpid() not in (first["process"], second["process"])


@pytest.mark.parametrize(
    ("end", "code"), [("failure", "DAMAGED_FILE"), ("out of memory", "TOO_LARGE"), ("killed", "TOO_LARGE")]
)
def test_what_comes_to_no_end_is_refused_with_its_reason(way, end, code):
    assert ask(WORK, {"end": end}, 60) == refused(code)
    assert ask(WORK, {"end": "well"}, 60)["process"]


def test_what_takes_too_long_is_ended(way):
    assert ask(WORK, {"end": "never"}, 0.5 if "copy" in way else 5) == refused("TOO_LARGE")


def test_many_files_at_once_get_their_own_answers(way):
    answers = {}
    threads = [
        threading.Thread(target=lambda n=n: answers.update({n: ask(WORK, {"end": "well"}, 60)})) for n in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({answer["process"] for answer in answers.values()}) == 6


@pytest.mark.skipif(not warm_process.IS_POSSIBLE, reason="this system cannot copy a process")
def test_a_kept_process_that_is_gone_is_begun_again(monkeypatch):
    monkeypatch.setattr(limited_process, "KEPT", limited_process.kept())
    assert ask(WORK, {"end": "well"}, 60)["process"]
    limited_process.KEPT.close()
    assert ask(WORK, {"end": "well"}, 60)["process"]


@pytest.mark.skipif(not warm_process.IS_POSSIBLE, reason="this system cannot copy a process")
def test_what_one_request_loads_later_ones_have():
    first, second = ask(WORK, {"end": "well"}, 60), ask(WORK, {"end": "well"}, 60)
    assert first["loaded_by"] == second["loaded_by"] not in (first["process"], second["process"])


@pytest.mark.skipif(not warm_process.IS_POSSIBLE, reason="this system cannot copy a process")
def test_the_kept_process_ends_with_the_one_that_began_it():
    mine, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ended = threading.Event()
    served = threading.Thread(target=lambda: (warm_process.answer(theirs), ended.set()))
    served.start()
    mine.close()
    assert ended.wait(60)
    served.join()
    theirs.close()


def test_a_large_request_and_a_large_answer_pass(way, tmp_path):
    from data.import_options import Options
    from data.reading.read_file import first_rows

    path = tmp_path / "wide.csv"
    path.write_text(",".join(f"a heading of column {n}" for n in range(1500)) + "\n" + "1," * 1499 + "1\n")
    tables = first_rows(path, tmp_path, Options(settings={"note": "x" * 100_000}).settings)
    assert len(json.dumps(tables)) > 30_000 and len(tables) == 1
