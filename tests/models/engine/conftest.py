"""A small house whose figures the tests of the engine read."""

import pytest
from handmade import empty_house, put

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
