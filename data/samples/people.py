"""Customers: who they are, when they start and when they would complain."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from data.samples import company
from data.samples.draws import FIRST_START, LAST_DAY, MONTHS, Draws, months_later, names, text, text_where, yes_no

DAYS_A_MONTH = 365.25 / 12


class People(NamedTuple):
    """One row per customer: places in the tables of company.py, first day, patience (the hazard it takes to leave)."""

    segment: np.ndarray
    channel: np.ndarray
    started_on: np.ndarray
    patience: np.ndarray
    margin: np.ndarray


class Events(NamedTuple):
    """One row per complaint, ordered by customer and day; `effect` is the hazard ratio it starts, 1 for a repeat."""

    customer: np.ndarray
    day: np.ndarray
    category: np.ndarray
    resolved: np.ndarray
    effect: np.ndarray


def people(customers: int, draws: Draws) -> People:
    """Who the customers are; more start every year, and riskier segments come through dearer channels."""
    segment = draws.pick([row.share for row in company.SEGMENTS], customers)
    channel = draws.pick([row.share for row in company.CHANNELS], customers)
    span = int((LAST_DAY - FIRST_START).astype(int)) + 1
    started_on = FIRST_START + np.floor(draws.uniform(customers) ** 0.85 * span).astype("m8[D]")
    margin = draws.around(np.array([row.monthly_margin for row in company.SEGMENTS])[segment], customers)
    return People(segment, channel, np.sort(started_on), -np.log(1 - draws.uniform(customers)), margin)


def days() -> np.ndarray:
    """Every day the company lives, oldest first."""
    return np.arange(FIRST_START, LAST_DAY + 1)


def daily(people: People, monthly_rates: list[float], by_tenure: tuple) -> np.ndarray:
    """Customer × day: a monthly rate of the segment, by tenure, as a rate a day; 0 before the start."""
    tenure = (days() - people.started_on[:, None]).astype(int)
    band = np.searchsorted(company.TENURE_BAND_DAYS, tenure, side="right")
    factor = np.array((0.0, *by_tenure))[band]
    return np.array(monthly_rates)[people.segment][:, None] * factor / DAYS_A_MONTH


def complaints(people: People, draws: Draws) -> Events:
    """When customers would complain if they stayed: more often every month, most in early winter."""
    rate = daily(people, [row.complaint_rate for row in company.SEGMENTS], company.COMPLAINTS_BY_TENURE)
    month = (days().astype("M8[M]") - MONTHS[0]).astype(int)
    season = np.where(np.isin(month % 12, (0, 1)), 1.15, 0.97)
    rate *= np.where(month < 0, 0, (0.9 + 0.35 * month / len(MONTHS)) * season)
    customer, day = np.nonzero(draws.uniform(*rate.shape) < rate)
    category = draws.pick([row.share for row in company.CATEGORIES], len(day))
    resolved = draws.chance(np.array([row.resolved for row in company.CATEGORIES])[category], len(day))
    return Events(customer, days()[day], category, resolved, _effects(customer, days()[day], resolved))


def _effects(customer: np.ndarray, day: np.ndarray, resolved: np.ndarray) -> np.ndarray:
    """The hazard ratio each complaint starts: only the first in six months starts one."""
    repeat = np.zeros(len(day), bool)
    repeat[1:] = (customer[1:] == customer[:-1]) & (day[1:] <= months_later(day[:-1], company.EFFECT_MONTHS))
    ratio = np.where(resolved, company.HAZARD_RATIO_RESOLVED, company.HAZARD_RATIO_UNRESOLVED)
    return np.where(repeat, 1.0, ratio)


def customer_ids(positions: np.ndarray) -> list[str]:
    """The ids of the customers at these positions, such as C-00017."""
    return [f"C-{position + 1:05d}" for position in positions]


def customers_table(people: People, left_on: np.ndarray, complained: np.ndarray, draws: Draws) -> pd.DataFrame:
    """The data set customers; those who left mostly say why. complained: the places of those who ever did."""
    has_left = ~np.isnat(left_on)
    said = draws.pick([share for _, _, share in company.LEAVING_REASONS], len(left_on))
    return pd.DataFrame(
        {
            "customer_id": customer_ids(np.arange(len(people.segment))),
            "started_on": people.started_on.astype(str),
            "ended_on": ["" if np.isnat(day) else str(day) for day in left_on],
            "segment": names(company.SEGMENTS, people.segment),
            "channel": names(company.CHANNELS, people.channel),
            "monthly_margin": text(people.margin),
            "complained": yes_no(np.isin(np.arange(len(left_on)), complained)),
            "left_reason": text_where(has_left, names(company.LEAVING_REASONS, said)),
            "left_because_of": text_where(has_left, names(company.LEAVING_REASONS, said, 1)),
        }
    )
