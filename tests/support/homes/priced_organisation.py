"""An organisation whose ledger follows every assumption a formula can: lost customers, an assumed rate, word of mouth.

Its names would run, match or turn around in a spreadsheet if they were anything but text.
"""

from pathlib import Path

from small_organisation import bring

from data.store import Store
from models.engine.engine import Engine

SECTORS = ("=1+1", "@SUM(A1)", "+x*", ">5", "שירות לקוחות", "🙂 desk")
RATED = SECTORS[:3]  # the others work at the assumed hourly cost
CHANNELS = ("Shop", "=cmd()")
PEOPLE, COMPLAINTS = 240, 200
ASSUMED = {
    "hourly_cost": "37.77",
    "include_assumed": "yes",
    "told_per": "9.5",
    "already_customers": "0.35",
    "influenced": "0.11",
    "would_have_bought": "0.4",
}


def _month(number: int) -> str:
    return f"{2024 + number // 12}-{number % 12 + 1:02d}"


def files() -> dict[str, str]:
    """Data set -> CSV: two segments, two channels, some who leave after a complaint and some who leave without."""
    customers = []
    for n in range(PEOPLE):
        left = _month(14 + n % 9) + "-25" if n % (6 if n < COMPLAINTS else 17) == 0 else ""
        margin = "" if n % 13 == 0 else f"{11 + n % 7}.{n % 100:02d}"
        customers.append(
            f"c{n},2024-0{n % 6 + 1}-04,{left},{'Homes' if n % 2 else '<Shops>'},{CHANNELS[n % 2]},{margin}"
        )
    complaints, work, shares = [], [], []
    for n in range(COMPLAINTS):
        day = f"{_month(10 + n % 12)}-{n % 27 + 1:02d}"
        complaints.append(f'k{n},{day},c{n * 3 % PEOPLE},"{SECTORS[n % 6]}",{n % 9}.37')
        work.append(f'k{n},"{SECTORS[n % 5]}",{7 + n % 11}')
        if n % 4 == 0:  # one sector works twice
            work.append(f'k{n},"{SECTORS[n % 5]}",{3 + n % 5}')
        if n % 3 == 0:
            parts = zip(SECTORS[n % 2 :: 2], ("0.3333", "0.3333", "0.3334") if n % 2 else ("0.5", "0.5"))
            shares += [f'k{n},"{sector}",{part}' for sector, part in parts]
    return {
        "sectors": "sector,hourly_cost\n" + "".join(f'"{name}",31.13\n' for name in RATED),
        "customers": "customer_id,started_on,ended_on,segment,channel,monthly_margin\n" + "\n".join(customers) + "\n",
        "complaints": "complaint_id,opened_on,customer_id,sector,compensation\n" + "\n".join(complaints) + "\n",
        "complaint_work": "complaint_id,sector,minutes\n" + "\n".join(work) + "\n",
        "complaint_shares": "complaint_id,sector,share\n" + "\n".join(shares) + "\n",
        "acquisition_spend": "month,channel,amount\n2024-01,Shop,4500\n2024-02,=cmd(),1700\n",
        "sector_costs": 'sector,month,purpose,amount\n"+x*",2025-03,retention,900\n">5",2025-04,service,333.33\n',
    }


def fill(home: Path) -> None:
    """Store the organisation with its assumptions, its figures worked out."""
    store = Store(home)
    for dataset, text in files().items():
        bring(store, home.parent, dataset, text)
    store.assume({name: {"value": text} for name, text in ASSUMED.items()})
    Engine(store.connection).build(store.version)
    store.close()
