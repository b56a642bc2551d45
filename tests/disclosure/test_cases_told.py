"""Figures told case by case: nothing of fewer than five people follows from what is told."""

import random
from itertools import combinations

import numpy
import pandas
import pytest
from attack import determined
from small_organisation import bring

from data.store import Store
from models.disclosure.case_groups import read_cases, told_cases
from models.engine.engine import Engine
from models.engine.selection import EVERYTHING
from models.engine.visibility import UNRESTRICTED

FEWEST = 5
STAGES, SECTORS, DAYS = ("cook", "pack", "send"), ("Kitchen", "Office", "Shop", "Yard"), range(1, 27)


def stages(seed: int) -> str:
    """A hundred and twenty cases of two ways, their stages in sectors of very different size; some still open."""
    draw, rows = random.Random(seed), ["case_id,stage,started_at,finished_at,sector,assigned_hours,promised_hours"]
    for case in range(120):
        day, steps = draw.choice(DAYS), STAGES if draw.random() < 0.9 else STAGES[1:]
        for place, stage in enumerate(steps):
            sector = draw.choices(SECTORS, (40, 20, 3, 1))[0]
            end = "" if draw.random() < 0.03 else f"2025-03-{day:02d}T{9 + 3 * place + draw.randrange(3)}:30"
            rows.append(f"c{case},{stage},2025-03-{day:02d}T{8 + 3 * place:02d}:00,{end},{sector},2,9")
    return "\n".join(rows) + "\n"


def opened(folder, texts: dict[str, str]):
    store = Store(folder / "home")
    for dataset, text in texts.items():
        bring(store, folder, dataset, text)
    return Engine(store.connection), store.version


@pytest.fixture(scope="module", params=(1, 2, 3))
def world(request, tmp_path_factory):
    engine, version = opened(tmp_path_factory.mktemp("cases"), {"stage_times": stages(request.param)})
    return engine, version, engine.read("stage_span", version).reset_index(drop=True)


def equations(rows: pandas.DataFrame, spans: pandas.DataFrame, column: str) -> numpy.ndarray:
    """Which stages each number of a column that is told adds up."""
    found = []
    for row in rows[rows[column].notna()].to_dict("records"):
        one = spans["stage"] == row["stage"]
        for name in {"sector", "way"} & set(row) - ({"sector"} if "way" in row else set()):
            one &= (spans[name] == row[name]) | (row[name] == "all")
        found.append(one.to_numpy(dtype=float))
    return numpy.array(found).reshape(len(found), len(spans))


def small_sums(spans: pandas.DataFrame, trait: pandas.Series) -> numpy.ndarray:
    """Stages of one to four cases that share a stage and one or two sectors, or a way, and have the trait."""
    wanted = [
        trait & (spans["stage"] == stage) & spans["sector"].isin(some)
        for stage in STAGES
        for size in (1, 2)
        for some in combinations(SECTORS, size)
    ]
    wanted += [one & (spans["way"] == way) for one in wanted for way in STAGES[:2]]
    sums = [one for one in wanted if 0 < spans.loc[one, "case_id"].nunique() < FEWEST]
    return numpy.array([one.to_numpy(dtype=float) for one in sums])


@pytest.mark.parametrize(
    ("name", "column", "trait"),
    [
        ("stage_time", "cases", lambda spans: spans["case_id"].notna()),
        ("stage_time", "open", lambda spans: spans["is_open"]),
        ("stage_time", "open", lambda spans: ~spans["is_open"]),
        ("stage_time", "hand_overs", lambda spans: spans["is_hand_over"]),
        ("stage_overrun", "actual_hours", lambda spans: ~spans["is_open"]),
        (
            "stage_overrun",
            "overrun_hours",
            lambda spans: ~spans["is_open"] & (spans["hours"] > spans["assigned_hours"]),
        ),
    ],
)
def test_nothing_of_a_few_cases_follows_from_what_is_told(world, name, column, trait):
    engine, version, spans = world
    inside = trait(spans)
    wanted, layer = small_sums(spans, inside), inside.to_numpy(dtype=float)
    assert len(wanted)
    for fewest, is_found in ((1, True), (FEWEST, False)):  # with all told, some do
        rows = read_cases(engine, name, version, EVERYTHING, UNRESTRICTED, fewest)
        sums = equations(rows, spans, column) * layer
        if name == "stage_overrun" and len(rows):
            sums = numpy.vstack([sums, layer])  # a share tells the sum of all
        assert bool(len(sums) and determined(sums, wanted).any()) == is_found
        assert len(rows)


def test_a_reason_of_a_few_takes_the_next_smallest_with_it():
    # three left for the price and eight for the wait: the price alone would be what lacks to all by the shares
    reasons = ["price"] * 3 + ["wait"] * 8 + ["moved"] * 20
    cases = pandas.DataFrame(
        {
            "customer_id": [f"c{place}" for place in range(31)],
            "reason": reasons,
            "sector": "Shop",
            "monthly_margin": [10.0] * 29 + [None] * 2,
        }
    ).assign(person=lambda rows: rows["customer_id"])
    rows = pandas.DataFrame(
        {
            "reason": ["moved", "price", "wait"],
            "sector": "Shop",
            "customers": [20, 3, 8],
            "share": [20 / 31, 3 / 31, 8 / 31],
            "monthly_margin": [180.0, 30.0, 80.0],
            "with_margin": [18, 3, 8],
        }
    )
    found = told_cases("leaving_reason", {"leaving_reason": rows}, cases, FEWEST)
    assert list(found["reason"]) == ["moved"]
    # the margin of eighteen of twenty tells that of two apart from the rest
    assert found["monthly_margin"].isna().all() and found["with_margin"].isna().all()


def test_complaints_are_counted_by_whose_they_are(tmp_path):
    # six complaints of one customer start in the yard, fourteen of fourteen in the shop: neither apart from the sum
    complaints = "complaint_id,opened_on,closed_on,customer_id,sector\n" + "".join(
        f"k{place},2025-03-31,2025-03-31,{'c1' if place < 6 else f'c{place}'},{'Yard' if place < 6 else 'Shop'}\n"
        for place in range(20)
    )
    engine, version = opened(tmp_path, {"complaints": complaints})
    rows = read_cases(engine, "time_to_close", version, EVERYTHING, UNRESTRICTED, FEWEST)
    assert list(rows["sector"]) == ["all"] and list(rows["opened"]) == [20]
