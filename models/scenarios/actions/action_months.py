"""The monthly cost an action's lever acts on, read from the ledger, beside that of the sectors it is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas

from models.engine.engine import Engine
from models.engine.selection import EVERYTHING
from models.scenarios.actions.achieved import Achieved, Months, achieved, number
from models.scenarios.levers import Lever, from_texts
from models.scenarios.outcome import NO_COMPLAINT

PLACES = ["component", "category", "incurred_by", "caused_by"]


@dataclass(frozen=True)
class MonthlyCost:
    """The ledger's cost by month and place, the months it can speak of, and how wide ranges are drawn."""

    rows: pandas.DataFrame
    first: int
    last: int
    level: float


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
    return MonthlyCost(summed, number(span["first_month"]), number(last), float(held["interval_level"] or 0.9))


def achieved_by(actions: Sequence[dict], cost: MonthlyCost | None) -> list[Achieved]:
    """Return what each action has achieved; sectors with an action of their own are compared with none."""
    levers = [from_texts(one["lever"]) for one in actions]
    own = {one.sector for one in levers if one.sector}
    return [_achieved(lever, action, cost, own) for lever, action in zip(levers, actions, strict=True)]


def _achieved(lever: Lever, action: dict, cost: MonthlyCost | None, own: set[str]) -> Achieved:
    if cost is None:
        return achieved(lever, action["done_on"], Months(0, -1, {}, None), 0.9)
    months = Months(cost.first, cost.last, _by_month(cost.rows, lever), _elsewhere(cost.rows, lever, own))
    return achieved(lever, action["done_on"], months, cost.level)


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
    place = rows[lever.acts_on.place]
    return _by_month(rows[~place.isin(own) & ~place.str.startswith("(")], replace(lever, sector=""))
