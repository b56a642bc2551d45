"""A made-up company of any size for the benchmark, written as CSV by DuckDB and brought in as anybody's files are."""

from __future__ import annotations

from pathlib import Path

import duckdb

from data.import_options import Options
from data.imports.pipeline import import_file
from data.store import Store

CUSTOMERS_IN = 4  # complaints for every customer, as there are for every case
FIRST, DAYS = "date '2021-11-01'", 1826
STAGES = (
    "(values (0, 'Receipt', 4), (1, 'Diagnosis', 24), (2, 'Repair', 48), (3, 'Return', 24)) as s(place, stage, hours)"
)


def _from(salt: str, number: str, below: int) -> str:
    """A number from 0 to below, the same one for the same row and salt."""
    return f"cast(hash({number}, '{salt}') % {below} as integer)"


def _queries(complaints: int) -> dict[str, str]:
    """The rows of each data set as a select, every customer with a life and every complaint inside one."""
    customers = complaints // CUSTOMERS_IN
    lives = f"""
        select i, started_on,
            case when hash(i, 'gone') % 3 = 0 then started_on + 20 + {_from("life", "i", 1500)} end as ended_on
        from (select i, {FIRST} + {_from("start", "i", DAYS)} - 400 as started_on from range({customers}) as r(i))"""
    return {
        "sectors": (
            "select 'Dept ' || lpad(i::varchar, 2, '0') as sector, 'yes' as customer_facing, "
            "20 + i as hourly_cost from range(12) as r(i)"
        ),
        "sector_costs": f"""
            select 'Dept ' || lpad(d::varchar, 2, '0') as sector,
                strftime({FIRST} + to_months(m::integer), '%Y-%m') as month, purpose,
                10000 + 100 * d + m as amount, case when purpose = 'running' then 400 end as practical_hours
            from range(6) as r(d), range(60) as q(m), (values ('running'), ('retention')) as p(purpose)""",
        "customers": f"""
            select 'K' || lpad(i::varchar, 9, '0') as customer_id, started_on,
                case when ended_on < {FIRST} + {DAYS} then ended_on end as ended_on,
                'Segment ' || {_from("segment", "i", 4)} as segment,
                'Channel ' || {_from("channel", "i", 5)} as channel,
                10 + {_from("margin", "i", 9000)} / 100 as monthly_margin
            from ({lives})""",
        "complaints": f"""
            select 'C' || lpad(n::varchar, 9, '0') as complaint_id, opened_on,
                'K' || lpad(k.i::varchar, 9, '0') as customer_id,
                opened_on + {_from("open", "n", 30)} as closed_on, 'Kind ' || {_from("kind", "n", 40)} as category,
                'Dept ' || lpad({_from("sector", "n", 12)}::varchar, 2, '0') as sector,
                'Dept ' || lpad({_from("by", "n", 12)}::varchar, 2, '0') as handled_by,
                5 + {_from("minutes", "n", 90)} as handling_minutes,
                case when hash(n, 'paid') % 3 = 0 then {_from("money", "n", 9000)} / 100 end as compensation,
                case when hash(n, 'rework') % 9 = 0 then {_from("again", "n", 5000)} / 100 end as rework_cost,
                case when hash(n, 'law') % 50 = 0 then {_from("fee", "n", 90000)} / 100 end as escalation_cost,
                case when hash(n, 'solved') % 4 > 0 then 'yes' else 'no' end as resolved,
                case when hash(n, 'at once') % 2 = 0 then 'yes' else 'no' end as first_contact,
                {_from("over", "n", 3)} as handovers,
                case when n % {CUSTOMERS_IN} = 0 then 'F' || lpad(n::varchar, 9, '0') end as case_id
            from (
                select n, k.i, greatest(k.started_on, {FIRST})
                    + cast(hash(n, 'day') % greatest(
                        1,
                        least(coalesce(ended_on, {FIRST} + {DAYS}), {FIRST} + {DAYS}) - greatest(k.started_on, {FIRST})
                    ) as integer) as opened_on
                from (select n, cast(hash(n, 'who') % {customers} as bigint) as i from range({complaints}) as r(n)) as c
                join ({lives}) as k on k.i = c.i
            ) as k where opened_on < {FIRST} + {DAYS} order by n""",
        "complaint_shares": f"""
            select 'C' || lpad(n::varchar, 9, '0') as complaint_id,
                'Dept ' || lpad(((n + d) % 12)::varchar, 2, '0') as sector, 0.5 - 0.1 * d as share
            from range(0, {complaints}, 20) as r(n), range(2) as q(d)""",
        "stage_times": f"""
            select 'F' || lpad(n::varchar, 9, '0') as case_id, stage,
                'Dept ' || lpad(((hash(n) + place) % 12)::varchar, 2, '0') as sector,
                opened + to_hours(cast(30 * place as bigint)) as started_at,
                opened + to_hours(cast(30 * place + 1 as bigint))
                    + to_minutes(cast(hash(n, place) % 4000 as bigint)) as finished_at,
                hours as assigned_hours, case when place = 0 then 200 end as promised_hours
            from (select n, cast({FIRST} as timestamp) + to_hours(cast(hash(n, 'case') % 43000 as bigint)) as opened
                  from range(0, {complaints}, {CUSTOMERS_IN}) as r(n)), {STAGES}""",
        "acquisition_spend": f"""
            select strftime({FIRST} + to_months(m::integer), '%Y-%m') as month, 'Channel ' || c as channel,
                5000 + 10 * m as amount
            from range(60) as r(m), range(4) as q(c)""",
    }


def fill(home: Path, complaints: int, folder: Path) -> None:
    """Fills an empty home with a company of so many complaints,
    as many rows of stages and a quarter as many customers."""
    store = Store(home)
    for dataset, query in _queries(complaints).items():
        file = folder / f"{dataset}.csv"
        with duckdb.connect() as connection:
            connection.execute(f"copy ({query}) to '{file}' (header)")
        answer = import_file(store, dataset, file, Options())
        file.unlink()
        if answer["status"] != "stored":
            raise SystemExit(f"{dataset}: {answer}")
    store.close()
