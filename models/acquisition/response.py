"""Response to spending: a share that rises with the spend towards a ceiling, and where spending more stops paying."""

from dataclasses import dataclass
from math import exp, log

HALVINGS = 200


@dataclass(frozen=True)
class Response:
    """A share of people won or kept: `share` of them at `spend`, towards `ceiling` with ever more."""

    spend: float
    share: float
    ceiling: float

    @property
    def steepness(self) -> float:
        """k of share(x) = ceiling × (1 − e^(−kx)), so that the curve goes through the stated point."""
        return -log(1 - self.share / self.ceiling) / self.spend

    def share_at(self, spend: float) -> float:
        """Return the share that this spend reaches."""
        return self.ceiling * (1 - exp(-self.steepness * spend))

    def marginal_cost(self, spend: float) -> float:
        """Return what one more person costs at this spend."""
        return exp(self.steepness * spend) / (self.ceiling * self.steepness)

    def spend_at(self, value: float) -> float:
        """Return the spend at which one more person costs this value, 0 where the first already costs more."""
        first = self.marginal_cost(0)
        return log(value / first) / self.steepness if value > first else 0.0


def response(spend: float | None, share: float | None, ceiling: float | None) -> Response | None:
    """Return the curve through a stated point, or None where the point is not complete or not below its ceiling."""
    if not spend or not share or not ceiling or share >= ceiling:
        return None
    return Response(spend, share, ceiling)


def value_of(keeping: Response, margin: float, rate: float, spend: float) -> float:
    """Return the value of a customer won: a year's margin now,
    and later ones less the keeping spend while the customer stays."""
    kept = keeping.share_at(spend)
    return margin + (margin * kept - spend) / (1 + rate - kept)


def best_keeping(keeping: Response, margin: float, rate: float) -> float:
    """Return the yearly spend a customer at which one more kept costs exactly the value; 0 where keeping never pays.

    Spending a whole margin is always too much, so the answer lies below it.
    """
    low, high = 0.0, max(margin, 0.0)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if keeping.marginal_cost(middle) < value_of(keeping, margin, rate, middle):
            low = middle
        else:
            high = middle
    return low
