"""An organisation of ninety customers in three sectors: enough people to be shared, quickly stored."""

from pathlib import Path

from data.import_options import Options
from data.imports.pipeline import import_file
from data.store import Store
from models.engine.engine import Engine

SECTORS, SEGMENTS = ("Billing", "Delivery", "Repairs"), ("Homes", "Shops")
PEOPLE, COMPLAINTS = 90, 240


def files() -> dict[str, str]:
    """Data set -> CSV: ninety customers of two segments, two hundred and forty complaints of 2025 in three sectors."""
    customers = [f"c{n},2024-01-01,{SEGMENTS[n % 2]},20" for n in range(PEOPLE)]
    complaints = [
        f"k{n},2025-{n % 12 + 1:02d}-10,c{n % PEOPLE},{SECTORS[n % 3]},{SECTORS[n // 3 % 3]},30,{10 + n % 7}.50"
        for n in range(COMPLAINTS)
    ]
    return {
        "sectors": "sector,hourly_cost\n" + "".join(f"{name},30\n" for name in SECTORS),
        "customers": "customer_id,started_on,segment,monthly_margin\n" + "\n".join(customers) + "\n",
        "complaints": "complaint_id,opened_on,customer_id,sector,handled_by,handling_minutes,compensation\n"
        + "\n".join(complaints)
        + "\n",
        "acquisition_spend": "month,channel,amount\n2024-01,Shop,4500\n",
    }


CORRECTED = "complaint_id,opened_on,compensation\n" + "".join(
    f"k{n},2025-03-10,400\n" for n in range(2, COMPLAINTS, 12)
)  # twenty, all of March


def fill(home: Path, inbox: Path) -> None:
    """Store the organisation and work its figures out."""
    store = Store(home)
    for dataset, text in files().items():
        bring(store, inbox, dataset, text)
    Engine(store.connection).build(store.version)
    store.close()


def bring(store, inbox: Path, dataset: str, text: str) -> dict:
    """Import a text as a file; returns what was said of it."""
    path = inbox / f"{dataset}_{store.version}.csv"
    path.write_text(text, encoding="utf-8")
    answer = import_file(store, dataset, path, Options())
    assert answer["status"] == "stored", answer
    return answer


def built(folder: Path, files: dict[str, str]) -> Path:
    """A home in a folder with these texts imported, data set by data set, and every figure worked out."""
    store = Store(folder / "home")
    for dataset, text in files.items():
        bring(store, folder, dataset, text)
    Engine(store.connection).build(store.version)
    store.close()
    return folder / "home"
