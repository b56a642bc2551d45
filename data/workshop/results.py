"""What a room has answered so far, as it may be shown: counts, spreads and dots, never who said it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from statistics import median, quantiles

from data.workshop.answers import STAGE, START, VOTES
from data.workshop.room import read_room

MEASURES = ("takes", "should")


@dataclass(frozen=True)
class Spread:
    """Numbers as they lie: how many, the lower quarter, the middle, the upper quarter."""

    count: int
    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Results:
    """The answers of a room. people: person -> sector. answers: question -> person -> content. fewest: people a number
    may be about."""

    people: dict[str, str]
    answers: dict[str, dict[str, dict]]
    ideas: list[dict]
    actions: list[dict]
    agreements: list[dict]
    fewest: int

    @property
    def count(self) -> int:
        """How many people have joined."""
        return len(self.people)

    def by_sector(self) -> dict[str, int]:
        """How many are there of each sector, by name; "" for those who did not say."""
        return dict(sorted(Counter(self.people.values()).items()))

    def answered(self, *questions: str) -> int:
        """How many have answered all of these."""
        sets = [{*self.answers.get(question, {})} for question in questions]
        return len(set.intersection(*sets)) if sets else 0

    def own(self, person_id: str, question: str) -> dict:
        """What somebody answered themselves, for their own eyes; empty: nothing yet."""
        return self.answers.get(question, {}).get(person_id, {})

    def guesses(
        self, stage: str, measure: str = "takes", sector: str | None = None, apart: bool = False
    ) -> list[float]:
        """The guesses of a stage, smallest first, of one sector or of all; none where too few people made them.

        apart: those of all other sectors instead. Of a sector they are told only where the others are enough as well:
        who knows two of the three numbers knows the third.
        """
        given = self.answers.get(STAGE + stage, {})
        sides: dict[bool, list[float]] = {True: [], False: []}
        for person, content in given.items():
            sides[sector is None or self.people.get(person) == sector].append(float(content[measure]))
        is_few = len(sides[True]) < self.fewest or 0 < len(sides[False]) < self.fewest
        return [] if is_few else sorted(sides[not apart])

    def spread(
        self, stage: str, measure: str = "takes", sector: str | None = None, apart: bool = False
    ) -> Spread | None:
        """How such guesses lie; None where too few people made them."""
        found = self.guesses(stage, measure, sector, apart)
        return spread_of(found) if found else None

    def starts(self) -> dict[str, int]:
        """How many think the delay starts at each stage; none where too few have said."""
        given = Counter(content["stage"] for content in self.answers.get(START, {}).values())
        return dict(given) if given.total() >= self.fewest else {}

    def dots(self) -> dict[str, int]:
        """How many dots each idea has."""
        return dict(Counter(one for content in self.answers.get(VOTES, {}).values() for one in content["ideas"]))


def spread_of(numbers: list[float]) -> Spread:
    """How numbers lie."""
    low, _, high = quantiles(numbers, n=4, method="inclusive") if len(numbers) > 1 else numbers * 3
    return Spread(len(numbers), low, float(median(numbers)), high)


def results(store, room_id: str, fewest: int) -> Results:
    """All that was answered in a room; raises Problem ROOM_NOT_THERE."""
    with store.cursor() as cursor:
        read_room(cursor, room_id)
        people = dict(_rows(cursor, "person_id, sector from room_person", room_id))
        answers: dict[str, dict[str, dict]] = {}
        for person, question, content in _rows(cursor, "person_id, question, content from room_answer", room_id):
            answers.setdefault(question, {})[person] = json.loads(content)
        ideas = _named(cursor, "room_idea", ("idea_id", "kind", "text", "cluster", "is_hidden"), room_id, "sent_at")
        actions = _named(
            cursor,
            "room_action",
            ("action_id", "text", "owner", "due_on", "lever", "expected", "number"),
            room_id,
            "agreed_at",
        )
        agreed = ("agreement_id", "kind", "name", "agreed", "low", "high", "import_id")
        agreements = _named(cursor, "room_agreement", agreed, room_id, "kind, name")
    for one in actions:
        one |= {name: json.loads(one[name] or "{}") for name in ("lever", "expected")}
    return Results(people, answers, ideas, actions, agreements, fewest)


def _rows(cursor, what: str, room_id: str) -> list[tuple]:
    return cursor.execute(f"select {what} where room_id = ?", [room_id]).fetchall()


def _named(cursor, table: str, names: tuple[str, ...], room_id: str, order: str) -> list[dict]:
    rows = cursor.execute(
        f"select {', '.join(names)} from {table} where room_id = ? order by {order}, {names[0]}", [room_id]
    ).fetchall()
    return [dict(zip(names, row, strict=True)) for row in rows]
