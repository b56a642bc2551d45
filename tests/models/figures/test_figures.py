"""Facts: the rows that stand in tests/figures/<figure>.toml go in, the rows worked out by hand come out."""

import tomllib
from decimal import Decimal

import pytest
from handmade import assume, empty_house, fill, put
from paths import ROOT

from models.engine.engine import Engine
from models.engine.selection import Selection

FACTS = sorted((ROOT / "tests" / "figures").glob("*.toml"))
EMPTY = "empty"
CONTRACT = (
    "ledger",
    "cost_by_sector",
    "sector_overview",
    "retention_curve",
    "customer_value",
    "avoidable_churn",
    "avoidable_churn_total",
    "acquisition_cost",
    "win_or_keep",
    "sector_spend",
    "sector_distance",
    "stage_overrun",
    "stage_time",
    "reconciliation",
)


def cases() -> list:
    """Return (figure, case) of every file."""
    found = []
    for path in FACTS:
        for case in tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)["case"]:
            found.append(pytest.param(path.stem, case, id=f"{path.stem}: {case['says']}"))
    return found


def house_with(case: dict) -> Engine:
    """Return an engine over a store that holds what the case gives; `groups` repeat a row so many times."""
    house = empty_house()
    for dataset, rows in case.get("given", {}).items():
        put(house, dataset, rows)
    for dataset, groups in case.get("groups", {}).items():
        put(house, dataset, repeated(groups), version=1)
    for dataset, uploads in case.get("uploads", {}).items():
        for number, rows in enumerate(uploads, 1):
            put(house, dataset, rows, number=number)
    for table, rows in case.get("tables", {}).items():
        fill(house, table, rows)
    assume(house, case.get("assume", {}))
    return Engine(house)


def repeated(groups: list[dict]) -> list[dict]:
    """Return the rows of groups: each stands `times`, with {n} in its texts counted on from one group to the next."""
    rows: list[dict] = []
    for group in groups:
        for _ in range(group["times"]):
            number = str(len(rows))
            row = {name: value for name, value in group.items() if name != "times"}
            rows.append(
                {name: value.replace("{n}", number) if isinstance(value, str) else value for name, value in row.items()}
            )
    return rows


def same(expected: object, seen: object) -> bool:
    """Whether a value is the expected one: money and counts exactly, other numbers to nine digits."""
    if expected == EMPTY or seen is None:
        return expected == EMPTY and seen is None
    if isinstance(seen, float):
        return seen == pytest.approx(float(expected), abs=1e-9, rel=1e-9)
    return seen == (Decimal(str(expected)) if isinstance(seen, Decimal) else expected)


@pytest.mark.parametrize("figure, case", cases())
def test_figure_is_worked_out_as_by_hand(figure, case):
    period = tuple(case.get("period", (None, None)))
    segments = tuple(case["segments"]) if "segments" in case else None
    columns, rows = house_with(case).rows(figure, 1, Selection(period, segments, where=case.get("where", {})))
    seen = [dict(zip(columns, row)) for row in rows]
    expected = case["expect"]
    wrong = [(a, b) for a, b in zip(expected, seen) if not all(same(a[name], b[name]) for name in a)]
    assert not wrong and len(seen) == len(expected), f"expected {expected}\nseen {seen}"


@pytest.mark.parametrize("figure", CONTRACT)
def test_every_promised_figure_has_facts(figure):
    assert figure in {path.stem for path in FACTS}


def test_columns_that_were_promised_are_there():
    promised = {
        "ledger": "complaint_id customer_id month component evidence incurred_by caused_by amount projected",
        "cost_by_sector": "sector component evidence amount",
        "sector_overview": (
            "sector complaints dissatisfaction_cost loyalty_lost customers_lost replacement_cost "
            "keeping_cost loyalty_at_stake"
        ),
        "retention_curve": "segment month at_risk left_count retention low high",
        "customer_value": "segment customers monthly_margin value total_value",
        "avoidable_churn": (
            "segment tenure_band complained complained_left comparable comparable_left excess_risk avoidable"
        ),
        "avoidable_churn_total": "avoidable low high level share_of_churn followed projected",
        "acquisition_cost": "channel spend new_customers cac payback_months value_to_cac",
        "win_or_keep": (
            "sector customers_lost replacement_cost keep_instead win_each keep_each win_to_keep loyalty_lost "
            "keeping_cost win_part keep_part failure_part break_even_spend"
        ),
        "sector_spend": "sector purpose month amount",
        "sector_distance": "sector distance",
        "stage_overrun": "sector stage cases assigned_hours actual_hours overrun_hours late_cases share_of_overrun",
        "stage_time": (
            "stage sector cases open assigned_hours median_hours p90_hours waiting_hours hand_overs returns"
        ),
        "reconciliation": "identity holds left_side right_side difference",
    }
    engine = Engine(empty_house())
    for figure, columns in promised.items():
        assert engine.rows(figure, 1)[0][: len(columns.split())] == columns.split(), figure


def test_an_empty_store_gives_empty_figures_not_errors():
    engine = Engine(empty_house())
    engine.build(1)
    for header in engine.figures():
        engine.read(header.name, 1)
    assert engine.rows("ledger", 1)[1] == []
    assert all(row[1] for row in engine.rows("reconciliation", 1)[1])


def test_a_store_without_dates_still_has_a_retention_curve():
    house = empty_house()
    put(
        house,
        "customers",
        [{"customer_id": "a", "tenure_months": 1, "has_left": True}, {"customer_id": "b", "tenure_months": 2}],
    )
    engine = Engine(house)
    assert engine.read("reference_day", 1).as_of.isna().all()
    # two at risk in month 1, one leaves: 1/2; nobody leaves in month 2
    assert engine.read("retention_curve", 1, Selection(where={"segment": "all"})).retention.tolist() == pytest.approx(
        [1, 0.5, 0.5]
    )
