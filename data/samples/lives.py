"""Who leaves and when, with the complaints made until then, and who would have stayed without a complaint."""

from typing import NamedTuple

import numpy as np

from data.samples import company
from data.samples.draws import FIRST_START, LAST_DAY, Draws, months_later
from data.samples.people import Events, People, complaints, daily, people

BLOCK = 5000  # customers worked out together


class Leaving(NamedTuple):
    """One row per customer: the day left (not-a-time: still here); by day the hazard cumulated, as it was and plain."""

    day: np.ndarray
    hazard: np.ndarray
    plain_hazard: np.ndarray


class Lives(NamedTuple):
    """Everything that happened to a group of customers, and the planted numbers (see truth)."""

    people: People
    complaints: Events
    left_on: np.ndarray
    truth: dict[str, int]


def lives(customers: int, seed: int) -> Lives:
    """The customers with their complaints; made in blocks so that many customers need little memory."""
    sizes = [min(BLOCK, customers - first) for first in range(0, customers, BLOCK)]
    blocks = [_block(size, seed, number) for number, size in enumerate(sizes)]
    for number, block in enumerate(blocks):
        block.complaints.customer[:] += number * BLOCK
    return Lives(
        People(*(np.concatenate(columns) for columns in zip(*(block.people for block in blocks)))),
        Events(*(np.concatenate(columns) for columns in zip(*(block.complaints for block in blocks)))),
        np.concatenate([block.left_on for block in blocks]),
        {name: sum(block.truth[name] for block in blocks) for name in blocks[0].truth},
    )


def _block(customers: int, seed: int, number: int) -> Lives:
    who = people(customers, Draws(seed, 1, number))
    possible = complaints(who, Draws(seed, 2, number))
    left = leaving(who, possible)
    happened = _happened(possible, left.day)
    return Lives(who, happened, left.day, truth(who, happened, left))


def leaving(people: People, events: Events) -> Leaving:
    """A customer leaves on the day the cumulated hazard passes their patience."""
    plain = daily(people, [row.leaving_rate for row in company.SEGMENTS], company.LEAVING_BY_TENURE)
    hazard = plain.copy()
    first = (events.day - FIRST_START).astype(int) + 1
    last = (months_later(events.day, company.EFFECT_MONTHS) - FIRST_START).astype(int) + 1
    for customer, begin, end, effect in zip(events.customer, first, last, events.effect):
        hazard[customer, begin:end] *= effect
    hazard, plain = hazard.cumsum(axis=1), plain.cumsum(axis=1)
    day = (hazard < people.patience[:, None]).sum(axis=1)
    left = np.where(day < hazard.shape[1], FIRST_START + day.astype("m8[D]"), np.datetime64("NaT"))
    return Leaving(left, hazard, plain)


def _happened(events: Events, left_on: np.ndarray) -> Events:
    """The complaints made while still a customer."""
    left = left_on[events.customer]
    kept = np.isnat(left) | (events.day < left)
    return Events(*(column[kept] for column in events))


def truth(people: People, events: Events, leaving: Leaving) -> dict[str, int]:
    """What was planted, counted on first complaints of six months whose six months have passed.

    `followed` such complaints, `left` customers who left in their six months, `left_anyway` those of
    them who would have left then without it (same patience), `avoidable` the difference.
    """
    until = months_later(events.day, company.EFFECT_MONTHS)
    followed = (events.effect > 1) & (until <= LAST_DAY)
    customer = events.customer[followed]
    begin, end = ((days[followed] - FIRST_START).astype(int) for days in (events.day, until))
    patience = people.patience[customer] - leaving.hazard[customer, begin]
    left = leaving.hazard[customer, end] - leaving.hazard[customer, begin] >= patience
    anyway = leaving.plain_hazard[customer, end] - leaving.plain_hazard[customer, begin] >= patience
    avoidable = left & ~anyway
    resolved = events.resolved[followed]
    return {
        "followed": int(followed.sum()),
        "left": int(left.sum()),
        "left_anyway": int(anyway.sum()),
        "avoidable": int(avoidable.sum()),
        "avoidable_unresolved": int((avoidable & ~resolved).sum()),
        "followed_unresolved": int((~resolved).sum()),
    }
