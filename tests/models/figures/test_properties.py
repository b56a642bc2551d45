"""What holds in every organisation: the identities, sums over any partition, and the rows behind every cell; made up at
random with several currencies, rates missing, shares below one, sectors without a rate, ends that lie ahead and every
switch."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from handmade import assume, empty_house, put
from random_organisation import MadeUp
from sound import faults

from models.engine.engine import Engine
from models.engine.selection import Selection

AS_OF = date(2024, 12, 31)
ASSUMED = {
    "include_assumed": "yes",
    "silent_share": "0.25",
    "silent_risk_ratio": "2",
    "told_per": "6",
    "already_customers": "0.4",
    "influenced": "0.1",
    "would_have_bought": "0.3",
}
SETTINGS = [
    {"reporting_currency": "EUR"},
    {"reporting_currency": "EUR", "loss_basis": "replacement", "hourly_cost": "31.7", **ASSUMED},
    {
        "reporting_currency": "EUR",
        "loss_basis": "lower_of",
        "effect_months": 1,
        "fitted_tail": "yes",
        "acquisition_lag_months": 2,
    },
    {"effect_months": 3, "promised_slack_hours": 4, "hourly_cost": "12.345678", **ASSUMED, "loss_basis": "lower_of"},
]


@pytest.fixture(scope="module", params=range(len(SETTINGS)))
def made(request):
    """Return what was made up and the engine over it; the last has no reporting currency and one currency only."""
    home = bool(SETTINGS[request.param].get("reporting_currency"))
    found = MadeUp(request.param, ("GBP", "CHF", "EUR") if home else ("SEK",))
    if not home:
        found.tables["exchange_rates"] = []
    house = empty_house()
    for dataset, rows in found.tables.items():
        put(house, dataset, rows)
    assume(house, {"as_of": AS_OF, **SETTINGS[request.param]})
    return found, Engine(house), home


def total(engine: Engine, figure: str, column: str, **chosen: object) -> Decimal:
    columns, rows = engine.rows(figure, 1, Selection(**chosen))
    return sum((row[columns.index(column)] or Decimal(0) for row in rows), Decimal(0))


@pytest.mark.sampled(1)
def test_no_figure_says_what_cannot_be(made):
    assert faults(made[1]) == []


def test_the_identities_hold_and_a_missing_rate_is_named(made):
    found, engine, home = made
    rows = engine.read("reconciliation", 1)
    agreed = defaultdict(Decimal)
    for row in found.tables["complaint_shares"]:
        agreed[row["complaint_id"]] += Decimal(row["share"])
    broken = ["complaints whose agreed shares exceed 1 = 0"] if max(agreed.values(), default=0) > 1 else []
    broken += ["amounts without an exchange rate = 0"] if home else []
    assert sorted(rows[~rows.holds].identity) == sorted(broken)
    assert len(rows) > 20


def test_booked_amounts_are_those_of_the_rows(made):
    found, engine, home = made
    rates = {(row["currency"], row["month"][:7]): Fraction(row["rate"]) for row in found.tables["exchange_rates"]}
    lines = defaultdict(Decimal)
    for component, evidence, amount, *_ in engine.rows("cost_by_component", 1)[1]:
        lines[component] += amount if evidence == "booked" else 0
    for column, component in (
        ("compensation", "compensation"),
        ("rework_cost", "rework"),
        ("escalation_cost", "escalation"),
    ):
        expected = Decimal(0)
        for row in found.tables["complaints"]:
            own = not home or row["currency"] in (None, "EUR")
            rate = 1 if own else rates.get((row["currency"], f"{row['opened_on']:%Y-%m}"))
            if row[column] and rate:
                exact = Fraction(row[column]) * rate
                expected += (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(
                    Decimal("0.000001"), "ROUND_HALF_UP"
                )
        assert lines[component] == expected != 0


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    "figure, column", [("cost_by_sector", "amount"), ("sector_overview", "complaints"), ("cost_by_category", "amount")]
)
def test_any_partition_adds_up_to_the_whole(made, figure, column):
    _, engine, _ = made
    whole = total(engine, figure, column)
    assert whole != 0
    by_month = [(None, "2024-02"), ("2024-03", "2024-03"), ("2024-04", "2024-11"), ("2024-12", None)]
    assert sum(total(engine, figure, column, period=period) for period in by_month) == whole
    segments = {row[0] for row in engine.rows("customer_value", 1)[1]} - {"all"} | {"(no customer)", "(none)"}
    assert sum(total(engine, figure, column, segments=(segment,)) for segment in segments) == whole
    sectors = [row[0] for row in engine.rows("sector_overview", 1)[1]]
    assert sum(total(engine, figure, column, sectors=(sector,)) for sector in sectors) == whole
    both = [
        total(engine, figure, column, period=period, sectors=chosen, segments=("home",))
        for period in by_month[:2]
        for chosen in (tuple(sectors[:2]), tuple(sectors[2:]))
    ]
    assert sum(both) == total(engine, figure, column, period=(None, "2024-03"), segments=("home",))


def test_the_rows_behind_a_cell_add_up_to_it(made):
    _, engine, _ = made
    columns, rows = engine.rows("cost_by_sector", 1)
    for row in rows[::4]:
        cell = dict(zip(columns, row))
        behind = engine.trace(
            "cost_by_sector", 1, Selection(where={name: cell[name] for name in ("sector", "component", "evidence")})
        )
        assert sum(behind.amount) == cell["amount"] and len(behind), cell


def test_shares_are_as_agreed_and_what_is_missing_is_nobodys(made):
    found, engine, _ = made
    agreed = defaultdict(list)
    for row in found.tables["complaint_shares"]:
        agreed[row["complaint_id"]].append((row["sector"], Decimal(row["share"])))
    points = defaultdict(dict)
    for complaint, sector, part in engine.rows("causing_share", 1)[1]:
        points[complaint][sector] = part
    assert all(sum(parts.values()) == 10_000 for parts in points.values()) and len(points) == 400
    for complaint, parts in agreed.items():
        if sum(share for _, share in parts) <= 1:
            for sector, share in parts:
                assert abs(points[complaint].get(sector, 0) - share * 10_000) < 1
            rest = 1 - sum(share for _, share in parts)
            assert abs(points[complaint].get("(unattributed)", 0) - rest * 10_000) < 1
