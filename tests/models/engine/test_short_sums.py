"""What is kept added up by month answers for any period as the rows themselves do,
each customer and case counted once."""

import pytest

from data.samples.generate import fill
from data.store import Store
from models.engine.engine import Engine
from models.engine.selection import Selection
from models.engine.visibility import Visibility

PERIODS = [("2025-02", "2025-09"), (None, "2025-06"), ("2026-01", None), ("2025-05", "2025-05")]
STAKE = """
    select {sector} as sector, sum(value) as loyalty_at_stake, count(*) as customers from (
        select l.* from {schema}.stake_line as l where l.month between '{first}-01' and '{last}-01'
        qualify row_number() over (partition by {sector}, l.customer_id order by l.opened_on, l.complaint_id) = 1)
    group by all order by all"""
STAGES = """
    select sector, stage, count(distinct case_id) as cases, sum(overrun_hours) as overrun_hours,
        count(distinct case_id) filter (where overrun_hours > 0) as late_cases
    from {schema}.stage_hours
    where sector is not null and month between '{first}-01' and '{last}-01' group by all order by all"""
DRAWS = """
    select sector, draw, sum(amount) as amount from {schema}.churn_draw
    where month between '{first}-01' and '{last}-01' {segment} group by all order by all"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    store = Store(tmp_path_factory.mktemp("home"))
    fill(store, 300, 3)
    # a case that comes back to a stage it had been through, months later and late
    store.connection.cursor().execute("""
        insert into raw_stage_times by name
        select * replace (started_at + interval 5 month as started_at, finished_at + interval 6 month as finished_at,
            source_row + 1000000 as source_row)
        from raw_stage_times where hash(case_id) % 3 = 0""")
    engine = Engine(store.connection)
    engine.version = store.version
    yield engine
    store.close()


def by_hand(engine, sql, period, **fields):
    first, last = period[0] or "2000-01", period[1] or "2026-10"
    return (
        engine._connection.cursor()
        .execute(sql.format(schema=engine.build(engine.version), first=first, last=last, **fields))
        .fetchall()
    )


@pytest.mark.sampled(1)
@pytest.mark.parametrize("period", PERIODS)
def test_loyalty_at_stake_counts_each_customer_once_a_sector(engine, period):
    columns, rows = engine.rows("loyalty_at_stake", engine.version, Selection(period))
    assert rows == by_hand(engine, STAKE, period, sector="caused_by") and len(rows) > 3


@pytest.mark.parametrize("period", PERIODS)
def test_loyalty_at_stake_in_all_counts_each_customer_once(engine, period):
    columns, (row,) = engine.rows("overview_total", engine.version, Selection(period))
    total = dict(zip(columns, row))
    ((_, value, customers),) = by_hand(engine, STAKE, period, sector="'all'")
    assert (total["loyalty_at_stake"], total["customers_at_stake"]) == (value, customers)


@pytest.mark.parametrize("period", PERIODS)
def test_stages_count_each_case_once(engine, period):
    read = engine.read("stage_overrun", engine.version, Selection(period))
    rows = list(read[["sector", "stage", "cases", "overrun_hours", "late_cases"]].itertuples(index=False, name=None))
    assert rows == by_hand(engine, STAGES, period) and len(rows) > 3


def test_a_case_did_come_back_to_its_stage(engine):
    whole = engine.read("stage_case", engine.version)
    assert whole["month_before"].notna().any() and whole["late_before"].notna().any()


@pytest.mark.parametrize("segments", [None, ("Households",)])
def test_draws_of_a_sector_add_up_the_months_and_segments_looked_at(engine, segments):
    chosen = "and segment = 'Households'" if segments else ""
    columns, rows = engine.rows("sector_draw", engine.version, Selection(PERIODS[0], segments=segments))
    assert [row[:3] for row in rows] == by_hand(engine, DRAWS, PERIODS[0], segment=chosen) and rows


def test_sectors_that_stand_together_count_their_customers_and_cases_once(engine):
    names = tuple(engine.read("loyalty_at_stake", engine.version)["sector"])
    together = Visibility(merged=(("sector", names),))
    stake = engine.read("loyalty_at_stake", engine.version, visibility=together)
    ((_, value, customers),) = by_hand(engine, STAKE, (None, None), sector="'all'")
    assert list(stake["loyalty_at_stake"]) == [float(value)] and list(stake["customers"]) == [customers]


def test_the_cost_by_month_is_the_ledger(engine):
    schema = engine.build(engine.version)
    both = [
        engine._connection.cursor().execute(f"select sum(amount), sum(customers_lost) from {schema}.{name}").fetchone()
        for name in ("cost_cube", "ledger")
    ]
    assert both[0] == both[1] and both[0][0] > 0
