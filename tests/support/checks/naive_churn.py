"""Avoidable churn worked out a second time: plain loops over days, nothing shared with the product's SQL."""

import calendar
from collections import defaultdict
from datetime import date, timedelta

BANDS = ((2, "0–2"), (11, "3–11"), (23, "12–23"), (10_000, "24+"))


def later(day: date, months: int) -> date:
    """Return the day so many calendar months later, clipped to the end of a shorter month."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def band(customer: dict, day: date) -> str:
    """Return the tenure band of a customer on a day, counting whole months one by one."""
    start = customer["started_on"]
    months = (day.year * 12 + day.month) - (start.year * 12 + start.month) - (day.day < start.day)
    return next(name for most, name in BANDS if months <= most)


def active(customer: dict, day: date) -> bool:
    """Whether somebody is a customer on a day."""
    return customer["started_on"] <= day and (customer["ended_on"] is None or customer["ended_on"] > day)


def quiet(days: list[date], day: date, months: int, including: bool) -> bool:
    """Whether no complaint lies so close before a day that its months are not over;
    optionally on the day itself too."""
    return not any((p < day or (including and p == day)) and day <= later(p, months) for p in days)


def exposures(customers: list[dict], complaints: list[dict], months: int, as_of: date) -> list[dict]:
    """Return every exposure: customer_id, day, cell, whether followed and whether the customer left."""
    found = []
    for customer in customers:
        days = sorted(
            {
                c["opened_on"]
                for c in complaints
                if c["customer_id"] == customer["customer_id"] and c["opened_on"] <= as_of
            }
        )
        for day in days:
            if active(customer, day) and quiet(days, day, months, including=False):
                end = later(day, months)
                left = customer["ended_on"] is not None and day < customer["ended_on"] <= end
                cell = (customer["segment"], band(customer, day), day.year, (day.month + 2) // 3)
                found.append(
                    {
                        "customer_id": customer["customer_id"],
                        "day": day,
                        "cell": cell,
                        "followed": end <= as_of,
                        "left": left,
                    }
                )
    return found


def starts(customers: list[dict], complaints: list[dict], months: int, as_of: date, first: date) -> list[dict]:
    """Return every comparable start with, day by day, what happened first: (kind, month) or None."""
    found = []
    for customer in customers:
        days = sorted(
            {
                c["opened_on"]
                for c in complaints
                if c["customer_id"] == customer["customer_id"] and c["opened_on"] <= as_of
            }
        )
        start = date(first.year, first.month, 15)
        while later(start, months) <= as_of:
            if active(customer, start) and quiet(days, start, months, including=True):
                cell = (customer["segment"], band(customer, start), start.year, (start.month + 2) // 3)
                found.append({"cell": cell, "outcome": _first_event(customer, days, start, months)})
            start = later(start, 1)
    return found


def _first_event(customer: dict, days: list[date], start: date, months: int) -> tuple[str, int] | None:
    for month in range(1, months + 1):
        day = later(start, month - 1) + timedelta(days=1)
        while day <= later(start, month):
            if day in days:
                return ("complained", month)
            # a complaint on the day of leaving was looked for first
            if customer["ended_on"] == day:
                return ("left", month)
            day += timedelta(days=1)
    return None


def strata(exposed: list[dict], comparable: list[dict]) -> dict[tuple, tuple]:
    """Return the stratum of every cell: too small cells pool with their too small siblings, level by level."""
    cells = {one["cell"] for one in exposed if one["followed"]} | {one["cell"] for one in comparable}
    levels = (lambda c: c, lambda c: c[:3], lambda c: c[:2], lambda c: c[1:2], lambda c: ())
    placed, waiting = {}, cells
    for number, pool_of in enumerate(levels):
        pools = defaultdict(set)
        for cell in waiting:
            pools[pool_of(cell)].add(cell)
        for name, members in pools.items():
            n_exposed = sum(one["followed"] and one["cell"] in members for one in exposed)
            n_comparable = sum(one["cell"] in members for one in comparable)
            if number == len(levels) - 1 or (n_exposed >= 10 and n_comparable >= 30):
                placed.update({cell: (number, *name) for cell in members})
        waiting = waiting - set(placed)
    return placed


def excess(exposed: list[dict], comparable: list[dict], months: int) -> dict[tuple, float]:
    """Return risk after a complaint less risk without one, for every stratum that has both."""
    placed = strata(exposed, comparable)
    found = {}
    for stratum in set(placed.values()):
        inside = [one for one in exposed if one["followed"] and placed[one["cell"]] == stratum]
        beside = [one["outcome"] for one in comparable if placed[one["cell"]] == stratum]
        if not inside or not beside:
            continue
        stays = 1.0
        for month in range(1, months + 1):
            here = [one for one in beside if one is None or one[1] >= month]
            at_risk = len(here) - 0.5 * here.count(("complained", month))
            stays *= 1 - here.count(("left", month)) / at_risk if at_risk else 1
        found[stratum] = sum(one["left"] for one in inside) / len(inside) - (1 - stays)
    return found


def projected(
    exposed: list[dict], rate: dict[tuple, float], placed: dict, months: int, as_of: date
) -> dict[tuple, float]:
    """Return the excess of every segment and band not yet followed, from those who were."""
    followed = [one for one in exposed if one["followed"] and placed[one["cell"]] in rate]
    recent = [one for one in followed if later(one["day"], months) > later(as_of, -12)]
    found = {}
    for segment, name in {one["cell"][:2] for one in exposed if not one["followed"]}:
        own = [one for one in followed if one["cell"][:2] == (segment, name)]
        pools = (
            [one for one in recent if one in own],
            own,
            [one for one in followed if one["cell"][1] == name],
            followed,
        )
        pool = next((pool for pool in pools if pool), [])
        found[segment, name] = sum(rate[placed[one["cell"]]] for one in pool) / len(pool)
    return found
