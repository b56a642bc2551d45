"""Organisations that are odd in one way each: nobody left, everybody did, one customer, no costs."""

from datetime import date, timedelta

from test_figures import repeated

DAY = "2025-03-10"


def customers(count: int = 60, **more: object) -> list[dict]:
    return repeated([{"times": count, "customer_id": "c{n}", "started_on": "2024-01-05", "monthly_margin": 20, **more}])


def complaints(count: int = 60, **more: object) -> list[dict]:
    row = {
        "complaint_id": "k{n}",
        "customer_id": "c{n}",
        "opened_on": DAY,
        "sector": "Kitchen",
        "compensation": 7,
        "handled_by": "Desk",
        "handling_minutes": 30,
    }
    return repeated([{"times": count, **row, **more}])


def leavers(count: int, of: int, **more: object) -> list[dict]:
    return [
        {**row, "ended_on": "2025-04-02" if number < count else None, **more}
        for number, row in enumerate(customers(of))
    ]


def spread(rows: list[dict], column: str, first: date, days: int) -> list[dict]:
    return [{**row, column: first + timedelta(days=number * days)} for number, row in enumerate(rows)]


ODD = {
    "three complaints at one sector": {"complaints": complaints(3, customer_id=None)},
    "one customer and a complaint": {"customers": customers(1), "complaints": complaints(1)},
    "customers and no complaints": {"customers": leavers(20, 60)},
    "nobody left": {"customers": customers(200), "complaints": complaints(80)},
    "all left": {"customers": leavers(200, 200), "complaints": complaints(80)},
    "all left the day they complained": {"customers": customers(80, ended_on=DAY), "complaints": complaints(80)},
    "all complained and nobody is comparable": {
        "customers": leavers(30, 80),
        "complaints": complaints(80, opened_on="2025-03-01"),
    },
    "all started and left in one month": {
        "customers": customers(80, started_on="2025-03-01", ended_on="2025-03-25"),
        "complaints": complaints(50),
    },
    "all left on their first day": {
        "customers": customers(80, ended_on="2024-01-05"),
        "complaints": complaints(80, opened_on="2024-01-05"),
    },
    "an end that lies ahead": {
        "customers": [
            *customers(100),
            *repeated(
                [
                    {
                        "times": 40,
                        "customer_id": "n{n}",
                        "started_on": "2024-01-05",
                        "ended_on": "2031-01-01",
                        "monthly_margin": 5,
                    }
                ]
            ),
        ],
        "complaints": complaints(60),
    },
    "customers who have not started": {
        "customers": customers(80, started_on="2031-01-01"),
        "complaints": complaints(40),
    },
    "complaints before the start and after the end": {
        "customers": leavers(40, 120),
        "complaints": [
            *complaints(40, opened_on="2023-06-01"),
            *spread(
                repeated([{"times": 60, "complaint_id": "l{n}", "customer_id": "c{n}", "sector": "Desk"}]),
                "opened_on",
                date(2025, 3, 1),
                2,
            ),
        ],
    },
    "several complaints of a customer on one day": {
        "customers": leavers(40, 120),
        "complaints": [
            {**row, "complaint_id": f"{row['complaint_id']}{letter}"} for letter in "abc" for row in complaints(60)
        ],
    },
    "margins of zero": {"customers": leavers(60, 200, monthly_margin=0), "complaints": complaints(90)},
    "margins below zero": {"customers": leavers(60, 200, monthly_margin=-4), "complaints": complaints(90)},
    "tenure without dates": {
        "customers": [
            {"customer_id": f"c{n}", "tenure_months": n % 30, "has_left": n % 3 == 0, "monthly_margin": 9}
            for n in range(600)
        ],
        "complaints": complaints(90),
    },
    "a currency without a rate": {
        "customers": leavers(60, 200, currency="GBP"),
        "complaints": [
            *complaints(40, currency="GBP"),
            *repeated(
                [
                    {
                        "times": 60,
                        "complaint_id": "e{n}",
                        "customer_id": "c{n}",
                        "opened_on": DAY,
                        "compensation": 3,
                        "currency": "EUR",
                    }
                ]
            ),
        ],
        "transactions": [{"transaction_id": "t", "date": DAY, "revenue": 50, "customer_id": "c1", "currency": "USD"}],
    },
    "nothing but zeros": {
        "complaints": complaints(5, compensation=0, handling_minutes=0),
        "transactions": [{"transaction_id": "t", "date": DAY, "revenue": 0}],
        "sector_costs": [
            {"sector": "Desk", "month": "2025-03-01", "purpose": purpose, "amount": 0, "practical_hours": 0}
            for purpose in ("running", "acquisition", "complaint_handling", "prevention")
        ],
        "acquisition_spend": [{"month": "2025-03-01", "channel": "fair", "amount": 0, "new_customers": 0}],
        "quality_levels": [{"month": "2025-03-01", "sector": "Desk", "planned": 0, "delivered": 0, "received": 0}],
        "satisfaction": [{"date": DAY, "score": 0, "scale_max": 0, "sector": "Desk"}],
        "supplier_purchases": [
            {"date": DAY, "sector": "Desk", "supplier": "N", "quantity": 0, "price_paid": 0, "reference_price": 0}
        ],
        "stage_times": [
            {
                "case_id": "1",
                "stage": "a",
                "started_at": f"{DAY} 08:00:00",
                "finished_at": f"{DAY} 08:00:00",
                "sector": "Desk",
                "assigned_hours": 0,
                "promised_hours": 0,
            }
        ],
    },
    "money that comes back": {
        "customers": leavers(30, 90),
        "complaints": complaints(80, compensation=-7),
        "acquisition_spend": [{"month": "2024-01-01", "channel": "fair", "amount": -10}],
        "transactions": [{"transaction_id": "t", "date": DAY, "revenue": -500}],
    },
    "stages out of order and links in a circle": {
        "complaints": complaints(3, customer_id=None, case_id="1"),
        "stage_times": [
            {
                "case_id": "1",
                "stage": "a",
                "started_at": f"{DAY} 09:00:00",
                "finished_at": f"{DAY} 08:00:00",
                "sector": "Desk",
                "assigned_hours": 1,
            },
            {
                "case_id": "1",
                "stage": "b",
                "started_at": f"{DAY} 09:00:00",
                "finished_at": None,
                "sector": "Kitchen",
                "assigned_hours": -1,
            },
            {
                "case_id": "2",
                "stage": "a",
                "started_at": f"{DAY} 09:00:00",
                "finished_at": f"{DAY} 19:00:00",
                "sector": "customer",
                "assigned_hours": 1,
            },
        ],
        "chain_links": [
            {"supplier": "A", "receiver": "B"},
            {"supplier": "B", "receiver": "A"},
            {"supplier": "C", "receiver": "C"},
        ],
    },
    "new customers stated that nobody is, and sales taken back": {
        "acquisition_spend": [
            {"month": "2025-03-01", "channel": "fair", "amount": 500, "new_customers": 0},
            {"month": "2025-03-01", "channel": "all", "amount": 5},
        ],
        "customers": customers(5, channel="web"),
        "transactions": [
            {"transaction_id": "1", "date": DAY, "customer_id": "c0", "revenue": 50, "margin": 9},
            {"transaction_id": "2", "date": DAY, "customer_id": "c0", "revenue": -50, "margin": -9},
            {"transaction_id": "3", "date": "2025-05-01", "customer_id": "c1", "revenue": -5},
            {"transaction_id": "4", "date": DAY, "customer_id": "x", "revenue": 5},
        ],
    },
}
