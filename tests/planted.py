"""Simulated organisations whose truth is known: riskier customers complain more, and a complaint raises the risk."""

from datetime import date, timedelta

import numpy

FIRST, DAYS = date(2022, 1, 1), 900
LAST = FIRST + timedelta(days=DAYS - 1)
WINDOW = 183  # days, about six months
# segment: daily risk of leaving, daily chance of complaining, daily risk added while a complaint is fresh
SEGMENTS = ((0.0004, 0.0005, 0.0010), (0.0010, 0.0012, 0.0016), (0.0022, 0.0025, 0.0024))


def organisation(seed: int, customers: int = 2500) -> tuple[list[dict], list[dict], float]:
    """Return customers, complaints and the number of customers the followed complaints really cost.

    Within a segment the risk is the same for all; between segments it goes with the chance of complaining.
    """
    chance = numpy.random.default_rng(seed)
    segment = chance.integers(0, len(SEGMENTS), customers)
    risk, complains, added = numpy.array(SEGMENTS).T[:, segment]
    starts = chance.integers(0, DAYS // 2, customers)
    ends, complaints, exposed = _live(chance, risk, complains, added, starts)
    lost = sum(_lost(risk[who], added[who]) for who, day in exposed if day + WINDOW + 3 < DAYS)
    return _customers(segment, starts, ends), complaints, lost


def _live(chance, risk, complains, added, starts) -> tuple[numpy.ndarray, list[dict], list[tuple[int, int]]]:
    ends, fresh_until = numpy.full(len(risk), -1), numpy.full(len(risk), -1)
    complaints: list[dict] = []
    exposed: list[tuple[int, int]] = []
    for day in range(DAYS):
        here = (starts <= day) & (ends < 0)
        ends[here & (starts < day) & (chance.random(len(risk)) < risk + added * (fresh_until >= day))] = day
        for who in numpy.flatnonzero(here & (ends < 0) & (chance.random(len(risk)) < complains)):
            if fresh_until[who] < day:
                exposed.append((who, day))
            fresh_until[who] = day + WINDOW
            complaints.append({"complaint_id": f"k{len(complaints)}", "customer_id": f"c{who}",
                               "opened_on": FIRST + timedelta(days=day), "sector": f"Sector {who % 3}"})
    return ends, complaints, exposed


def _lost(risk: float, added: float) -> float:
    return (1 - risk) ** WINDOW - (1 - risk - added) ** WINDOW


def _customers(segment, starts, ends) -> list[dict]:
    return [
        {"customer_id": f"c{n}", "segment": f"segment {segment[n]}", "started_on": FIRST + timedelta(days=int(starts[n])),
         "ended_on": FIRST + timedelta(days=int(ends[n])) if ends[n] >= 0 else None, "monthly_margin": 20}
        for n in range(len(segment))
    ]
