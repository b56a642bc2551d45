"""The Shapley value: what each player adds, averaged over every order in which the players can come."""

from math import factorial

import numpy

NUMBERS_AT_ONCE = 2**22


def coalitions(players: int) -> numpy.ndarray:
    """Return every set of players as a row of 0 and 1, a column per player: row n holds the bits of n, lowest first."""
    return (numpy.arange(2**players)[:, None] >> numpy.arange(players)) & 1


def values(worth: numpy.ndarray, players: int) -> numpy.ndarray:
    """Return the Shapley values times players! (games × players, whole numbers and exact).

    `worth` holds whole numbers, games × sets of players in the order of `coalitions`; the empty set is worth 0.
    """
    member = coalitions(players)
    size = member.sum(axis=1, keepdims=True)
    orders = numpy.array([factorial(n) * factorial(players - 1 - n) for n in range(players)] + [0])
    # a set counts for its members by the orders that end in it, against the others by those that go on
    return worth @ numpy.where(member == 1, orders[size - 1], -orders[size])


def overrun_values(overrun: numpy.ndarray, slack: numpy.ndarray) -> numpy.ndarray:
    """Return the Shapley values times players! of max(0, Σ overrun of the set − slack), games × players.

    `overrun` holds whole seconds, games × players; `slack` one number a game, not below 0.
    """
    players = overrun.shape[1]
    member = coalitions(players)
    found = [numpy.zeros((0, players), dtype=numpy.int64)]
    at_once = max(1, NUMBERS_AT_ONCE // len(member))
    for first in range(0, len(overrun), at_once):
        part = slice(first, first + at_once)
        found.append(values(numpy.maximum(0, overrun[part] @ member.T - slack[part, None]), players))
    return numpy.concatenate(found)
