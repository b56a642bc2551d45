"""A simulated organisation whose truth is known, written as the files a user would upload.

Riskier customers complain more (by segment and by tenure), so comparing those who complain with those who do not
overstates the effect. Each customer has a patience, a drawn amount of hazard; the same patience without the complaint
tells who would have left anyway. Plain Python with random numbers and a calendar of its own, nothing of the product's.
"""

import calendar
import csv
import math
import random
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

OPENING, FIRST, LAST = date(2022, 11, 1), date(2024, 11, 1), date(2026, 10, 31)  # starts from, complaints from, until
MONTHS = [f"{2024 + (10 + n) // 12}-{(10 + n) % 12 + 1:02d}" for n in range(24)]
SEGMENTS = {  # share, leaving a month, complaining a month, margin a month
    "Flats": (0.55, 0.011, 0.0148, 18.0),
    "Houses": (0.30, 0.018, 0.0275, 27.5),
    "Firms": (0.15, 0.032, 0.053, 44.0),
}
TENURE_DAYS = (0, 91, 365, 730, 99999)
LEAVING_FACTORS, COMPLAINT_FACTORS = (1.6, 1.15, 0.9, 0.7), (2.0, 1.25, 0.9, 0.6)
HAZARD_RATIO = 2.3  # for six months after a complaint
SECTORS = ("Front desk", "Dispatch", "Workshop", "Stores", "Accounts", "Buying")
CHANNELS = ("Fair", "Web", "Partner", "Word")  # nothing is spent on Word


class Life(NamedTuple):
    """One customer: segment, first day, complaint days, day left (None: still here), and the counts of the truth."""

    segment: str
    started: date
    complaints: list[date]
    left: date | None
    followed: int
    left_after: int
    left_anyway: int


def six_months_later(day: date) -> date:
    """The same day six months on, or the last of a shorter month."""
    year, month = day.year + (day.month + 5) // 12, (day.month + 5) % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _pieces(started: date, monthly: float, factors: tuple, first: date) -> list[tuple[int, int, float]]:
    """Day numbers from, to, and the rate a day between them, from the later of the start and `first`."""
    begin, end = started.toordinal(), LAST.toordinal() + 1
    found = []
    for low, high, factor in zip(TENURE_DAYS, TENURE_DAYS[1:], factors):
        since, until = max(begin + low, first.toordinal()), min(begin + high, end)
        if since < until:
            found.append((since, until, monthly * factor * 12 / 365.25))
    return found


def _hazard(pieces: list, since: int, until: int) -> float:
    return sum(rate * max(0, min(until, high) - max(since, low)) for low, high, rate in pieces)


def _complaint_days(draw: random.Random, started: date, monthly: float) -> list[int]:
    days = set()
    for low, high, rate in _pieces(started, monthly, COMPLAINT_FACTORS, max(FIRST, started + timedelta(1))):
        at = low + draw.expovariate(rate)
        while at < high:
            days.add(int(at))
            at += draw.expovariate(rate)
    return sorted(days)


def _life(draw: random.Random) -> Life:
    segment = draw.choices(list(SEGMENTS), [row[0] for row in SEGMENTS.values()])[0]
    _, leaving, complaining, _ = SEGMENTS[segment]
    started = OPENING + timedelta(draw.randrange((LAST - OPENING).days + 1))
    pieces = _pieces(started, leaving, LEAVING_FACTORS, started)
    possible = _complaint_days(draw, started, complaining)
    first_ones = [
        day
        for before, day in zip([None, *possible], possible)
        if before is None or six_months_later(date.fromordinal(before)).toordinal() < day
    ]
    windows = [(day + 1, six_months_later(date.fromordinal(day)).toordinal() + 1) for day in first_ones]
    left = _day_left(pieces, windows, patience := draw.expovariate(1))
    made = [date.fromordinal(day) for day in possible if left is None or day < left]
    counts = _counts(pieces, windows, patience, left)
    return Life(segment, started, made, left and date.fromordinal(left), *counts)


def _spent(pieces: list, windows: list, until: int) -> float:
    """The hazard a customer has met before day `until`, with the windows of complaints counted more."""
    extra = sum(_hazard(pieces, begin, min(end, until)) for begin, end in windows if begin < until)
    return _hazard(pieces, 0, until) + (HAZARD_RATIO - 1) * extra


def _day_left(pieces: list, windows: list, patience: float) -> int | None:
    low, high = pieces[0][0], LAST.toordinal() + 1
    if _spent(pieces, windows, high) < patience:
        return None
    while high - low > 1:  # the first day by whose end the patience is spent
        middle = (low + high) // 2
        low, high = (low, middle) if _spent(pieces, windows, middle) >= patience else (middle, high)
    return high - 1


def _counts(pieces: list, windows: list, patience: float, left: int | None) -> tuple[int, int, int]:
    """Complaints followed for six months, customers who left in them, and those of them who would have anyway."""
    followed = left_after = left_anyway = 0
    for begin, end in windows:
        if end > LAST.toordinal() + 1 or (left is not None and left < begin):
            continue
        followed += 1
        left_after += left is not None and left < end
        left_anyway += _hazard(pieces, begin, end) >= patience - _spent(pieces, windows, begin)
    return followed, left_after, left_anyway


def simulate(customers: int = 30_000, seed: int = 1) -> tuple[dict[str, list[dict]], dict[str, int]]:
    """The data sets as rows of text, and the truth: complaints followed, left after, left anyway, avoidable."""
    draw = random.Random(seed)
    lives = [_life(draw) for _ in range(customers)]
    truth = {name: sum(getattr(life, name) for life in lives) for name in ("followed", "left_after", "left_anyway")}
    truth["avoidable"] = truth["left_after"] - truth["left_anyway"]
    complaints = _complaints(draw, lives)
    return {
        "sectors": _sectors(),
        "exchange_rates": [
            {"month": month, "currency": "GBP", "rate": f"{draw.uniform(1.1, 1.2):.4f}"} for month in MONTHS
        ],
        "sector_costs": _costs(draw),
        "customers": _customers(draw, lives),
        "complaints": complaints,
        "complaint_work": _work(draw, complaints),
        "complaint_shares": _shares(draw, complaints),
        "acquisition_spend": [
            {"month": month, "channel": channel, "amount": f"{draw.uniform(16000, 36000):.2f}"}
            for month in MONTHS
            for channel in CHANNELS[:3]
        ],
        "chain_links": [
            dict(zip(("supplier", "receiver"), link))
            for link in (
                ("Front desk", "customer"),
                ("Dispatch", "customer"),
                ("Workshop", "Front desk"),
                ("Stores", "Workshop"),
                ("Stores", "Dispatch"),
                ("Buying", "Stores"),
                ("Accounts", "Buying"),
            )
        ],
    }, truth


def _sectors() -> list[dict]:
    """Buying has an hourly cost of its own, Accounts neither that nor hours: the assumption's."""
    return [{"sector": name, "hourly_cost": "41.30" if name == "Buying" else ""} for name in SECTORS]


def _costs(draw: random.Random) -> list[dict]:
    rows = [
        (sector, month, "running", f"{draw.uniform(9000, 30000):.2f}", f"{draw.uniform(300, 700):.1f}")
        for month in MONTHS
        for sector in SECTORS[:4]
    ]
    rows += [
        ("Front desk", month, purpose, f"{draw.uniform(500, 3000):.2f}", "")
        for month in MONTHS
        for purpose in ("acquisition", "retention", "service")
    ]
    return [dict(zip(("sector", "month", "purpose", "amount", "practical_hours"), row)) for row in rows]


def _customers(draw: random.Random, lives: list[Life]) -> list[dict]:
    return [
        {
            "customer_id": f"{number:05d}",
            "started_on": str(life.started),
            "ended_on": str(life.left or ""),
            "segment": life.segment,
            "channel": draw.choice(CHANNELS),
            "monthly_margin": ""
            if draw.random() < 0.02
            else f"{SEGMENTS[life.segment][3] * draw.uniform(0.4, 1.6):.2f}",
        }
        for number, life in enumerate(lives)
    ]


def _money(draw: random.Random, chance: float, mean: float) -> str:
    return f"{-mean * math.log(1 - draw.random()):.2f}" if draw.random() < chance else ""


def _complaints(draw: random.Random, lives: list[Life]) -> list[dict]:
    rows = []
    for number, life in enumerate(lives):
        for day in life.complaints:
            handled_by = draw.choice(SECTORS + SECTORS[:1] * 6)
            rows.append(
                {
                    "complaint_id": f"K{len(rows):05d}",
                    "opened_on": str(day),
                    "customer_id": f"{number:05d}",
                    "sector": draw.choice((*SECTORS, "Dispatch", "Dispatch", "(outside)", "")),
                    "handled_by": handled_by,
                    "handling_minutes": str(draw.randrange(1, 120)) if draw.random() < 0.95 else "",
                    "compensation": _money(draw, 0.5, 30),
                    "rework_cost": _money(draw, 0.3, 80),
                    "escalation_cost": _money(draw, 0.03, 300),
                    "paid_by": draw.choice(("", "", "Front desk", "(company)")),
                    "resolved": draw.choice(("yes", "yes", "no")),
                    "currency": "GBP" if draw.random() < 0.03 else "",
                }
            )
    return rows


def _work(draw: random.Random, complaints: list[dict]) -> list[dict]:
    return [
        {"complaint_id": row["complaint_id"], "sector": sector, "minutes": str(draw.randrange(1, 90))}
        for row in complaints
        if draw.random() < 0.15
        for sector in draw.choices(SECTORS, k=3)
    ]


def _shares(draw: random.Random, complaints: list[dict]) -> list[dict]:
    rows = []
    for row in complaints:
        if draw.random() < 0.12:
            sectors = draw.sample(SECTORS, 3)
            shares = draw.choice((("0.3334", "0.3333", "0.3333"), ("0.60", "0.25", "0.05"), ("0.50", "0.30", "0.20")))
            rows += [
                {"complaint_id": row["complaint_id"], "sector": sector, "share": share}
                for sector, share in zip(sectors, shares)
            ]
    return rows


def write(tables: dict[str, list[dict]], folder: Path) -> dict[str, Path]:
    """One CSV file a data set, in the canonical form; the paths by data set."""
    paths = {}
    for dataset, rows in tables.items():
        paths[dataset] = folder / f"{dataset}.csv"
        with paths[dataset].open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return paths
