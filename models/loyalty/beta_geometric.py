"""The shifted beta-geometric curve (Fader & Hardie 2007): the alpha and beta that make what was seen likeliest."""

import numpy

STEPS = 500
SMALLEST, LARGEST = -12.0, 16.0
CLOSE = 1e-12


def fitted(month: numpy.ndarray, at_risk: numpy.ndarray, left: numpy.ndarray) -> tuple[float, float, float]:
    """Return alpha, beta and the log-likelihood for counts at risk and left by month, the first month 0.

    Newton's steps in the logarithms, made shorter until each one is uphill; a fit without end stops at its bounds.
    """
    place, damping = numpy.zeros(2), 1.0
    best = likelihood(place, month, at_risk, left)
    for _ in range(STEPS):
        slope, bend = _slopes(place, month, at_risk, left)
        step = numpy.linalg.solve(damping * numpy.eye(2) - bend, slope)
        tried = numpy.clip(place + step, SMALLEST, LARGEST)
        reached = likelihood(tried, month, at_risk, left)
        if reached > best:
            done = reached - best < CLOSE * abs(best) and damping < 1e-6
            place, best, damping = tried, reached, damping / 10
            if done:
                break
        elif damping > 1e12:
            break
        else:
            damping *= 10
    alpha, beta = numpy.exp(place)
    return float(alpha), float(beta), float(best)


def likelihood(place: numpy.ndarray, month: numpy.ndarray, at_risk: numpy.ndarray, left: numpy.ndarray) -> float:
    """Return the log-likelihood at (ln alpha, ln beta): who left and who stayed, month by month."""
    alpha, beta = numpy.exp(place)
    whole = numpy.log(alpha + beta + month)
    return float(numpy.sum(left * (numpy.log(alpha) - whole) + (at_risk - left) * (numpy.log(beta + month) - whole)))


def _slopes(place, month, at_risk, left) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Return the first and second derivatives of the log-likelihood in ln alpha and ln beta;
    the second made to bend down."""
    alpha, beta = numpy.exp(place)
    stayed, whole = at_risk - left, alpha + beta + month
    by_alpha = alpha * (left.sum() / alpha - numpy.sum(at_risk / whole))
    by_beta = beta * (numpy.sum(stayed / (beta + month)) - numpy.sum(at_risk / whole))
    across = alpha * beta * numpy.sum(at_risk / whole**2)
    twice_alpha = by_alpha + alpha**2 * (numpy.sum(at_risk / whole**2) - left.sum() / alpha**2)
    twice_beta = by_beta + beta**2 * (numpy.sum(at_risk / whole**2) - numpy.sum(stayed / (beta + month) ** 2))
    bend = numpy.array([[twice_alpha, across], [across, twice_beta]])
    highest = numpy.linalg.eigvalsh(bend)[-1]
    return numpy.array([by_alpha, by_beta]), bend - max(highest, 0.0) * numpy.eye(2)
