"""Contacts to win customers and to keep them: who was won, who was not, and the minutes each took."""

import numpy as np
import pandas as pd

from data.samples.draws import FIRST_DAY, LAST_DAY, Draws, text_where
from data.samples.people import People, customer_ids

MEANS = (("telephone", 0.42, 14), ("shop", 0.30, 26), ("web", 0.18, 6), ("visit", 0.10, 55))  # share, mean minutes
LOST_FOR_EACH_WON, OPEN, KEPT = 1.4, 0.05, 0.72
MAKERS = {"win": "Store sales", "keep": "Call centre"}


def contacts_table(people: People, left_on: np.ndarray, draws: Draws) -> pd.DataFrame:
    """The data set contacts: each new customer was won by one; as many more were lost, and some were made to keep."""
    won = np.flatnonzero(people.started_on >= FIRST_DAY)
    lost = draws.days(FIRST_DAY, LAST_DAY, int(LOST_FOR_EACH_WON * len(won)) + 1)
    asked = draws.days(FIRST_DAY, LAST_DAY, len(people.segment) // 3 + 1)
    whom = np.floor(draws.uniform(len(asked)) * len(people.segment)).astype(int)
    there = (people.started_on[whom] <= asked) & (np.isnat(left_on[whom]) | (asked < left_on[whom]))
    asked, whom = asked[there], whom[there]
    decided = np.where(draws.chance(KEPT, len(asked)), "won", "lost")
    pending = np.where(draws.chance(OPEN, len(lost)), "open", "lost")
    rows = pd.DataFrame(
        {
            "date": np.concatenate([people.started_on[won], lost, asked]).astype(str),
            "purpose": ["win"] * (len(won) + len(lost)) + ["keep"] * len(asked),
            "outcome": ["won"] * len(won) + list(pending) + list(decided),
            "customer_id": customer_ids(won) + [""] * len(lost) + customer_ids(whom),
        }
    )
    return _numbered(rows.sort_values("date", kind="stable", ignore_index=True), draws)


def _numbered(rows: pd.DataFrame, draws: Draws) -> pd.DataFrame:
    means = draws.pick([share for _, share, _ in MEANS], len(rows))
    minutes = draws.around(np.array([mean for _, _, mean in MEANS])[means], len(rows))
    stated = draws.chance(0.97, len(rows))
    rows["contact_id"] = [f"N-{number + 1:06d}" for number in range(len(rows))]
    rows["channel"] = [MEANS[place][0] for place in means]
    rows["minutes"] = text_where(stated, [str(int(value) + 1) for value in minutes])
    rows["sector"] = rows["purpose"].map(MAKERS)
    return rows[["contact_id", "date", "channel", "purpose", "outcome", "minutes", "customer_id", "sector"]]
