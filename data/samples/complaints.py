"""What each complaint was about, what it took and what it cost."""

import numpy as np
import pandas as pd

from data.samples import company
from data.samples.draws import FIRST_DAY, LAST_DAY, Draws, names, text, text_where, yes_no
from data.samples.people import Events, customer_ids

SECTOR_NAMES = [sector.name for sector in company.SECTORS]
SEVERITIES = (("low", 0.5), ("medium", 0.38), ("high", 0.12))


def complaint_ids(count: int) -> list[str]:
    """The ids of the complaints in order of opening, such as K-000017."""
    return [f"K-{position + 1:06d}" for position in range(count)]


def _field(events: Events, field: str) -> np.ndarray:
    return np.array([getattr(category, field) for category in company.CATEGORIES])[events.category]


def in_order(events: Events) -> Events:
    """The events in order of the day they happened."""
    order = np.lexsort((events.customer, events.day))
    return Events(*(column[order] for column in events))


def minutes(events: Events, draws: Draws) -> np.ndarray:
    """Whole minutes of handling: longer every month, and half as long again where not resolved."""
    progress = (events.day - FIRST_DAY).astype(int) / int((LAST_DAY - FIRST_DAY).astype(int))
    mean = _field(events, "minutes") * (0.9 + 0.25 * progress) * np.where(events.resolved, 1, 1.5)
    return np.floor(draws.around(mean, len(mean))) + 1


def handled_by(events: Events, draws: Draws) -> list[str]:
    """The call centre handles three of four, shops some, the sector where it starts the rest."""
    own = [sector if sector in SECTOR_NAMES else "Call centre" for sector in _field(events, "sector")]
    choice = draws.pick([0.74, 0.10, 0.16], len(own))
    return [("Call centre", "Store sales", sector)[position] for sector, position in zip(own, choice)]


def _amounts(events: Events, draws: Draws, field: str, share: float) -> list[str]:
    mean = _field(events, field)
    paid = draws.chance(share, len(mean)) & (mean > 0)
    return text_where(paid, text(draws.around(mean, len(mean))))


def _paid_by(events: Events, draws: Draws) -> list[str]:
    """Often the call centre pays the voucher, whoever was late; empty: who handled it pays."""
    choice = draws.pick([0.45, 0.25, 0.30], len(events.day))
    own = [sector if sector in SECTOR_NAMES else "" for sector in _field(events, "sector")]
    return [("Call centre", sector, "")[position] for sector, position in zip(own, choice)]


def case_ids(events: Events, draws: Draws) -> list[str]:
    """The case a complaint belongs to, for three of four complaints about a delivery or a repair."""
    has_case = draws.chance(0.75, len(events.day)) & (_field(events, "route") != "")
    return text_where(has_case, [f"J-{position + 1:06d}" for position in range(len(has_case))])


def complaints_table(events: Events, draws: Draws) -> pd.DataFrame:
    """The data set complaints; the last few are still open, one in fifty names no customer."""
    count = len(events.day)
    closed_on = events.day + np.floor(draws.around(np.where(events.resolved, 6, 14), count)).astype("m8[D]")
    closed = closed_on <= LAST_DAY
    return pd.DataFrame(
        {
            "complaint_id": complaint_ids(count),
            "opened_on": events.day.astype(str),
            "customer_id": text_where(draws.chance(0.98, count), customer_ids(events.customer)),
            "closed_on": text_where(closed, list(closed_on.astype(str))),
            "category": names(company.CATEGORIES, events.category),
            "sector": list(_field(events, "sector")),
            "handled_by": handled_by(events, draws),
            "handling_minutes": [str(int(value)) for value in minutes(events, draws)],
            "compensation": _amounts(events, draws, "compensation", 0.6),
            "rework_cost": _amounts(events, draws, "rework", 0.45),
            "escalation_cost": text_where(
                draws.chance(np.where(events.resolved, 0.005, 0.09), count), text(draws.around(260, count))
            ),
            "paid_by": _paid_by(events, draws),
            "resolved": text_where(closed, yes_no(events.resolved)),
            "first_contact": yes_no(events.resolved & draws.chance(0.45, count)),
            "handovers": [str(int(value)) for value in draws.around(np.where(events.resolved, 1.2, 2.8), count)],
            "severity": names(SEVERITIES, draws.pick([share for _, share in SEVERITIES], count)),
            "stage": list(_field(events, "stage")),
            "contact_channel": names(
                company.CONTACT_CHANNELS, draws.pick([share for _, share in company.CONTACT_CHANNELS], count)
            ),
            "case_id": case_ids(events, draws),
        }
    )


def work_table(complaints: pd.DataFrame, draws: Draws) -> pd.DataFrame:
    """The data set complaint_work: for one complaint in four the time of each sector that worked on it."""
    rows = []
    counted = complaints[draws.chance(0.25, len(complaints))]
    second, minutes = draws.pick([1] * len(SECTOR_NAMES), len(counted)), draws.around(20, len(counted))
    for complaint, other, spent in zip(counted.itertuples(), second, minutes):
        rows.append((complaint.complaint_id, complaint.handled_by, complaint.handling_minutes))
        rows.append((complaint.complaint_id, SECTOR_NAMES[other], str(int(spent) + 1)))
    return pd.DataFrame(rows, columns=["complaint_id", "sector", "minutes"])


def shares_table(complaints: pd.DataFrame, draws: Draws) -> pd.DataFrame:
    """The data set complaint_shares: for one complaint in twelve what the sectors agreed; some leave a rest open."""
    agreed = complaints[draws.chance(1 / 12, len(complaints)) & complaints["sector"].isin(SECTOR_NAMES)]
    rows = []
    for complaint, split in zip(agreed.itertuples(), draws.pick([1, 1, 1], len(agreed))):
        first, second = ((0.50, 0.50), (0.60, 0.40), (0.70, 0.20))[split]
        other = "Planning" if complaint.sector != "Planning" else "Purchasing"
        rows.append((complaint.complaint_id, complaint.sector, f"{first:.2f}"))
        rows.append((complaint.complaint_id, other, f"{second:.2f}"))
    return pd.DataFrame(rows, columns=["complaint_id", "sector", "share"])
