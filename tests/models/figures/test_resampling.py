"""Sums of drawn buckets, against the plain product of weights and table."""

import numpy
import pytest

from models.churn.resampling import DRAWS, FEW_BUCKETS, drawn_sums

BUCKETS, COLUMNS = 1000, 6


def _rows(is_count: bool) -> tuple:
    """Columns in no bucket, in one, in as many as are summed alone, in one more, in all;
    the last column is empty too."""
    random = numpy.random.default_rng(3)
    held = [
        numpy.sort(random.choice(BUCKETS, n, replace=False)) for n in (0, 1, FEW_BUCKETS, FEW_BUCKETS + 1, BUCKETS, 0)
    ]
    column = numpy.repeat(numpy.arange(COLUMNS), [len(one) for one in held])
    values = random.random((2, len(column))) * 1000
    return numpy.concatenate(held), column, numpy.floor(values) if is_count else values


@pytest.mark.parametrize("is_count", [True, False])
def test_each_column_is_the_weighted_sum_of_its_buckets(is_count):
    bucket, column, values = _rows(is_count)
    weights = (
        numpy.random.default_rng(4).multinomial(BUCKETS, numpy.full(BUCKETS, 1 / BUCKETS), size=DRAWS).T.astype(float)
    )
    table = numpy.zeros((2, COLUMNS, BUCKETS))
    table[:, column, bucket] = values
    found = drawn_sums(weights, (bucket, column, values), COLUMNS)
    assert found.shape == (2, COLUMNS, DRAWS)
    # counts are whole numbers below 2^23, so single precision is exact too
    assert (found == table @ weights).all() if is_count else numpy.allclose(found, table @ weights, rtol=1e-12, atol=0)


def test_nothing_sums_to_nothing():
    nothing = numpy.zeros(0, dtype=int)
    assert drawn_sums(numpy.zeros((0, DRAWS)), (nothing, nothing, numpy.zeros((2, 0))), 0).shape == (2, 0, DRAWS)
