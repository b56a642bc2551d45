"""Whose the cases of the made-up organisation are."""

import numpy as np
import pandas as pd

from data.samples.draws import Draws
from data.samples.people import People, customer_ids

TRIES = 8


def with_customers(
    stages: pd.DataFrame, complaints: pd.DataFrame, who: People, left_on: np.ndarray, draws: Draws
) -> pd.DataFrame:
    """The data set stage_times with the customer of each case.

    Of a case somebody complained about, who complained; of the others anybody who was a customer on that day.
    """
    begun = stages.groupby("case_id", sort=True)["started_at"].first().str.slice(0, 10)
    chosen = _on_the_day(begun.to_numpy(dtype="M8[D]"), who.started_on, left_on, draws)
    of_case = dict(zip(begun.index, chosen)) | dict(zip(complaints["case_id"], complaints["customer_id"]))
    return stages.assign(customer_id=[of_case[case] for case in stages["case_id"]])


def _on_the_day(days: np.ndarray, started_on: np.ndarray, left_on: np.ndarray, draws: Draws) -> list[str]:
    """A customer for each day, "" where nobody drawn in a few tries was one then."""
    there = np.searchsorted(started_on, days, side="right")
    found = np.full(len(days), -1)
    for _ in range(TRIES):
        place = np.minimum(np.floor(draws.uniform(len(days)) * there).astype(int), len(started_on) - 1)
        is_one = (there > 0) & ~(left_on[place] <= days) & (found < 0)
        found = np.where(is_one, place, found)
    ids = np.array(customer_ids(np.maximum(found, 0)))
    return list(np.where(found < 0, "", ids))
