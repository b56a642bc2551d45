"""Strata of cases: those that begin alike, of customers of one segment; compared where each band of lateness has cases.

Means and slopes are taken in every stratum and weighted by all its cases, so that one band is not dearer than another
because of whom it happens to hold (direct standardisation).
"""

from dataclasses import dataclass

import duckdb
import numpy

FEWEST = 100  # cases that are compared; with fewer, chance would decide
FEWEST_IN_A_BAND = 2  # of a stratum, so that its spread is known
CASES = """
    select coalesce(way, '') as way, segment, cast(late_hours as double) as hours, cast(amount as double) as amount,
        complaints > 0 as complained, followed, has_left, cast(coalesce(score, 0) as double) as score, answers,
        case when late_hours > 0 then (row_number() over (partition by late_hours > 0 order by late_hours, case_id) - 1)
            * 3 // count(*) over (partition by late_hours > 0) + 1 else 0 end as band
    from lateness_case order by case_id
"""
Columns = dict[str, numpy.ndarray]


@dataclass(frozen=True)
class Strata:
    """Cases column by column, the number of the stratum of each, and what share of all cases a stratum stands for.

    share: 0 for a stratum that lacks cases in a band; the others add up to 1 where there are any.
    """

    cases: Columns
    number: numpy.ndarray
    share: numpy.ndarray

    @property
    def compared(self) -> numpy.ndarray:
        """Which cases stand in a stratum with cases in every band."""
        return self.share[self.number] > 0

    @property
    def is_enough(self) -> bool:
        """Whether so many cases are compared that chance does not decide."""
        return int(self.compared.sum()) >= FEWEST

    def mean(self, values: numpy.ndarray, band: int) -> tuple[float, float]:
        """Return the standardised mean of a band's values, and its standard error."""
        chosen = self.cases["band"] == band
        parts = [(self.share[one], values[chosen & (self.number == one)]) for one in numpy.flatnonzero(self.share)]
        mean = sum(float(share) * float(part.mean()) for share, part in parts)
        return mean, sum(float(share) ** 2 * float(part.var(ddof=1)) / len(part) for share, part in parts) ** 0.5

    def of(self, chosen: numpy.ndarray) -> "Strata":
        """Return the strata of some of the cases, in the bands they have among all."""
        return strata({name: values[chosen] for name, values in self.cases.items()})

    def slope(self) -> tuple[float, float] | None:
        """Return by how much the amount rises with an hour, standardised, and its robust standard error.

        None where nothing is compared or all cases of a stratum are equally late.
        """
        found = [self._slope(self.number == one) for one in numpy.flatnonzero(self.share)]
        shares = self.share[self.share > 0]
        if not found or None in found:
            return None
        parts = [(float(share), *one) for share, one in zip(shares, found) if one]
        slope = sum(share * one for share, one, _ in parts)
        return slope, sum(share**2 * variance for share, _, variance in parts) ** 0.5

    def _slope(self, chosen: numpy.ndarray) -> tuple[float, float] | None:
        """The least squares slope in a stratum and its variance, whatever the spread at each hour."""
        x, y = (self.cases[name][chosen] - self.cases[name][chosen].mean() for name in ("hours", "amount"))
        spread, count = float((x * x).sum()), len(x)
        if not spread > 0:
            return None
        slope = float((x * y).sum()) / spread
        return slope, float((x * x * (y - slope * x) ** 2).sum()) / spread**2 * count / (count - 2)


def read_strata(cursor: duckdb.DuckDBPyConnection) -> Strata:
    """Return the strata of all cases of lateness_case."""
    rows = cursor.sql(CASES).to_arrow_table()
    return strata({name: rows[name].to_numpy(zero_copy_only=False) for name in rows.column_names})


def strata(cases: Columns) -> Strata:
    """Return the strata of cases with way, segment, hours, amount and band (0 in time, 1 to 3 the late ones)."""
    kinds: dict[tuple, int] = {}
    names = zip(cases["way"].tolist(), cases["segment"].tolist())
    number = numpy.array([kinds.setdefault(name, len(kinds)) for name in names], dtype=int)
    bands = numpy.unique(cases["band"])
    counts = numpy.array([numpy.bincount(number[cases["band"] == band], minlength=len(kinds)) for band in bands])
    enough = (counts >= FEWEST_IN_A_BAND).all(axis=0) if len(bands) > 1 else numpy.zeros(len(kinds), dtype=bool)
    kept = numpy.where(enough, numpy.bincount(number, minlength=len(kinds)), 0)
    return Strata(cases, number, kept / max(1, kept.sum()))
