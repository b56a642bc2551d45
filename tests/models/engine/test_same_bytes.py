"""The same data give the same bytes: on one thread and on eight, and an estimate at a tie on every processor."""

import math
from decimal import ROUND_HALF_UP, Decimal

import duckdb
import pytest
import same_bytes

from models.acquisition.estimates import money
from models.engine.definitions.catalogue import Catalogue

QUOTIENT = "cast((cast(x * 2000000 as hugeint) + sign(x) * n) // (2 * n) as decimal(38, 0)) * 0.000001"
ESTIMATE = "round(cast(x as decimal(38, 8)), 6)"


@pytest.mark.long
def test_figures_are_the_same_bytes_on_one_thread_and_on_eight(tmp_path):
    same_bytes.store(tmp_path / "home", customers=300)
    passes = {
        str(threads): same_bytes.prints(tmp_path / "home", threads, {"": same_bytes.ASSUMED}) for threads in (1, 8)
    }
    assert same_bytes.differing(passes) == {} and set(passes["1"]) == set(Catalogue().figures())


def test_a_figure_that_differs_is_named_with_the_pass_it_differs_in():
    passes = {"one": {"ledger": "a", "silent": "b"}, "two": {"ledger": "a", "silent": "c"}, "three": {"ledger": "a"}}
    assert same_bytes.differing(passes) == {"silent": ["two", "three"]}


@pytest.mark.parametrize("n", [1, 2, 3, 7, 60, 10**9])
@pytest.mark.parametrize(
    "text", ["0", "0.000001", "-0.000001", "0.000003", "-0.000007", "12.345678", "9007199254740993.000001", str(10**18)]
)
def test_a_quotient_is_rounded_half_away_from_zero_at_the_sixth_decimal(text, n):
    (found,) = duckdb.execute(
        f"select {QUOTIENT} from (select cast(? as decimal(38, 6)) as x, cast(? as bigint) as n)", [text, n]
    ).fetchone()
    # by whole numbers of Python, which never end
    assert found == _half_away(Decimal(text), n)


def _half_away(amount: Decimal, n: int) -> Decimal:
    millionths = abs(int(amount.scaleb(6)))
    whole, rest = divmod(millionths, n)
    return Decimal(whole + (2 * rest >= n)).scaleb(-6).copy_sign(amount) if millionths else Decimal(0)


@pytest.mark.parametrize("tie", [0.0000005, 0.0000015, 2.6750005, 1234.5678905, -0.0000025, -99999.0000005])
def test_an_estimate_at_a_tie_does_not_tip_on_its_last_bit(tie):
    expected = Decimal(repr(tie)).quantize(Decimal("0.000001"), ROUND_HALF_UP)
    for value in (math.nextafter(tie, -math.inf), tie, math.nextafter(tie, math.inf)):
        assert duckdb.execute(f"select {ESTIMATE} from (select cast(? as double) as x)", [value]).fetchone() == (
            expected,
        )
        assert money(value) == expected
