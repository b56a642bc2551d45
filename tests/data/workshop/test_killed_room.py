"""A server killed in the middle of a vote: every answer that was acknowledged is there, once."""

import json
import subprocess
import sys

import pytest
from paths import ROOT

from data.access import audit
from data.store import Store
from data.workshop import answers, entry, results, rooms

PROGRAM = """
import sys
from data.store import Store
from data.workshop import answers
store, room, person, ideas = Store(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4:]
for number in range(10_000):
    answers.send_votes(store, room, person, [ideas[number % len(ideas)]])
    print(number, flush=True)
"""
ACKNOWLEDGED = 4  # votes before the kill, and a few more by chance


def killed(home, room_id: str, person: str, ideas: list[str]) -> int:
    """Kill a process that votes without end; return the number of the last vote it acknowledged."""
    command = [sys.executable, "-c", PROGRAM, str(home), room_id, person, *ideas]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as voting:
        for _ in range(ACKNOWLEDGED):
            voting.stdout.readline()
        voting.kill()
        said = voting.stdout.read().split()
    return max([ACKNOWLEDGED - 1, *map(int, said)])


def rounds(tmp_path, count: int) -> None:
    store = Store(tmp_path / "home")
    room = rooms.open_room(store, "category", "Delivered late")
    person = entry.person_of(room, "phone")
    entry.join(store, room.room_id, person)
    rooms.go_to(store, room.room_id, "votes")
    ideas = [answers.send_idea(store, room.room_id, person, "idea", text) for text in ("one", "two", "three")]
    for _ in range(count):
        store.connection.close()
        last = killed(store.home, room.room_id, person, ideas)
        store = Store(store.home)
        with store.cursor() as cursor:
            assert audit.is_intact(cursor)
            held = cursor.execute("select content from room_answer where question = 'votes'").fetchall()
        voted = [one for content in held for one in json.loads(content[0])["ideas"]]
        # the last one acknowledged, or the one that was on its way when the process died
        assert len(held) == 1 and voted in [[ideas[number % len(ideas)]] for number in (last, last + 1)]
        assert results.results(store, room.room_id, 5).count == 1
    store.connection.close()


def test_a_server_killed_between_a_vote_and_its_answer_loses_nothing(tmp_path):
    rounds(tmp_path, 3)


@pytest.mark.long
def test_the_same_twenty_times(tmp_path):
    rounds(tmp_path, 20)
