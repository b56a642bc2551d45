"""What the company earns and spends: purchases, sector costs, winning customers, and what customers say."""

import numpy as np
import pandas as pd

from data.samples import company
from data.samples.draws import FIRST_DAY, FIRST_START, LAST_DAY, MONTHS, Draws, text, yes_no
from data.samples.people import People, customer_ids

OTHER_COSTS = (  # sector, purpose, amount a month for 3,000 customers
    ("Store sales", "acquisition", 1400),
    ("Store sales", "retention", 900),
    ("Call centre", "retention", 2100),
    ("Delivery", "retention", 500),
    ("Billing", "retention", 650),
    ("Repairs", "service", 1700),
    ("Call centre", "service", 800),
    ("Warehouse", "service", 300),
    ("Purchasing", "prevention", 450),
    ("Delivery", "prevention", 380),
    ("Planning", "prevention", 320),
    ("Warehouse", "appraisal", 520),
    ("Repairs", "appraisal", 410),
    ("Purchasing", "appraisal", 260),
    ("Warehouse", "internal_failure", 300),
    ("Repairs", "internal_failure", 240),
    ("Planning", "internal_failure", 150),
    ("Delivery", "internal_failure", 260),
    ("Call centre", "complaint_handling", 2300),
    ("Store sales", "complaint_handling", 420),
    ("Repairs", "complaint_handling", 500),
)
ABROAD = (("Purchasing", 7, "prevention", "1850.00"), ("Purchasing", 19, "prevention", "2140.00"))  # in dollars


def costs_table(customers: int, draws: Draws) -> pd.DataFrame:
    """The data set sector_costs: every month running costs with hours, and what went to each purpose."""
    size, rows = customers / 3000, []
    for position, month in enumerate(MONTHS):
        growth = size * (1 + 0.05 * position / 12)
        for sector, draw in zip(company.SECTORS, draws.uniform(len(company.SECTORS))):
            hours = sector.practical_hours * size * (0.96 + 0.08 * draw)
            amount = sector.hourly_cost * growth * sector.practical_hours
            rows.append((sector.name, str(month), "running", text([amount])[0], text([hours], 1)[0], ""))
        for (name, purpose, amount), draw in zip(OTHER_COSTS, draws.uniform(len(OTHER_COSTS))):
            rows.append((name, str(month), purpose, text([amount * growth * (0.8 + 0.4 * draw)])[0], "", ""))
    rows += [(sector, str(MONTHS[month]), purpose, amount, "", "USD") for sector, month, purpose, amount in ABROAD]
    return pd.DataFrame(rows, columns=["sector", "month", "purpose", "amount", "practical_hours", "currency"])


def rates_table(draws: Draws) -> pd.DataFrame:
    """The data set exchange_rates: what one dollar was worth, month by month."""
    rate = text(draws.between(0.86, 0.95, len(MONTHS)), 4)
    return pd.DataFrame({"month": MONTHS.astype(str), "currency": "USD", "rate": rate})


def spend_table(people: People, draws: Draws) -> pd.DataFrame:
    """The data set acquisition_spend: spread evenly, dearer in the second year; recommendations cost nothing."""
    started = people.channel[people.started_on >= FIRST_DAY]
    rows = []
    for number, channel in enumerate(company.CHANNELS):
        monthly = channel.cost * (started == number).sum() / len(MONTHS)
        for position, draw in enumerate(draws.uniform(len(MONTHS))):
            amount = text([monthly * (0.8 + 0.2 * draw + 0.2 * position / 12)])[0]
            rows.append((str(MONTHS[position]), channel.name, amount))
    rows = [row for row in rows if row[1] != "Recommendation"]
    return pd.DataFrame(sorted(rows), columns=["month", "channel", "amount"])


def _still_there(people: People, left_on: np.ndarray, draws: Draws, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Days of the 24 months, each with a customer of that day; fewer than asked where nobody was one."""
    day = draws.days(FIRST_DAY, LAST_DAY, count)
    customer = np.floor(draws.uniform(count) * len(people.segment)).astype(int)
    customer[-1] = 0
    last = np.where(np.isnat(left_on), LAST_DAY, left_on)
    there = (people.started_on[customer] <= day) & (day <= last[customer])
    there[-1] = True
    return day[there], customer[there]


def transactions_table(people: People, left_on: np.ndarray, draws: Draws) -> pd.DataFrame:
    """The data set transactions: purchases and visits, margin a little over a quarter, one in fifty cancelled."""
    day, customer = _still_there(people, left_on, draws, 7 * len(people.segment))
    revenue = draws.around(people.margin[customer] * 12, len(day))
    return pd.DataFrame(
        {
            "transaction_id": [f"T-{number + 1:06d}" for number in range(len(day))],
            "date": day.astype(str),
            "revenue": text(revenue),
            "customer_id": customer_ids(customer),
            "margin": text(revenue * draws.between(0.2, 0.35, len(day))),
            "cancelled": yes_no(draws.chance(0.02, len(day))),
        }
    )


def _asked_about(complaints: pd.DataFrame, day: np.ndarray, customer: list[str]) -> pd.DataFrame:
    """The complaint each answer is about: the customer's latest of the two months before; empty where there is none."""
    opened = complaints.assign(day=complaints["opened_on"].astype("datetime64[ns]")).sort_values("day", kind="stable")
    answers = pd.DataFrame({"customer_id": customer, "day": day.astype("datetime64[ns]")})
    asked = answers.reset_index().sort_values("day", kind="stable")
    found = pd.merge_asof(asked, opened, on="day", by="customer_id", tolerance=pd.Timedelta(days=60))
    return found.sort_values("index")[["complaint_id", "case_id", "resolved"]].fillna("").reset_index(drop=True)


def satisfaction_table(people: People, left_on: np.ndarray, complaints: pd.DataFrame, draws: Draws) -> pd.DataFrame:
    """The data set satisfaction: scores from 0 to 10, sinking for deliveries, and lower after a complaint."""
    day, customer = _still_there(people, left_on, draws, len(people.segment))
    asked = draws.pick([1, 2, 3, 2], len(day))
    progress = (day - FIRST_START).astype(int) / int((LAST_DAY - FIRST_START).astype(int))
    score = 10 - np.floor(draws.uniform(len(day)) * (4 + 3 * progress * (asked == 2)))
    about = _asked_about(complaints, day, customer_ids(customer))
    score -= about["resolved"].map({"": 0, "yes": 1, "no": 2}).to_numpy()
    return pd.DataFrame(
        {
            "date": day.astype(str),
            "score": [str(int(value)) for value in score],
            "customer_id": customer_ids(customer),
            "complaint_id": about["complaint_id"],
            "case_id": about["case_id"],
            "scale_max": "10",
            "sector": [company.SECTORS[position].name for position in asked],
        }
    )
