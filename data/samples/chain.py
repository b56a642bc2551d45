"""The chain behind the complaints: stages of cases, service between sectors, audits, levels and purchases."""

import numpy as np
import pandas as pd

from data.samples import company
from data.samples.draws import FIRST_DAY, LAST_DAY, MONTHS, Draws, text, text_where, yes_no

SECTOR_NAMES = [sector.name for sector in company.SECTORS]
ROUTES = {  # stage, sector, assigned hours, how often it is late in a case somebody complained about
    "delivery": (
        ("Order", "Store sales", 2, 0.05),
        ("Route plan", "Planning", 8, 0.30),
        ("Picking", "Warehouse", 12, 0.30),
        ("Transport", "Delivery", 24, 0.65),
    ),
    "repair": (
        ("Report", "Call centre", 2, 0.05),
        ("Part order", "Purchasing", 24, 0.60),
        ("Part picking", "Warehouse", 12, 0.25),
        ("Repair visit", "Repairs", 16, 0.50),
        ("Invoice", "Billing", 24, 0.08),
    ),
}
SECOND_VISIT = (("Part picking", "Warehouse", 6), ("Repair visit", "Repairs", 8))  # stage, sector, hours; none agreed
AGAIN, AGAIN_AFTER_COMPLAINT = 0.04, 0.35  # how often a repair needs a second visit
DIMENSIONS = ("reliability", "responsiveness", "competence", "courtesy", "information")
CRITERIA = (  # criterion, impact, family
    ("Right date promised", "high", "promise"),
    ("Date confirmed in time", "low", "promise"),
    ("Right article", "high", "content"),
    ("Complete papers", "low", "content"),
    ("Customer told of a delay", "high", "contact"),
    ("Friendly closing", "low", "contact"),
)


def _case_stages(case_id: str, route: str, opened: np.datetime64, late: np.ndarray, factor: np.ndarray) -> list[tuple]:
    """The stages of one case one after the other; a late stage takes up to three times its assigned hours."""
    stages, started = ROUTES[route], opened + np.timedelta64(8, "h")
    promised = str(sum(hours for _, _, hours, _ in stages))
    rows = []
    for (stage, sector, hours, chance), draw, spent in zip(stages, late, factor):
        used = hours * (1.2 + 1.8 * spent if draw < chance else 0.4 + 0.55 * spent)
        finished = started + np.timedelta64(max(15, int(used * 4) * 15), "m")
        end = f"{finished}+01:00" if finished < LAST_DAY + 1 else ""
        rows.append((case_id, stage, f"{started}+01:00", end, sector, str(hours), promised))
        if not end:
            break
        started = finished
    return rows


def stage_times_table(complaints: pd.DataFrame, draws: Draws) -> pd.DataFrame:
    """The data set stage_times: the case of each complaint that has one, and twice as many nobody complained about."""
    routes = {category.name: category.route for category in company.CATEGORIES}
    with_case = complaints[complaints["case_id"] != ""]
    cases = [
        (row.case_id, routes[row.category], np.datetime64(row.opened_on) - 6, 1.0) for row in with_case.itertuples()
    ]
    quiet_days = draws.days(FIRST_DAY, LAST_DAY - 8, 2 * len(cases) + 1)
    kinds = draws.pick([0.6, 0.4], len(quiet_days))
    cases += [
        (f"Q-{number + 1:06d}", list(ROUTES)[kind], day, 4.0)
        for number, (day, kind) in enumerate(zip(quiet_days, kinds))
    ]
    late, factor = draws.uniform(len(cases), 5), draws.uniform(len(cases), 5)
    rows = [
        row
        for case, draw, spent in zip(cases, late, factor)
        for row in _case_stages(*case[:2], case[2].astype("M8[m]"), draw * case[3], spent)
    ]
    columns = ["case_id", "stage", "started_at", "finished_at", "sector", "assigned_hours", "promised_hours"]
    return pd.DataFrame(_with_second_visits(rows, draws), columns=columns)


def _with_second_visits(rows: list[tuple], draws: Draws) -> list[tuple]:
    """The same rows, with a second picking and visit, each after a wait, in some of the repairs that are finished."""
    repairs = [position for position, row in enumerate(rows) if row[1] == "Invoice" and row[3]]
    again, waits = draws.uniform(len(repairs)), draws.between(2, 20, 2 * len(repairs)).reshape(-1, 2)
    found, done = [], 0
    for position, draw, wait in zip(repairs, again, waits):
        case = rows[position]
        if draw >= (AGAIN if case[0].startswith("Q") else AGAIN_AFTER_COMPLAINT):
            continue
        extra, shift = _second_visit(case, wait)
        finished = _moved(case[3], shift)
        if np.datetime64(finished[:16]) >= LAST_DAY + 1:
            continue
        found += [*rows[done:position], *extra, (*case[:2], _moved(case[2], shift), finished, *case[4:])]
        done = position + 1
    return found + rows[done:]


def _second_visit(case: tuple, waits: np.ndarray) -> tuple[list[tuple], np.timedelta64]:
    """The rows of a second visit before the invoice of a case, and by how much the invoice comes later."""
    rows, shift = [], np.timedelta64(0, "m")
    for (stage, sector, hours), wait in zip(SECOND_VISIT, waits):
        shift += np.timedelta64(int(wait * 4) * 15, "m")
        begun = _moved(case[2], shift)
        shift += np.timedelta64(hours * 60, "m")
        rows.append((case[0], stage, begun, _moved(case[2], shift), sector, "", case[6]))
    return rows, shift


def _moved(moment: str, shift: np.timedelta64) -> str:
    return f"{np.datetime64(moment[:16]) + shift}+01:00"


def survey_table(draws: Draws) -> pd.DataFrame:
    """The data set service_survey: every quarter six people of each receiving sector rate who serves them, and six of
    each sector themselves and how they feel at work."""
    weak = {"Planning": 1.5, "Purchasing": 1.2, "Warehouse": 0.8}
    pairs = [(receiver, supplier) for supplier, receiver, _ in company.CHAIN_LINKS if receiver != "customer"]
    rows = []
    for month in MONTHS[1::3]:
        for receiver, supplier in pairs:
            rows += _answers(f"{month}-15", receiver, supplier, DIMENSIONS, weak.get(supplier, 0.4), draws)
    tired = {"Call centre": 2.2, "Delivery": 1.6, "Planning": 1.0}
    for month in MONTHS[1::3]:
        for name in SECTOR_NAMES:
            rows += _answers(f"{month}-15", name, name, DIMENSIONS, 0.1, draws)
            rows += _answers(f"{month}-15", name, name, ("morale",), tired.get(name, 0.3), draws)
    return pd.DataFrame(rows, columns=["date", "rated_by", "sector", "dimension", "expected", "perceived"])


def _answers(day: str, rated_by: str, sector: str, dimensions: tuple[str, ...], weak: float, draws: Draws) -> list:
    """What six people expect of a sector and get, one row for each dimension; weak: points it stays behind."""
    expected = 5 + np.floor(draws.uniform(6, len(dimensions)) * 3)
    short = np.floor(draws.uniform(6, len(dimensions)) * 2 + weak)
    return [
        (day, rated_by, sector, dimension, str(int(want)), str(int(max(1, want - less))))
        for wants, lesses in zip(expected, short)
        for dimension, want, less in zip(dimensions, wants, lesses)
    ]


def audits_table(complaints: pd.DataFrame, draws: Draws) -> pd.DataFrame:
    """The data set audits: five audits a month, each judging every criterion of one sector; where a fault hurts the
    customer much, the case is more often one that somebody complained about."""
    days, rows = draws.days(FIRST_DAY, LAST_DAY, 5 * len(MONTHS)), []
    for number, day in enumerate(days):
        sector = SECTOR_NAMES[number % len(SECTOR_NAMES)]
        for (criterion, impact, family), draw in zip(CRITERIA, draws.uniform(len(CRITERIA), 3)):
            result = "na" if draw[0] < 0.06 else "fail" if draw[0] < 0.20 else "pass"
            disputed = result == "fail" and draw[1] < 0.3
            upheld = yes_no([draw[2] < 0.4])[0] if disputed and draw[2] < 0.8 else ""  # else not answered yet
            told = str(day), sector, impact, result, family, yes_no([disputed])[0], upheld
            rows.append((f"A-{number + 1:04d}", criterion, *told))
    columns = ["audit_id", "criterion", "date", "sector", "impact", "result", "family", "disputed", "upheld"]
    found = pd.DataFrame(rows, columns=columns)
    hurt = found[(found["impact"] == "high") & (found["result"] == "fail")]["audit_id"]
    cases = dict(zip(found["audit_id"].unique(), _audited_cases(complaints, days, draws)))
    chosen = [cases[audit][audit in set(hurt)] for audit in found["audit_id"]]
    return found.assign(case_id=chosen)


def _audited_cases(complaints: pd.DataFrame, days: np.ndarray, draws: Draws) -> list[tuple[str, str]]:
    """The case of each audit where nothing hurt the customer, and where something did."""
    held = complaints[complaints["case_id"] != ""].sort_values("opened_on")
    near = np.minimum(np.searchsorted(held["opened_on"].to_numpy(dtype="M8[D]"), days), max(len(held) - 1, 0))
    chance = draws.uniform(len(days), 2)
    quiet = [f"Q-{1 + int(part * 2 * len(held)):06d}" for part in chance[:, 1]]
    complained = held["case_id"].to_numpy()[near] if len(held) else np.array(quiet)
    return [
        (noisy if draw < 0.25 else calm, noisy if draw < 0.7 else calm)
        for noisy, calm, draw in zip(complained, quiet, chance[:, 0])
    ]


def levels_table(draws: Draws) -> pd.DataFrame:
    """The data set quality_levels: planned, delivered and received quality of every sector and month, of 100."""
    sectors, months = len(SECTOR_NAMES), len(MONTHS)
    planned = np.repeat(90 + np.arange(sectors) % 3 * 2.0, months)
    delivered = planned - draws.between(1, 9, len(planned))
    received = delivered - draws.between(-1, 7, len(planned))
    return pd.DataFrame(
        {
            "month": np.tile(MONTHS, sectors).astype(str),
            "sector": np.repeat(SECTOR_NAMES, months),
            "planned": text(planned, 1),
            "delivered": text(delivered, 1),
            "received": text(received, 1),
        }
    )


def purchases_table(draws: Draws) -> pd.DataFrame:
    """The data set supplier_purchases: parts bought in a hurry cost more than the reference price."""
    count = 18 * len(MONTHS)
    date = draws.days(FIRST_DAY, LAST_DAY, count)
    reference = draws.around(38, count)
    due_on = date + np.timedelta64(30, "D")
    paid_on = due_on + np.floor(draws.between(-6, 16, count)).astype("m8[D]")
    declined = draws.chance(0.03, count)
    return pd.DataFrame(
        {
            "date": date.astype(str),
            "sector": [("Purchasing", "Planning", "Repairs")[place] for place in draws.pick([0.6, 0.25, 0.15], count)],
            "supplier": [f"Supplier {'ABCDEFG'[position]}" for position in draws.pick([1] * 7, count)],
            "quantity": [str(1 + int(value)) for value in draws.around(6, count)],
            "price_paid": text(reference * draws.between(0.98, 1.22, count)),
            "reference_price": text_where(draws.chance(0.95, count), text(reference)),
            "due_on": due_on.astype(str),
            "paid_on": text_where((paid_on <= LAST_DAY) & ~declined, list(paid_on.astype(str))),
            "declined": yes_no(declined),
        }
    )
