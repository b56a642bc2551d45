"""Quantiles of Student's t distribution: how far a range reaches when it is told from a few months."""

from functools import lru_cache
from math import pi, sqrt, tan

import numpy

STEPS = 20001


@lru_cache(maxsize=128)
def quantile(level: float, freedom: int) -> float:
    """Return t with P(−t < T < t) = level, for T with so many degrees of freedom.

    With T = √freedom · tan u the density of u is in proportion to cos^(freedom − 1) u from −π/2 to π/2.
    """
    angles = numpy.linspace(0.0, pi / 2, STEPS)
    density = numpy.cos(angles) ** (freedom - 1)
    summed = numpy.concatenate([[0.0], numpy.cumsum(density[1:] + density[:-1])])
    return sqrt(freedom) * tan(float(numpy.interp(level, summed / summed[-1], angles)))
