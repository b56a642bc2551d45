"""The commands of rooms: opened with link and code, listed, exported without anybody's name, closed, deleted."""

import json

import pytest

from cli import main
from data.store import Store
from data.workshop import entry

COMPLAINTS = "complaint_id,opened_on,category,sector\nC1,2026-01-15,Delivered late,Delivery\n"


@pytest.fixture
def run(store, put, capsys):
    put("complaints", COMPLAINTS)
    store.close()

    def command(*arguments):
        code = main(["--home", str(store.home), *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def test_a_room_is_opened_listed_exported_closed_and_deleted(run, store):
    code, link, said = run("room", "open", "category", "Delivered late", "--base", "https://ledger.example/")
    room_id = said.split(":")[0]
    assert code == 0 and link.startswith("https://ledger.example/?room=")
    again = Store(store.home)
    assert entry.room_of_token(again, link.strip().split("room=")[1]).room_id == room_id
    again.close()
    (listed,) = json.loads(run("room", "list", "--format", "json")[1])
    assert listed["room_id"] == room_id and listed["state"] == "open" and said.split("code ")[1][:6] == listed["code"]
    told = json.loads(run("room", "export", room_id)[1])
    assert told["subject"] == {"kind": "category", "name": "Delivered late", "from": "", "to": ""}
    assert told["people"] == 0 and told["ideas"] == []
    out = store.home / "room.json"
    assert run("room", "export", room_id, str(out))[0] == 0 and json.loads(out.read_text())["room"] == room_id
    assert run("room", "close", room_id)[0] == 0
    assert json.loads(run("room", "list", "--format", "json")[1])[0]["state"] == "closed"
    assert run("room", "delete", room_id)[0] == 0
    assert json.loads(run("room", "list", "--format", "json")[1]) == []


@pytest.mark.parametrize(
    "arguments, said",
    [
        (("open", "category", "Lost"), "There are: Delivered late"),
        (("open", "sector", "Delivery", "--expires", "0"), "1 to 31 days"),
        (("open", "sector", "Delivery", "--from", "May"), "a month such as"),
        (("open", "sector", "Delivery", "--from", "2026-05", "--to", "2026-04"), "after its end"),
        (("close", "nothing"), "no room nothing"),
        (("export", "nothing"), "no room nothing"),
        (("delete", "nothing"), "no room nothing"),
    ],
)
def test_what_is_refused_is_one_sentence(run, arguments, said):
    code, _, error = run("room", *arguments)
    assert code == 2 and said in error and len(error.strip().splitlines()) == 1
