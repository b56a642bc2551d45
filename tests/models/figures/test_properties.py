"""What holds in every organisation: the identities, sums over any partition, and the rows behind every cell; made up at
random with several currencies, rates missing, shares below one, sectors without a rate, ends that lie ahead and every
switch."""

import random
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from handmade import assume, empty_house, put
from sound import faults

from models.engine.engine import Engine
from models.engine.selection import Selection

SECTORS = ("Kitchen", "Delivery", "Billing", "Legal")
SEGMENTS = ("home", "firm", "all", None)
MONTHS = [f"2024-{month:02d}" for month in range(1, 13)]
AS_OF = date(2024, 12, 31)
MISSING = ("CHF", "2024-05")  # a currency and the first month that has no rate of it
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


class MadeUp:
    """Rows of every list that costs something, and how many of their amounts have no rate."""

    def __init__(self, seed: int, currencies: tuple):
        self.chance, self.currencies = random.Random(seed), currencies
        self.tables = {
            "customers": self._customers(),
            "sectors": [{"sector": "Kitchen", "hourly_cost": "41.3"}, {"sector": "Legal"}],
        }
        self.tables |= {
            "complaints": self._complaints(),
            "exchange_rates": self._rates(),
            "sector_costs": self._costs(),
        }
        self.tables |= {
            "complaint_work": self._work(),
            "complaint_shares": self._shares(),
            "stage_times": self._stages(),
        }
        self.tables |= {
            "transactions": self._sales(),
            "acquisition_spend": self._spend(),
            "supplier_purchases": self._purchases(),
        }

    def _day(self, first: str = "2024-01-01", days: int = 366) -> date:
        return date.fromisoformat(first) + timedelta(self.chance.randrange(days))

    def _money(self, most: int = 200) -> str:
        return f"{self.chance.uniform(-most / 10, most):.{self.chance.choice((0, 2, 6))}f}"

    def _customers(self) -> list[dict]:
        pick, rows = self.chance.choice, []
        for number in range(260):
            start = self._day("2022-06-01", 900)
            end = pick([None, None, start + timedelta(self.chance.randrange(700)), date(2026, 5, 5)])
            rows.append(
                {
                    "customer_id": f"c{number}",
                    "started_on": start,
                    "ended_on": end,
                    "segment": pick(SEGMENTS),
                    "channel": pick(("web", "all", None)),
                    "monthly_margin": pick((self._money(40), None)),
                    "monthly_revenue": pick(("90", None)),
                    "currency": pick((None, self.currencies[0])),
                }
            )
        return rows

    def _complaints(self) -> list[dict]:
        pick = self.chance.choice
        return [
            {
                "complaint_id": f"k{number}",
                "customer_id": pick((f"c{number % 260}", f"c{number % 100}", "stranger", None)),
                "opened_on": self._day(),
                "sector": pick((*SECTORS, "(outside)", None)),
                "handled_by": pick((*SECTORS, None)),
                "handling_minutes": pick((None, "0", str(self.chance.randrange(500)), "0.5")),
                "category": pick(("late", "broken", None)),
                "compensation": pick((None, "0", self._money())),
                "rework_cost": pick((None, self._money())),
                "escalation_cost": pick((None, None, self._money(900))),
                "paid_by": pick((None, "Legal", "(company)")),
                "resolved": pick((True, False, None)),
                "first_contact": pick((True, False, None)),
                "handovers": pick((None, 0, 2)),
                "case_id": f"case{number % 30}" if number % 5 == 0 else None,
                "currency": pick((None, None, *self.currencies)),
            }
            for number in range(400)
        ]

    def _rates(self) -> list[dict]:
        return [
            {"month": f"{month}-01", "currency": currency, "rate": f"{self.chance.uniform(0.1, 3):.10f}"}
            for month in MONTHS
            for currency in self.currencies
            if currency != "EUR" and (currency != MISSING[0] or month < MISSING[1])
        ]

    def _costs(self) -> list[dict]:
        purposes = (
            "running",
            "complaint_handling",
            "acquisition",
            "retention",
            "service",
            "prevention",
            "appraisal",
            "internal_failure",
        )
        return [
            {
                "sector": sector,
                "month": f"{month}-01",
                "purpose": purpose,
                "amount": self._money(5000),
                "currency": self.chance.choice((None, self.currencies[0])),
                "practical_hours": self.chance.choice(("150", "33.3", "0", None)) if purpose == "running" else None,
            }
            for sector in SECTORS[1:]
            for month in MONTHS
            for purpose in purposes
            if self.chance.random() < 0.3
        ]

    def _work(self) -> list[dict]:
        return [
            {"complaint_id": f"k{number}", "sector": sector, "minutes": str(self.chance.randrange(90))}
            for number in range(0, 400, 7)
            for sector in self.chance.choices(SECTORS, k=2)
        ]

    def _shares(self) -> list[dict]:
        rows = []
        for number in range(0, 400, 9):
            parts = self.chance.choice(
                (("1",), ("0.3334", "0.3333", "0.3333"), ("0.6",), ("0.00001", "0.5"), ("0", "0.2"), ("0.7", "0.7"))
            )
            rows += [
                {"complaint_id": f"k{number}", "sector": sector, "share": share}
                for sector, share in zip(self.chance.sample(SECTORS, 3), parts)
            ]
        return rows

    def _stages(self) -> list[dict]:
        rows = []
        for case in range(30):
            for stage in range(self.chance.randrange(1, 4)):
                first = self.chance.randrange(20)
                last = self.chance.choice((f"2024-03-{stage + 3:02d} {first:02d}:30:00", None))
                rows.append(
                    {
                        "case_id": f"case{case}",
                        "stage": f"s{stage}",
                        "started_at": f"2024-03-{stage + 1:02d} {first:02d}:00:00",
                        "finished_at": last,
                        "sector": self.chance.choice((*SECTORS, "customer", None)),
                        "assigned_hours": self.chance.choice(("0", "5", "48", None)),
                        "promised_hours": "60" if case % 3 else None,
                    }
                )
        return rows

    def _sales(self) -> list[dict]:
        return [
            {
                "transaction_id": f"t{number}",
                "date": self._day("2023-06-01", 600),
                "customer_id": self.chance.choice((f"c{number % 50}", None)),
                "revenue": self._money(9000),
                "margin": self.chance.choice((None, "7")),
                "cancelled": self.chance.random() < 0.1,
                "currency": self.chance.choice((None, self.currencies[0])),
            }
            for number in range(150)
        ]

    def _spend(self) -> list[dict]:
        return [
            {
                "month": f"{month}-01",
                "channel": channel,
                "amount": self._money(3000),
                "new_customers": self.chance.choice((None, None, 0, 4)),
            }
            for month in MONTHS[::2]
            for channel in ("web", "fair", "all")
        ]

    def _purchases(self) -> list[dict]:
        return [
            {
                "date": self._day(),
                "sector": self.chance.choice(SECTORS),
                "supplier": "N",
                "quantity": self.chance.randrange(9),
                "price_paid": self._money(30),
                "reference_price": self.chance.choice((None, "12.5")),
                "declined": self.chance.random() < 0.2,
                "currency": self.chance.choice((None, self.currencies[0])),
            }
            for _ in range(40)
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
