"""An organisation drawn at random, odd corners included, put into a house."""

import random
from datetime import date, timedelta

SECTORS = ("Kitchen", "Delivery", "Billing", "Legal")
SEGMENTS = ("home", "firm", "all", None)
MONTHS = [f"2024-{month:02d}" for month in range(1, 13)]
MISSING = ("CHF", "2024-05")  # a currency and the first month that has no rate of it


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
