"""An organisation whose customers come, stay and leave, and an engine over it."""

import random
from datetime import date, timedelta

from handmade import assume, empty_house, put

from models.engine.engine import Engine

SECTORS = ("Kitchen", "Delivery", "Billing")
CHANNELS = ("search", "fair", "shop", None)
AS_OF = date(2024, 12, 31)


def organisation(seed: int, customers: int = 600) -> dict[str, list[dict]]:
    """Return customers, complaints, spend and sales made up at random; who complains leaves more often."""
    chance = random.Random(seed)
    found = {"customers": [], "complaints": [], "acquisition_spend": [], "transactions": []}
    for number in range(customers):
        start = date(2022, 1, 1) + timedelta(days=chance.randrange(900))
        complained = start + timedelta(days=chance.randrange(400)) if chance.random() < 0.5 else None
        end = start + timedelta(days=chance.randrange(1, 1500))
        if complained and chance.random() < 0.3:
            end = complained + timedelta(days=chance.randrange(1, 90))
        found["customers"].append(
            {
                "customer_id": f"c{number}",
                "started_on": start,
                "ended_on": end if end < AS_OF else None,
                "segment": chance.choice("ab"),
                "channel": chance.choice(CHANNELS),
                "monthly_margin": chance.choice([10, 20, None]),
            }
        )
        if complained:
            found["complaints"].append(
                {
                    "complaint_id": f"k{number}",
                    "customer_id": f"c{number}",
                    "opened_on": complained,
                    "sector": chance.choice(SECTORS),
                    "compensation": chance.choice([5, 10, None]),
                }
            )
        for place in range(chance.choice([0, 1, 3])):
            sold = start + timedelta(days=chance.randrange(700))
            found["transactions"].append(
                {
                    "transaction_id": f"t{number}-{place}",
                    "date": sold,
                    "customer_id": f"c{number}",
                    "revenue": 50,
                    "margin": 9,
                }
            )
    for month in (1, 2, 5, 6, 12):
        found["acquisition_spend"] += [
            {"month": f"2023-{month:02d}-01", "channel": channel, "amount": 100 * month}
            for channel in ("search", "fair")
        ]
    return found


def engine_of(rows: dict[str, list[dict]], **assumptions: object) -> Engine:
    house = empty_house()
    for dataset, stored in rows.items():
        put(house, dataset, stored)
    assume(house, {"as_of": AS_OF, "effect_months": 3, **assumptions})
    return Engine(house)
