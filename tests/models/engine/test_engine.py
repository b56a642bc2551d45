"""The engine: what is built when, what a reading may choose, and how a cell leads to its uploaded rows."""

import threading
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

import pytest
from handmade import assume, empty_house, put
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from test_against_plain_loops import made_up
from test_figures import repeated

from models import assumptions
from models.engine import build, lineage
from models.engine.engine import Engine
from models.engine.selection import Selection

CUSTOMERS = [
    {"customer_id": "a", "started_on": "2024-01-01", "segment": "home", "monthly_margin": 10},
    {"customer_id": "b", "started_on": "2024-01-01", "segment": "firm", "monthly_margin": 30, "ended_on": "2025-02-10"},
]
COMPLAINTS = [
    {"complaint_id": "1", "opened_on": "2025-01-31", "customer_id": "a", "sector": "Kitchen", "compensation": 5},
    {"complaint_id": "2", "opened_on": "2025-02-28", "customer_id": "b", "sector": "Delivery", "compensation": "0.01"},
]


@pytest.fixture
def house():
    house = empty_house()
    put(house, "customers", CUSTOMERS)
    put(house, "complaints", COMPLAINTS)
    return house


def amounts(engine: Engine, version: int, **chosen: object) -> dict[str, Decimal]:
    columns, rows = engine.rows("ledger", version, Selection(**chosen))
    return {row[0]: row[columns.index("amount")] for row in rows}


# Versions -------------------------------------------------------------------------------------


def test_a_version_reads_the_rows_it_saw(house):
    put(house, "complaints", [{"complaint_id": "3", "opened_on": "2025-02-01", "compensation": 7}], version=2)
    house.execute("update raw_complaints set to_version = 3 where complaint_id = '1'")
    engine = Engine(house)
    assert amounts(engine, 1) == {"1": 5, "2": Decimal("0.01")}
    assert amounts(engine, 2) == {"1": 5, "2": Decimal("0.01"), "3": 7}
    assert amounts(engine, 3) == {"2": Decimal("0.01"), "3": 7}


def test_assumptions_hold_from_their_version_and_can_be_overridden(house):
    assume(house, {"horizon_months": 12}, version=2)
    engine = Engine(house)
    held = {version: {row["name"]: row for row in engine.assumptions(version)}["horizon_months"] for version in (1, 2)}
    assert (held[1]["value"], held[1]["yours"], held[2]["value"], held[2]["yours"]) == ("36", False, "12", True)
    # nobody of the segment has left: without a discount a new customer brings one margin a month of the horizon
    months = {"segment": "home", "tenure_months": 0}
    assert (
        engine.read(
            "staying_multiple", 1, Selection(where=months, overrides={"horizon_months": "3", "discount_rate": "0"})
        ).new_customer[0]
        == 3
    )
    assert (
        engine.read("staying_multiple", 2, Selection(where=months, overrides={"discount_rate": "0"})).new_customer[0]
        == 12
    )


@pytest.mark.parametrize(
    "name, text, says",
    [
        ("effect_months", "six", 'effect_months: read "six"; expected a whole number from 1 to 60'),
        ("discount_rate", "-1", "expected a number such as 0.10, not below zero"),
        ("loss_basis", "both", "expected one of residual_margin, replacement, lower_of"),
        ("as_of", "30.6.2026", "expected a day such as 2026-06-30"),
        ("gross_margin", "60", "expected a share between 0 and 1"),
        ("effect_month", "6", 'There is no assumption named "effect_month"'),
    ],
)
def test_a_bad_assumption_says_what_to_write(house, name, text, says):
    with pytest.raises(ValueError, match=says.replace("(", r"\(")):
        Engine(house).read("ledger", 1, Selection(overrides={name: text}))


def test_every_assumption_the_house_brings_is_valid():
    for name, entry in assumptions.known().items():
        for field in ("value", "low", "high"):
            assumptions.check(name, entry[field])


# Building -------------------------------------------------------------------------------------


def test_a_build_is_made_once_and_tells_how_far_it_is(house):
    engine, steps = Engine(house), []
    assert not engine.is_built(1)
    engine.build(1, progress=lambda done, total, name: steps.append((done, total)))
    assert steps[0][0] == 0 and steps[-1][0] == steps[-1][1] == len(steps) - 1
    assert engine.is_built(1)
    engine.build(1, progress=lambda *_: pytest.fail("nothing was left to build"))


def test_reading_builds_only_what_the_figure_stands_on(house):
    engine = Engine(house)
    engine.read("retention_curve", 1)
    assert engine.is_built(1, names=["retention_curve"]) and not engine.is_built(1, names=["ledger"])


def test_an_interrupted_build_is_continued(house):
    engine = Engine(house)

    def interrupt(done, total, name):
        if done == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.build(1, progress=interrupt)
    assert not engine.is_built(1)
    assert amounts(engine, 1) == {"1": 5, "2": Decimal("0.01")}


def test_only_the_last_builds_are_kept(house):
    engine = Engine(house)
    schemas = [
        engine.build(1, {"horizon_months": str(months)}, names=["uploads"])
        for months in range(1, build.BUILDS_KEPT + 4)
    ]
    kept = {
        name
        for (name,) in house.execute(
            "select schema_name from duckdb_schemas() where schema_name like 'built%'"
        ).fetchall()
    }
    assert kept == set(schemas[-build.BUILDS_KEPT :])


def test_two_readers_at_once_get_the_same(house):
    engine, found = Engine(house), []
    readers = [threading.Thread(target=lambda: found.append(amounts(engine, 1))) for _ in range(4)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert found == [{"1": 5, "2": Decimal("0.01")}] * 4


def test_it_works_on_a_locked_connection(house):
    house.execute("set enable_external_access = false")
    house.execute("set lock_configuration = true")
    engine = Engine(house)
    engine.build(1)
    assert engine.read("cost_by_sector", 1, Selection(("2025-01", "2025-01"), segments=("home",))).amount.tolist() == [
        5
    ]


# Reading --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "where, found",
    [
        ({"month": "2025-01"}, {"1"}),
        ({"month": "2025-01-01"}, {"1"}),
        ({"amount": "5"}, {"1"}),
        ({"amount": "5.000000"}, {"1"}),
        ({"complaint_id": ["1", "2"]}, {"1", "2"}),
        ({"customers_lost": 0, "caused_by": "Delivery"}, {"2"}),
        ({"projected": "false"}, {"1", "2"}),
        ({"segment": None}, set()),
        ({"caused_by": []}, set()),
        ({"caused_by": "Kitchen' or '1'='1"}, set()),
    ],
)
def test_where_chooses_rows_by_the_columns_own_type(house, where, found):
    assert set(amounts(Engine(house), 1, where=where)) == found


@pytest.mark.parametrize(
    "where", [{"amount": "five"}, {"month": "2026-99"}, {"month": "hello"}, {"projected": "maybe"}]
)
def test_a_value_that_cannot_be_in_the_column_is_refused(house, where):
    with pytest.raises(ValueError, match="expected"):
        Engine(house).read("ledger", 1, Selection(where=where))


def test_a_period_that_ends_before_it_starts_is_refused(house):
    with pytest.raises(ValueError, match="after its end"):
        Engine(house).read("cost_by_sector", 1, Selection(("2026-06", "2026-01")))


def test_an_unknown_column_figure_or_month_is_named(house):
    engine = Engine(house)
    with pytest.raises(LookupError, match='ledger has no column "sector"'):
        engine.read("ledger", 1, Selection(where={"sector": "Kitchen"}))
    with pytest.raises(LookupError, match='no figure named "ledgers"'):
        engine.read("ledgers", 1)
    with pytest.raises(ValueError, match='Read "2025-13"; expected a month such as 2026-03'):
        engine.read("ledger", 1, Selection(("2025-13", None)))


@pytest.mark.parametrize(
    "period, found",
    [
        (("2025-02", None), {"2"}),
        ((None, "2025-01"), {"1"}),
        (("2025-01", "2025-02"), {"1", "2"}),
        (("2024-01", "2024-12"), set()),
    ],
)
def test_a_period_chooses_months(house, period, found):
    assert set(amounts(Engine(house), 1, period=period)) == found


def test_one_reading_does_not_change_the_next(house):
    engine = Engine(house)
    assert set(amounts(engine, 1, segments=("home",))) == {"1"}
    assert set(amounts(engine, 1, segments=())) == set()
    assert set(amounts(engine, 1)) == {"1", "2"}


def test_figures_of_a_day_take_the_end_of_the_period_as_that_day(house):
    engine = Engine(house)
    # b left on 10 February: still there at the end of January
    now = engine.read("customer_value", 1, Selection(where={"segment": "all"}))
    then = engine.read("customer_value", 1, Selection(("2024-06", "2025-01"), where={"segment": "all"}))
    assert (now.customers[0], then.customers[0]) == (1, 2)


def test_the_last_complete_month_ends_the_data(house):
    # the latest date is 28 February, the end of a month; one day more and February is the last complete month
    assert str(Engine(house).read("reference_day", 1).as_of[0].date()) == "2025-02-28"
    put(house, "complaints", [{"complaint_id": "9", "opened_on": "2025-03-30"}], version=2)
    assert str(Engine(house).read("reference_day", 2).as_of[0].date()) == "2025-02-28"


# Tracing --------------------------------------------------------------------------------------


def test_a_cell_leads_to_its_rows_and_they_add_up(house):
    put(
        house,
        "complaint_work",
        [
            {"complaint_id": "1", "sector": "Support", "minutes": 1},
            {"complaint_id": "1", "sector": "Support", "minutes": 1},
            {"complaint_id": "1", "sector": "Support", "minutes": 1},
        ],
        file="work.xlsx",
    )
    put(
        house,
        "complaint_shares",
        [
            {"complaint_id": "1", "sector": "Kitchen", "share": "0.2"},
            {"complaint_id": "1", "sector": "Sales", "share": "0.8"},
        ],
    )
    put(house, "sectors", [{"sector": "Support", "hourly_cost": "20.00001"}])
    engine = Engine(house)
    # a minute costs 0.333334, three 1.000002; a fifth starts in the kitchen: 0.200000,
    # of which rows 2 and 3 bring 0.066667
    where = {"sector": "Kitchen", "component": "handling"}
    columns, rows = engine.rows("cost_by_sector", 1, Selection(where=where))
    found = engine.trace("cost_by_sector", 1, Selection(where=where))
    assert found[["dataset", "file", "row"]].values.tolist() == [["complaint_work", "work.xlsx", n] for n in (2, 3, 4)]
    assert found.amount.tolist() == [Decimal("0.066667"), Decimal("0.066667"), Decimal("0.066666")]
    assert sum(found.amount) == rows[0][columns.index("amount")] == Decimal("0.2")


def test_rows_say_of_themselves_what_their_file_says(house):
    """A complaint has a category here or not; spend has no number and no sector; what is not said stays empty."""
    put(house, "acquisition_spend", [{"month": "2025-01-01", "channel": "search", "amount": 100}])
    engine = Engine(house)
    found = engine.trace("acquisition_cost", 1, Selection(where={"channel": "all"}), named=True)
    assert found[["id", "day", "category", "row"]].values.tolist() == [[None, "2025-01-01", None, 2]]
    found = engine.trace("sector_overview", 1, Selection(("2025-02", "2025-02")), named=True)
    assert list(found)[:4] == ["id", "day", "category", "sector"] and list(found)[4:] == lineage.COLUMNS
    assert (found.id[0], found.day[0][:7]) == ("2", "2025-02") and found.row.tolist() == [3]


def test_a_trace_keeps_to_the_period_and_segments(house):
    engine = Engine(house)
    assert engine.trace("sector_overview", 1, Selection(("2025-02", "2025-02"))).row.tolist() == [3]
    assert engine.trace("cost_by_sector", 1, Selection(segments=("home",))).row.tolist() == [2]
    assert engine.trace("win_or_keep", 1, Selection(where={"sector": "all"})).amount.tolist() == [5, Decimal("0.01")]


def test_customers_and_spend_are_traced_too(house):
    put(house, "acquisition_spend", [{"month": "2025-01-01", "channel": "search", "amount": 100}])
    engine = Engine(house)
    assert engine.trace("acquisition_cost", 1, Selection(where={"channel": "all"})).values.tolist() == [
        ["acquisition_spend", "acquisition_spend.csv", None, 2, 100]
    ]
    assert engine.trace("customer_value", 1, Selection(where={"segment": "firm"})).row.tolist() == [3]


def test_what_cannot_be_traced_says_so(house):
    with pytest.raises(LookupError, match="service_gap is not traced"):
        Engine(house).trace("service_gap", 1)
    with pytest.raises(LookupError, match='cannot be traced by "amount"; it can by: sector, component, evidence'):
        Engine(house).trace("cost_by_sector", 1, Selection(where={"amount": 5}))


# Identities -----------------------------------------------------------------------------------


def test_a_booked_amount_the_ledger_lacks_fails(house):
    engine = Engine(house)
    schema = engine.build(1, names=["ledger"])
    house.execute(
        f"update {schema}.ledger set amount = amount - 1 where component = 'compensation' and complaint_id = '1'"
    )
    failing = engine.read("reconciliation", 1, Selection(where={"holds": False})).set_index("identity")["difference"]
    assert failing["compensation in the ledger = stored with the complaints"] == -1


def test_a_control_total_that_does_not_match_fails(house):
    house.execute("update control_total set amount = amount + 1 where column_name = 'compensation'")
    found = Engine(house).read("reconciliation", 1, Selection(where={"holds": False}))
    assert found[["identity", "difference"]].values.tolist() == [["control total of complaints.compensation", 1]]


def test_rows_read_that_are_neither_stored_nor_set_aside_fail(house):
    house.execute("update import_log set rows_read = rows_read + 1 where dataset = 'complaints'")
    assert Engine(house).read("reconciliation", 1, Selection(where={"holds": False})).identity.tolist() == [
        "rows read = rows stored + rows rejected"
    ]


money = some.decimals(min_value=0, max_value=10**7, places=2) | some.decimals(min_value=0, max_value=1, places=6)
sectors = some.sampled_from(["Kitchen", "Delivery", "Sales", "Legal"])


def within_one(shares: list[tuple]) -> Iterator[tuple]:
    """Yield the shares in millionths, each cut to what the others left of the whole, as the upload demands."""
    left = defaultdict(lambda: 10**6)
    for complaint, sector, part in shares:
        part = min(part, left[complaint])
        left[complaint] -= part
        yield complaint, sector, part


@pytest.mark.long
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    paid=some.lists(some.tuples(money, sectors, sectors), min_size=1, max_size=8),
    shares=some.lists(
        some.tuples(some.integers(0, 7), sectors, some.integers(0, 10**6)), max_size=12, unique_by=lambda s: s[:2]
    ),
)
def test_sharing_loses_nothing_along_any_margin(paid, shares):
    house = empty_house()
    put(
        house,
        "complaints",
        [
            {
                "complaint_id": str(n),
                "opened_on": f"2025-0{n % 3 + 1}-28",
                "compensation": amount,
                "paid_by": payer,
                "sector": sector,
            }
            for n, (amount, payer, sector) in enumerate(paid)
        ],
    )
    put(
        house,
        "complaint_shares",
        [
            {"complaint_id": str(n), "sector": sector, "share": Decimal(part) / 10**6}
            for n, sector, part in within_one(shares)
            if n < len(paid)
        ],
    )
    assume(house, {"as_of": "2025-12-31"})
    engine = Engine(house)
    columns, rows = engine.rows("ledger", 1)
    total, place = sum(amount for amount, _, _ in paid), columns.index("amount")
    for margin in ("caused_by", "incurred_by", "component", "month"):
        sums = defaultdict(Decimal)
        for row in rows:
            sums[row[columns.index(margin)]] += row[place]
        assert sum(sums.values()) == total
    assert engine.read("reconciliation", 1).holds.all()


# Avoidable churn -----------------------------------------------------------------------------


def lost_ground() -> list[dict]:
    """Return 40 exposed of whom 20 leave and 60 comparable of whom 6 leave, all within a month."""
    start = {"started_on": "2024-01-01", "monthly_margin": 100, "customer_id": "c{n}"}
    groups = [
        {"times": 20, "ended_on": "2024-01-20"},
        {"times": 20},
        {"times": 6, "ended_on": "2024-01-20"},
        {"times": 54},
    ]
    return repeated([{**start, **group} for group in groups])


@pytest.mark.parametrize("basis, amount", [("residual_margin", 100), ("replacement", 250), ("lower_of", 100)])
def test_a_lost_customer_is_counted_once_on_the_chosen_basis(basis, amount):
    house = empty_house()
    put(house, "customers", lost_ground())
    put(
        house,
        "complaints",
        repeated([{"times": 40, "complaint_id": "k{n}", "customer_id": "c{n}", "opened_on": "2024-01-10"}]),
    )
    put(house, "acquisition_spend", [{"month": "2024-01-01", "channel": "(no channel)", "amount": 25000}])
    assume(house, {"effect_months": 1, "horizon_months": 1, "as_of": "2024-02-20", "loss_basis": basis})
    # 40 × (20/40 − 6/60) = 16 customers; a month's margin is 100, winning one cost 25,000 / 100 = 250
    cost = Engine(house).read("sector_overview", 1)
    assert cost.customers_lost[0] == pytest.approx(16)
    assert cost.dissatisfaction_cost[0] == pytest.approx(16 * amount)


def test_without_any_margin_customers_are_lost_but_no_amount():
    house = empty_house()
    put(
        house,
        "customers",
        [{name: value for name, value in row.items() if name != "monthly_margin"} for row in lost_ground()],
    )
    put(
        house,
        "complaints",
        repeated([{"times": 40, "complaint_id": "k{n}", "customer_id": "c{n}", "opened_on": "2024-01-10"}]),
    )
    assume(house, {"effect_months": 1, "as_of": "2024-02-20"})
    row = Engine(house).read("sector_overview", 1).iloc[0]
    assert row.customers_lost == pytest.approx(16) and row.loyalty_lost != row.loyalty_lost


def test_another_seed_draws_another_range_around_the_same_number():
    house = empty_house()
    put(house, "customers", lost_ground())
    put(
        house,
        "complaints",
        repeated([{"times": 40, "complaint_id": "k{n}", "customer_id": "c{n}", "opened_on": "2024-01-10"}]),
    )
    assume(house, {"effect_months": 1, "as_of": "2024-02-20"})
    engine = Engine(house)
    one, two = (
        engine.read("avoidable_churn_total", 1, Selection(overrides={"resampling_seed": seed})).iloc[0]
        for seed in ("1", "2")
    )
    assert one.avoidable == two.avoidable == pytest.approx(16)
    assert one.low != two.low and one.low == pytest.approx(two.low, abs=1.5)
    # what one customer adds: left − 0.1 if exposed (Σ² = 20 × 0.81 + 20 × 0.01 = 16.4), −40/60 × (left − 0.1) if not
    # (Σ² = 2.4); variance of the drawn sum = 16.4 + 2.4 − 16² / 100 = 16.24; the range is 2 × 1.645 × 4.03 = 13.26 wide
    assert one.high - one.low == pytest.approx(13.26, rel=0.1)


@pytest.mark.long
def test_worked_out_again_every_figure_is_the_same_to_the_last_digit():
    people, complaints = made_up(4)
    house = empty_house()
    put(house, "customers", people)
    put(house, "complaints", complaints)
    assume(house, {"effect_months": 3, "as_of": "2024-12-31"})
    engine = Engine(house)
    names = [header.name for header in engine.figures()]
    first = {name: engine.rows(name, 1)[1] for name in names}
    build.drop(house.cursor(), engine.build(1))
    house.execute("set threads = 1")
    again = {name: engine.rows(name, 1)[1] for name in names}
    assert [name for name in names if first[name] != again[name]] == []
