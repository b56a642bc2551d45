"""The calculation done again, slowly and plainly, from the text of the ledger: nothing here comes from the product.

Tables are lists of rows of text, as they stand in the files; an absent column reads as an empty cell.
"""

import math
from collections import defaultdict
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import permutations

MICRO = Decimal("0.000001")
AMOUNTS = {"compensation": "compensation", "rework_cost": "rework", "escalation_cost": "escalation"}
NOBODY = "(unattributed)"
STILL_OPEN = "9999-12-31T00:00+00:00"


def _money(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(MICRO, ROUND_HALF_UP)


def _by(rows: list[dict], *columns: str) -> dict:
    found = defaultdict(list)
    for row in rows:
        found[tuple(row[column] for column in columns)].append(row)
    return found


def _total(rows: list[dict], column: str) -> Fraction:
    return sum((Fraction(row[column]) for row in rows), Fraction(0))


# The ledger, without avoidable churn --------------------------------------------------------------


def rates(tables: dict) -> dict[tuple[str, str], Fraction]:
    """Hourly cost by sector and month where running cost and hours say so, else by (sector, '')."""
    found = {(row["sector"], ""): Fraction(row["hourly_cost"]) for row in tables["sectors"] if row.get("hourly_cost")}
    running = [row for row in tables["sector_costs"] if row["purpose"] == "running" and row["practical_hours"]]
    for key, rows in _by(running, "sector", "month").items():
        found[key] = _total(rows, "amount") / _total(rows, "practical_hours")
    return found


def cases(tables: dict) -> dict[tuple[str], list[dict]]:
    """The stages of each case."""
    return _by(tables.get("stage_times", []), "case_id")


def overruns(stages: list[dict]) -> dict[str, Fraction]:
    """Hours over the assigned ones by sector, of one case with its finished stages; an open one is still running."""
    times = [
        (datetime.fromisoformat(row["started_at"]), datetime.fromisoformat(row["finished_at"] or STILL_OPEN), row)
        for row in stages
    ]
    found = defaultdict(Fraction)
    for started, finished, row in times:
        if not row["finished_at"]:
            continue
        before = [other for begun, other, _ in times if begun < started]
        since = min(started, max(before, default=started))
        hours = Fraction(int((finished - since).total_seconds()), 3600)
        if row["sector"] not in ("", "customer") and row["assigned_hours"]:
            found[row["sector"]] += max(Fraction(0), hours - Fraction(row["assigned_hours"]))
    return {sector: hours for sector, hours in found.items() if hours > 0}


def shapley(hours: dict[str, Fraction], slack: Fraction) -> dict[str, Fraction]:
    """Each sector's mean contribution over every order in which the sectors can be added."""

    def worth(players):
        return max(Fraction(0), sum((hours[player] for player in players), Fraction(0)) - slack)

    orders = list(permutations(hours))
    return {
        player: sum(worth(order[: order.index(player) + 1]) - worth(order[: order.index(player)]) for order in orders)
        / len(orders)
        for player in hours
    }


def _case_shares(stages: list[dict]) -> dict[str, Fraction]:
    hours = overruns(stages)
    promised = stages[0].get("promised_hours")
    agreed = sum(Fraction(row["assigned_hours"] or 0) for row in stages)
    slack = Fraction(promised) - agreed if promised else Fraction(0)
    parts = shapley(hours, slack)
    total = sum(parts.values())
    return {sector: part / total for sector, part in parts.items()} if total > 0 else {}


def shares(tables: dict) -> dict[str, dict[str, Fraction]]:
    """The share of each sector in each complaint; they add up to 1."""
    agreed, stages = _by(tables["complaint_shares"], "complaint_id"), cases(tables)
    found = {}
    for row in tables["complaints"]:
        parts = {line["sector"]: Fraction(line["share"]) for line in agreed.get((row["complaint_id"],), [])}
        if not parts and (row.get("case_id", ""),) in stages:
            parts = _case_shares(stages[(row["case_id"],)])
        parts = parts or {row["sector"] or NOBODY: Fraction(1)}
        rest = 1 - sum(parts.values())
        found[row["complaint_id"]] = parts | ({NOBODY: rest + parts.get(NOBODY, 0)} if rest else {})
    return found


def _exchange(tables: dict) -> dict[tuple[str, str], Fraction]:
    return {(row["month"], row["currency"]): Fraction(row["rate"]) for row in tables["exchange_rates"]}


def _lines(row: dict, work: dict, rate: dict, exchange: dict, assumed: str | None):
    """Component, evidence, payer and amount of one complaint."""
    month = row["opened_on"][:7]
    spent = work.get((row["complaint_id"],)) or [{"sector": row["handled_by"], "minutes": row["handling_minutes"]}]
    for line in spent:
        known = rate.get((line["sector"], month), rate.get((line["sector"], "")))
        price = known if known is not None else assumed and Fraction(assumed)
        if line["minutes"] and price is not None:
            evidence = "measured" if known is not None else "estimated"
            yield "handling", evidence, line["sector"], _money(Fraction(line["minutes"]) * price / 60)
    payer = row["paid_by"] or row["handled_by"] or NOBODY
    factor = exchange[(month, row["currency"])] if row.get("currency") else Fraction(1)
    for column, component in AMOUNTS.items():
        if row[column]:
            yield component, "booked", payer, _money(Fraction(row[column]) * factor)


def costs(tables: dict, assumed_hourly_cost: str | None = None, by: str = "caused_by") -> dict[tuple, Decimal]:
    """Cost by (sector, component, evidence); by 'caused_by' where it starts, by 'incurred_by' who pays."""
    work, rate, part = _by(tables["complaint_work"], "complaint_id"), rates(tables), shares(tables)
    exchange, found = _exchange(tables), defaultdict(Decimal)
    for row in tables["complaints"]:
        for component, evidence, payer, amount in _lines(row, work, rate, exchange, assumed_hourly_cost):
            if by == "incurred_by":
                found[payer, component, evidence] += amount
                continue
            for sector, share in part[row["complaint_id"]].items():
                found[sector, component, evidence] += _money(Fraction(amount) * share)
    return dict(found)


# Loyalty ------------------------------------------------------------------------------------------


def tenure(row: dict, as_of: date) -> tuple[int, bool] | None:
    """Whole months as a customer, and whether they left by as_of; None when they start later."""
    first = date.fromisoformat(row["started_on"])
    ended = date.fromisoformat(row["ended_on"]) if row["ended_on"] else None
    if first > as_of:
        return None
    left = ended is not None and ended <= as_of
    last = ended if left else as_of
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day), left


def retention(customers: list[dict], as_of: date) -> dict[int, dict]:
    """By month of tenure: at_risk, left_count, retention, low and high (Kaplan-Meier, 95 % log-log band)."""
    lives = [life for life in (tenure(row, as_of) for row in customers) if life]
    curve, stays, variance = {}, 1.0, 0.0
    for month in range(max(months for months, _ in lives) + 1):
        at_risk = sum(months >= month for months, _ in lives)
        left = sum(months == month and gone for months, gone in lives)
        stays *= 1 - left / at_risk
        variance += left / (at_risk * (at_risk - left)) if left < at_risk else math.inf
        curve[month] = {"at_risk": at_risk, "left_count": left, "retention": stays, "low": None, "high": None}
        if 0 < stays < 1:
            width = 1.959963984540054 * math.sqrt(variance) / abs(math.log(stays))
            curve[month] |= {"low": stays ** math.exp(width), "high": stays ** math.exp(-width)}
    return curve


def staying(curve: dict[int, dict], months: int) -> list[float]:
    """Retention by month, carried on past the last month with 30 at risk at the hazard of the last twelve."""
    last = max(month for month, row in curve.items() if row["at_risk"] >= 30)
    tail = [curve[month] for month in range(max(0, last - 11), last + 1)]
    hazard = sum(row["left_count"] for row in tail) / sum(row["at_risk"] for row in tail)
    known = [curve[month]["retention"] for month in range(last + 1)]
    return known + [known[-1] * (1 - hazard) ** (month - last) for month in range(last + 1, months)]


def customer_value(customers: list[dict], as_of: date, horizon: int = 36, yearly: float = 0.10) -> dict:
    """Active customers, mean margin, value of one customer and total_value of the active ones of a segment."""
    curve = staying(retention(customers, as_of), 240)
    discount = (1 + yearly) ** (1 / 12)
    margins = [float(row["monthly_margin"]) for row in customers if row["monthly_margin"]]
    mean = sum(margins) / len(margins)

    def months_worth(since):
        return sum(curve[since + k] / curve[since] / discount**k for k in range(horizon))

    active = [
        (life[0], float(row["monthly_margin"] or mean))
        for row in customers
        if (life := tenure(row, as_of)) and not life[1]
    ]
    worth = {months: months_worth(months) for months in {months for months, _ in active}}
    return {
        "customers": len(active),
        "monthly_margin": mean,
        "value": mean * sum(curve[k] / discount**k for k in range(horizon)),
        "total_value": sum(margin * worth[months] for months, margin in active),
    }


# Winning, and the chain ---------------------------------------------------------------------------


def acquisition(tables: dict) -> dict[str, tuple[Decimal, int]]:
    """Spend and new customers by channel, in the months that have spend; '(no channel)' and 'all' as well."""
    spend, months = defaultdict(Decimal), defaultdict(set)
    for row in tables["acquisition_spend"]:
        spend[row["channel"]] += Decimal(row["amount"])
        months[row["channel"]].add(row["month"])
    spend["(no channel)"] = sum(
        (Decimal(row["amount"]) for row in tables["sector_costs"] if row["purpose"] == "acquisition"), Decimal(0)
    )
    any_month, new = set().union(*months.values()), defaultdict(int)
    for row in tables["customers"]:
        new[row["channel"]] += row["started_on"][:7] in months.get(row["channel"], any_month)
    found = {channel: (spend[channel], new[channel]) for channel in {*spend, *new}}
    return found | {"all": (sum(spend.values()), sum(new.values()))}


def distances(links: list[dict]) -> dict[str, int]:
    """Links from each sector to the outside customer by the shortest way."""
    found, reached = {}, {"customer"}
    for steps in range(1, len(links) + 1):
        reached = {row["supplier"] for row in links if row["receiver"] in reached} - found.keys()
        found |= {sector: steps for sector in reached}
    return found
