"""Second opinions: what scipy finds, beside what the figures say."""

import random
import warnings

import numpy
import pytest
from handmade import assume, empty_house, put
from scipy import optimize, stats
from scipy.special import betaln
from test_published_loyalty import HIGH_END, REGULAR, cohort

from models.engine.engine import Engine
from models.engine.selection import Selection


def engine_of(customers: list[dict], complaints: list[dict] = (), **assumptions: object) -> Engine:
    house = empty_house()
    put(house, "customers", list(customers))
    put(house, "complaints", list(complaints))
    assume(house, assumptions)
    return Engine(house)


def lives(seed: int, count: int, longest: int, leaving: float) -> list[tuple[int, bool]]:
    """Return (months, left) of customers, some of them gone in their first month."""
    chance = random.Random(seed)
    return [(chance.randrange(longest), chance.random() < leaving) for _ in range(count)]


@pytest.mark.parametrize(
    "seed, count, longest, leaving",
    [(1, 7, 5, 0.5), (2, 400, 40, 0.3), (3, 3000, 90, 0.8), (4, 60, 12, 1.0), (5, 900, 200, 0.05)],
)
def test_kaplan_meier_and_its_band(seed, count, longest, leaving):
    people = lives(seed, count, longest, leaving)
    engine = engine_of(
        [{"customer_id": f"c{n}", "tenure_months": months, "has_left": left} for n, (months, left) in enumerate(people)]
    )
    left, there = ([months for months, gone in people if gone is side] for side in (True, False))
    other = stats.ecdf(stats.CensoredData(uncensored=left, right=there)).sf
    with (
        numpy.errstate(all="ignore"),
        warnings.catch_warnings(action="ignore"),
    ):  # it has no band where nobody or everybody is left
        band = other.confidence_interval(0.95, method="log-log")
    rows = engine.read("retention_curve", 1, Selection(where={"segment": "all"}))
    assert rows.retention.tolist() == pytest.approx(other.evaluate(rows.month).tolist(), abs=1e-9)
    inside = (rows.retention > 0) & (rows.retention < 1)
    assert inside.any() and rows[~inside].low.isna().all()
    for column, edge in (("low", band.low), ("high", band.high)):
        assert rows[inside][column].tolist() == pytest.approx(edge.evaluate(rows[inside].month).tolist(), abs=1e-9)


def unlikeliness(log_alpha: float, log_beta: float, survivors: list[int]) -> float:
    """The likelihood of a cohort by the beta function, as the curve is defined, with its sign turned."""
    alpha, beta = numpy.exp([log_alpha, log_beta])
    times = numpy.arange(1, len(survivors))
    leaves = betaln(alpha + 1, beta + times - 1) - betaln(alpha, beta)
    stays = betaln(alpha, beta + times[-1]) - betaln(alpha, beta)
    return -float(numpy.sum(-numpy.diff(survivors) * leaves) + survivors[-1] * stays)


@pytest.mark.parametrize("survivors", [REGULAR, HIGH_END, [2000, 1500, 1300, 1200, 1150, 1120]])
def test_the_fitted_curve_is_the_one_another_optimiser_finds(survivors):
    best = optimize.minimize(
        lambda place: unlikeliness(*place, survivors),
        [0.0, 0.0],
        method="Nelder-Mead",
        options={"xatol": 1e-9, "fatol": 1e-10, "maxiter": 5000},
    )
    fit = (
        engine_of(cohort(survivors), fitted_tail="yes")
        .read("fitted_retention", 1, Selection(where={"segment": "all"}))
        .iloc[0]
    )
    assert [fit.alpha, fit.beta] == pytest.approx(numpy.exp(best.x).tolist(), rel=1e-4)
    assert fit.log_likelihood == pytest.approx(-best.fun, abs=1e-6)


SHARES = {
    "some": (20, 0, 30, 4),
    "all": (50, 50, 10, 10),
    "many": (9, 4, 200, 33),
    "one": (1, 1, 1, 0),
}  # of those who complained, of the others


@pytest.fixture(scope="module")
def shares():
    customers, complaints = [], []
    for segment, (complained, complained_left, others, others_left) in SHARES.items():
        for number in range(complained + others):
            left = number < complained_left or complained <= number < complained + others_left
            customers.append(
                {
                    "customer_id": f"{segment}{number}",
                    "segment": f"{segment} of them",
                    "tenure_months": 3,
                    "has_left": left,
                }
            )
        complaints += [
            {"complaint_id": f"{segment}{number}", "customer_id": f"{segment}{number}", "opened_on": "2025-01-31"}
            for number in range(complained)
        ]
    return engine_of(customers, complaints)


@pytest.mark.parametrize("level", [0.5, 0.9, 0.95, 0.999])
def test_the_range_of_a_share_and_the_quantile_behind_it(shares, level):
    rows = shares.read("crude_difference", 1, Selection(overrides={"interval_level": str(level)})).set_index("segment")
    for segment, counts in SHARES.items():
        row = rows.loc[f"{segment} of them"]
        for name, count, left in (("complained", *counts[:2]), ("others", *counts[2:])):
            other = stats.binomtest(left, count).proportion_ci(level, method="wilson")
            assert [row[f"{name}_low"], row[f"{name}_high"]] == pytest.approx([other.low, other.high], abs=1e-9)
    assert shares.read("normal_quantile", 1, Selection(overrides={"interval_level": str(level)})).z[0] == pytest.approx(
        stats.norm.ppf((1 + level) / 2), abs=1e-9
    )


def test_the_resampled_range_is_that_of_scipys_bootstrap():
    """One stratum, a month: 150 exposed of whom 45 leave, 350 comparable of whom 35; customers are drawn again."""
    left = [number < 45 or 150 <= number < 185 for number in range(500)]
    engine = engine_of(
        [
            {"customer_id": f"c{n}", "started_on": "2024-01-01", "ended_on": "2024-01-20" if gone else None}
            for n, gone in enumerate(left)
        ],
        [{"complaint_id": f"k{n}", "customer_id": f"c{n}", "opened_on": "2024-01-10"} for n in range(150)],
        effect_months=1,
        as_of="2024-02-20",
    )
    row = engine.read("avoidable_churn_total", 1).iloc[0]
    exposed, gone = numpy.arange(500) < 150, numpy.array(left)

    def avoidable(drawn, axis=-1):
        who, went = exposed[drawn], gone[drawn]
        return (who & went).sum(axis) - who.sum(axis) * (~who & went).sum(axis) / (~who).sum(axis)

    other = stats.bootstrap(
        (numpy.arange(500),),
        avoidable,
        confidence_level=0.9,
        method="percentile",
        n_resamples=9999,
        vectorized=True,
        rng=numpy.random.default_rng(5),
    ).confidence_interval
    assert row.avoidable == pytest.approx(150 * (45 / 150 - 35 / 350))
    # 1,000 draws place the ends of a range of this width within about 1.5 customers
    assert [row.low, row.high] == pytest.approx([other.low, other.high], abs=2.5)
