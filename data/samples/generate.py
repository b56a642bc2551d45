"""The made-up organisation: a company that sells and repairs household appliances, the same one for the same seed."""

import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pandas as pd

from data.import_options import Options
from data.imports.pipeline import import_file
from data.samples import chain, complaints, contacts, lives, money, people
from data.samples.case_customers import with_customers
from data.samples.company import CHAIN_LINKS, COMPANY, CURRENCY, SECTORS
from data.samples.draws import LAST_DAY, Draws

__all__ = ["COMPANY", "fill", "organisation", "truth"]
FEWEST_CUSTOMERS = 50


@lru_cache(maxsize=1)
def _lives(customers: int, seed: int) -> lives.Lives:
    if customers < FEWEST_CUSTOMERS:
        raise ValueError(f"The sample organisation needs at least {FEWEST_CUSTOMERS} customers, not {customers}.")
    return lives.lives(customers, seed)


def truth(customers: int = 3000, seed: int = 1) -> dict[str, int]:
    """The planted numbers a test should find again; see lives.truth."""
    return _lives(customers, seed).truth


def organisation(customers: int = 3000, seed: int = 1) -> dict[str, pd.DataFrame]:
    """Every data set by name, 24 complete months up to October 2026; each cell is text as it stands in a file.

    ValueError below 50 customers.
    """
    life = _lives(customers, seed)
    events = complaints.in_order(life.complaints)
    events.day[-1] = LAST_DAY  # so that October 2026 counts as complete
    listed = complaints.complaints_table(events, Draws(seed, 3))
    who, left_on = life.people, life.left_on
    stages = chain.stage_times_table(listed, Draws(seed, 9))
    return {
        "sectors": _sectors(),
        "exchange_rates": money.rates_table(Draws(seed, 4)),
        "sector_costs": money.costs_table(customers, Draws(seed, 5)),
        "customers": people.customers_table(who, left_on, events.customer, Draws(seed, 16)),
        "transactions": money.transactions_table(who, left_on, Draws(seed, 6)),
        "complaints": listed,
        "complaint_work": complaints.work_table(listed, Draws(seed, 7)),
        "complaint_shares": complaints.shares_table(listed, Draws(seed, 8)),
        "stage_times": with_customers(stages, listed, who, left_on, Draws(seed, 18)),
        "chain_links": pd.DataFrame(CHAIN_LINKS, columns=["supplier", "receiver", "process"]),
        "acquisition_spend": money.spend_table(who, Draws(seed, 10)),
        "satisfaction": money.satisfaction_table(who, left_on, listed, Draws(seed, 11)),
        "contacts": contacts.contacts_table(who, left_on, Draws(seed, 17)),
        "service_survey": chain.survey_table(Draws(seed, 12)),
        "audits": chain.audits_table(listed, Draws(seed, 13)),
        "quality_levels": chain.levels_table(Draws(seed, 14)),
        "supplier_purchases": chain.purchases_table(Draws(seed, 15)),
    }


def _sectors() -> pd.DataFrame:
    columns = ["sector", "customer_facing", "outsourced", "hourly_cost", "description"]
    rows = [
        (row.name, row.customer_facing, row.outsourced, f"{row.hourly_cost}.00", row.description) for row in SECTORS
    ]
    return pd.DataFrame(rows, columns=columns)


def fill(store, customers: int = 3000, seed: int = 1, progress: Callable[[int, int, str], None] | None = None) -> None:
    """Imports the organisation into an empty store as CSV files; `progress` gets done, total, data set.

    ValueError when a file is not stored, because the store asks something or refuses.
    """
    store.demand("change")
    frames = organisation(customers, seed)
    store.assume({"reporting_currency": {"value": CURRENCY, "source": COMPANY}})
    with tempfile.TemporaryDirectory() as folder:
        for done, (dataset, frame) in enumerate(frames.items()):
            path = Path(folder) / f"{dataset}.csv"
            frame.to_csv(path, index=False, lineterminator="\n")
            answer = import_file(store, dataset, path, Options())
            if answer["status"] not in ("stored", "unchanged"):
                raise ValueError(f"The sample {dataset} were not stored: {answer}")
            if progress:
                progress(done + 1, len(frames), dataset)
