"""Organisations of many shapes whose truth is known, brought in as files like anybody's.

Who complains differs from who does not: by segment, by how long they have been customers, and by the customer. The
truth is an expectation, worked out from the risks each exposed customer was under, so no luck of the draw is in it.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy

from data.import_options import Options
from data.imports.pipeline import import_file
from data.store import Store
from models.engine.engine import Engine

FIRST, LAST = numpy.datetime64("2023-01-01"), numpy.datetime64("2025-12-31")
DAYS = int((LAST - FIRST).astype(int)) + 1
MONTHS_AFTER = 6
SEGMENTS = ("Flats", "Houses", "Firms")
SECTORS = ("Desk", "Dispatch", "Workshop", "Stores")


@dataclass(frozen=True)
class World:
    """What holds in an organisation; the risks are those of a month."""

    seed: int
    customers: int = 3000
    leaving: float = 0.02
    complaining: float = 0.03
    spread: float = 3.0  # the riskiest segment leaves so many times as often as the safest
    confounding: float = (
        1.0  # complaining goes with this power of the risk: 0 with none of it, below 0 the loyal complain
    )
    newness: float = 2.0  # somebody new leaves (and complains) so many times as often as somebody of long standing
    own: float = 0.0  # spread of the customers' own risk of leaving, in logarithms
    growth: float = 1.0  # starts a day at the end beside those at the beginning
    before: float = 0.3  # share of customers who were there when the records begin
    drift: float = 1.0  # the risk of leaving at the end beside that at the beginning
    effect: float = 2.5  # the risk of leaving in the six months after a complaint, beside that without one
    unresolved: float | None = None  # the same after a complaint that was not resolved, where that differs


TWENTY = (
    World(1),
    World(2, confounding=0.5),
    World(3, confounding=1.5, spread=4),
    World(4, confounding=-1),
    World(5, confounding=0, newness=1, spread=1),
    World(6, newness=4, before=0.1),
    World(7, newness=3, confounding=-0.5),
    World(8, leaving=0.01, complaining=0.05),
    World(9, leaving=0.045),
    World(10, leaving=0.03, complaining=0.1, effect=1.8),
    World(11, growth=6, before=0.05),
    World(12, growth=4, newness=3),
    World(13, growth=0.3, before=0.5),
    World(14, drift=3),
    World(15, drift=0.4, leaving=0.03),
    World(16, own=0.6),
    World(17, own=1.0, newness=1),
    World(18, effect=5),
    World(19, effect=3, unresolved=1.2),
    World(20, customers=1500, leaving=0.03, before=0.6),
)


def six_months_later() -> numpy.ndarray:
    """Return, for every day of the records, the number of the same day six months on
    (or the last of a shorter month)."""
    days = FIRST + numpy.arange(DAYS)
    months = days.astype("datetime64[M]")
    in_month = (days - months.astype("datetime64[D]")).astype(int)
    target = months + MONTHS_AFTER
    length = ((target + 1).astype("datetime64[D]") - target.astype("datetime64[D]")).astype(int)
    return ((target.astype("datetime64[D]") - FIRST).astype(int) + numpy.minimum(in_month, length - 1)).astype(int)


class Lives:
    """The customers of a world, lived day by day."""

    def __init__(self, world: World):
        self.world, self.chance = world, numpy.random.default_rng(world.seed)
        count = world.customers
        self.segment = self.chance.choice(len(SEGMENTS), count, p=(0.5, 0.3, 0.2))
        risk = numpy.array([world.spread ** (place / 2 - 0.5) for place in range(len(SEGMENTS))])[self.segment]
        self.leaves = (
            world.leaving * 12 / 365.25 * risk * numpy.exp(self.chance.normal(0, world.own, count) - world.own**2 / 2)
        )
        self.complains = world.complaining * 12 / 365.25 * risk**world.confounding
        self.started = self._starts(count)
        self.ended = numpy.full(count, -1)
        self.complaints: list[tuple[int, int, bool]] = []  # customer, day, resolved
        self.exposed: list[tuple[int, int, bool]] = []
        self.exposing: list[int] = []  # the number of the complaint of each
        self._live(six_months_later())

    def _starts(self, count: int) -> numpy.ndarray:
        at = self.chance.random(count)
        slope = self.world.growth - 1
        # the share of starts by x of the way is (x + slope x²/2) / (1 + slope/2)
        way = at if not slope else (numpy.sqrt(1 + 2 * slope * (1 + slope / 2) * at) - 1) / slope
        there = self.chance.random(count) < self.world.before
        return numpy.where(there, -self.chance.integers(0, 1500, count), (way * DAYS).astype(int))

    def _newness(self, tenure: numpy.ndarray) -> numpy.ndarray:
        return 1 + (self.world.newness - 1) * numpy.exp(-tenure / 240)

    def _risk(self, who: numpy.ndarray, day: int) -> numpy.ndarray:
        drift = self.world.drift ** (day / DAYS)
        return self.leaves[who] * self._newness(day - self.started[who]) * drift

    def _ratio(self, resolved: numpy.ndarray) -> numpy.ndarray:
        other = self.world.effect if self.world.unresolved is None else self.world.unresolved
        return numpy.where(resolved, self.world.effect, other)

    def _live(self, later: numpy.ndarray) -> None:
        everybody = numpy.arange(len(self.leaves))
        fresh_until, ratio = numpy.full(len(everybody), -1), numpy.ones(len(everybody))
        for day in range(DAYS):
            here = everybody[(self.started < day) & (self.ended < 0)]
            risk = self._risk(here, day) * numpy.where(fresh_until[here] >= day, ratio[here], 1)
            gone = self.chance.random(len(here)) < 1 - numpy.exp(-risk)
            self.ended[here[gone]] = day
            here = everybody[(self.started <= day) & (self.ended < 0)]
            often = self.complains[here] * self._newness(day - self.started[here])
            for who in here[self.chance.random(len(here)) < often]:
                self._complain(who, day, fresh_until, ratio, later)

    def _complain(
        self, who: int, day: int, fresh_until: numpy.ndarray, ratio: numpy.ndarray, later: numpy.ndarray
    ) -> None:
        resolved = bool(self.chance.random() < 0.6)
        if fresh_until[who] < day:  # otherwise the effect of the first one goes on
            self.exposed.append((who, day, resolved))
            self.exposing.append(len(self.complaints))
            ratio[who] = self._ratio(numpy.array(resolved))
        fresh_until[who] = later[day]
        self.complaints.append((who, day, resolved))

    def lost(self, sector: str = "") -> float:
        """Return how many of the exposed followed for six months left because of the complaint,
        as was to be expected; of complaints of one sector where one is named."""
        later = six_months_later()
        who, day, resolved = (numpy.array(column) for column in zip(*self.exposed))
        followed = later[day] < DAYS
        if sector:
            followed &= numpy.array(self.exposing) % len(SECTORS) == SECTORS.index(sector)
        who, day, ratio = who[followed], day[followed], self._ratio(resolved[followed])
        without = numpy.zeros(len(who))
        for ahead in range(1, int((later[day] - day).max()) + 1):
            inside = day + ahead <= later[day]
            without += (
                inside
                * self.leaves[who]
                * self._newness(day + ahead - self.started[who])
                * self.world.drift ** ((day + ahead) / DAYS)
            )
        return float(numpy.sum(numpy.exp(-without) - numpy.exp(-without * ratio)))


def rows_of(lives: Lives) -> dict[str, list[dict]]:
    """Return customers and complaints as they stand in a file."""

    def day(number):
        return str(FIRST + int(number))

    return {
        "customers": [
            {
                "customer_id": f"c{number}",
                "segment": SEGMENTS[lives.segment[number]],
                "started_on": day(lives.started[number]),
                "ended_on": day(lives.ended[number]) if lives.ended[number] >= 0 else "",
                "monthly_margin": "20",
            }
            for number in range(len(lives.leaves))
        ],
        "complaints": [
            {
                "complaint_id": f"k{number}",
                "customer_id": f"c{who}",
                "opened_on": day(opened),
                "sector": SECTORS[number % len(SECTORS)],
                "resolved": "yes" if resolved else "no",
                "first_contact": "yes" if number % 3 else "no",
            }
            for number, (who, opened, resolved) in enumerate(lives.complaints)
        ],
    }


def brought_in(tables: dict[str, Iterable[dict]], home: Path, **assumptions: object) -> Engine:
    """Return an engine over a new home into which the tables were imported as files."""
    store = Store(home / "home")
    for dataset, rows in tables.items():
        path = home / f"{dataset}.csv"
        rows = list(rows)
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        answer = import_file(store, dataset, path, Options())
        assert answer["status"] == "stored" and not answer["rows"]["quarantined"], answer
    store.assume(
        {
            name: {"value": str(value)}
            for name, value in ({"as_of": date.fromisoformat(str(LAST))} | assumptions).items()
        }
    )
    return Engine(store.connection)
