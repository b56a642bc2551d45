"""Estimates become money here, as `round(cast(x as decimal(38, 8)), 6)` makes them money in SQL."""

from decimal import ROUND_HALF_UP, Decimal


def money(value: float) -> Decimal:
    """Return an estimate as an amount: eight digits first, without the noise, then half away from zero at the sixth."""
    return Decimal(f"{value:.8f}").quantize(Decimal("0.000001"), ROUND_HALF_UP)
