"""What an action's lever acts on by month, read from the ledger, beside that of the sectors it is compared with: cost,
or customers followed after a complaint where the lever acts on the risk that they leave."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas

from models.engine.engine import Engine
from models.engine.selection import EVERYTHING
from models.scenarios.actions.achieved import Achieved, Months, achieved, number
from models.scenarios.actions.achieved_risk import Followed, FollowedMonths, achieved_risk
from models.scenarios.levers import RISK, Lever, from_texts
from models.scenarios.outcome import NO_COMPLAINT

PLACES = ["component", "category", "incurred_by", "caused_by"]


@dataclass(frozen=True)
class MonthlyCost:
    """The ledger's cost by month and place, the months it can speak of, and how wide ranges are drawn.

    followed: customers followed after a complaint, by its month, sector and type; waiting: for how many months.
    """

    rows: pandas.DataFrame
    first: int
    last: int
    level: float
    followed: pandas.DataFrame
    waiting: int


def monthly_cost(engine: Engine, version: int) -> MonthlyCost | None:
    """Return the cost of a version by month; None while the ledger is empty."""
    columns, rows = engine.rows("ledger_span", version, EVERYTHING)
    span = dict(zip(columns, rows[0])) if rows else {}
    if not span.get("first_month"):
        return None
    cube = engine.read("ledger_cube", version, EVERYTHING)
    cube = cube.assign(
        category=cube["category"].fillna("(none)"), amount=cube["amount"].astype(float), at=cube["month"].map(number)
    )
    held = {row["name"]: row["value"] for row in engine.assumptions(version)}
    last = min(filter(None, (span["last_month"], span.get("as_of"))))
    summed = cube.groupby(["at", *PLACES], as_index=False, observed=True)["amount"].sum()
    level, waiting = float(held["interval_level"] or 0.9), int(held["effect_months"] or 0)
    followed = _followed(engine, version)
    return MonthlyCost(summed, number(span["first_month"]), number(last), level, followed, waiting)


def _followed(engine: Engine, version: int) -> pandas.DataFrame:
    """Customers, those who left and their value, by month, sector and type of the complaint that began it."""
    named = ["customer_id", "exposed_on"]
    values = engine.read("exposure", version)[[*named, "value"]]
    rows = engine.read("exposure_trait", version).merge(values, on=named)
    rows = rows.assign(
        at=[number(day) for day in rows["exposed_on"]],
        value=rows["value"].astype(float).fillna(0.0),
        left=rows["has_left"].astype(int),
        customers=1,
    )
    return rows.groupby(["at", "sector", "category"], as_index=False)[[*Followed._fields]].sum()


def achieved_by(actions: Sequence[dict], cost: MonthlyCost | None) -> list[Achieved]:
    """Return what each action has achieved; sectors with an action of their own are compared with none."""
    levers = [from_texts(one["lever"]) for one in actions]
    own = {one.sector for one in levers if one.sector}
    return [_achieved(lever, action, cost, own) for lever, action in zip(levers, actions, strict=True)]


def _achieved(lever: Lever, action: dict, cost: MonthlyCost | None, own: set[str]) -> Achieved:
    if cost is None:
        return achieved(action["done_on"], Months(0, -1, {}, None), 0.9)
    if lever.acts_on.driver == RISK:
        return achieved_risk(action["done_on"], _followed_months(lever, cost, own), cost.level)
    months = Months(cost.first, cost.last, _by_month(cost.rows, lever), _elsewhere(cost.rows, lever, own))
    return achieved(action["done_on"], months, cost.level)


def _followed_months(lever: Lever, cost: MonthlyCost, own: set[str]) -> FollowedMonths:
    rows = cost.followed
    rows = rows[rows["category"] == lever.category] if lever.category else rows
    here = rows[rows["sector"] == lever.sector] if lever.sector else rows
    there = _compared(rows, "sector", own) if lever.sector else None
    sides = [None if side is None else _by_followed_month(side) for side in (here, there)]
    return FollowedMonths(cost.first, cost.last - cost.waiting, cost.waiting, sides[0] or {}, sides[1])


def _by_followed_month(rows: pandas.DataFrame) -> dict[int, Followed]:
    summed = rows.groupby("at")[[*Followed._fields]].sum()
    return {
        int(row.Index): Followed(int(row.customers), int(row.left), float(row.value)) for row in summed.itertuples()
    }


def _by_month(rows: pandas.DataFrame, lever: Lever) -> dict[int, float]:
    kind = lever.acts_on
    acted = rows[rows["component"].isin(kind.components) & (rows["category"] != NO_COMPLAINT)]
    for column, name in ((kind.place, lever.sector), ("category", lever.category)):
        acted = acted[acted[column] == name] if name else acted
    return acted.groupby("at")["amount"].sum().to_dict()


def _elsewhere(rows: pandas.DataFrame, lever: Lever, own: set[str]) -> dict[int, float] | None:
    """The same cost in sectors without an action; a name in parentheses is no sector."""
    if not lever.sector:
        return None
    return _by_month(_compared(rows, lever.acts_on.place, own), replace(lever, sector=""))


def _compared(rows: pandas.DataFrame, place: str, own: set[str]) -> pandas.DataFrame:
    """The rows of sectors without an action of their own."""
    return rows[~rows[place].isin(own) & ~rows[place].str.startswith("(")]
