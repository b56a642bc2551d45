"""Four small files a home of the command line is filled with, and what they cost."""

from decimal import Decimal
from pathlib import Path

FILES = {
    "sectors": "sector,customer_facing\nFront desk,yes\nDelivery,no\nBilling,no\n",
    "customers": "customer_id,started_on,ended_on,segment\n"
    "C1,2025-01-15,,Homes\nC2,2025-02-20,,Homes\nC3,2025-03-25,2026-03-30,Firms\n",
    "complaints": "complaint_id,opened_on,customer_id,sector,handled_by,handling_minutes,compensation\n"
    "K1,2026-01-15,C1,Billing,Front desk,30,25.00\n"
    "K2,2026-02-20,C2,Delivery,Front desk,60,10.50\n"
    "K3,2026-03-31,C3,Delivery,Delivery,,\n",
    "sector_costs": "sector,month,purpose,amount,practical_hours\n"  # 40.00 an hour in January, 50.00 in February
    "Front desk,2026-01,running,4000.00,100\nFront desk,2026-02,running,5000.00,100\n",
}
COSTS = {  # 30 minutes at 40.00, 60 minutes at 50.00, and what was paid
    ("Billing", "handling"): Decimal("20.00"),
    ("Billing", "compensation"): Decimal("25.00"),
    ("Delivery", "handling"): Decimal("50.00"),
    ("Delivery", "compensation"): Decimal("10.50"),
}


def bring(command, folder: Path, dataset: str, text: str | bytes, *options, name: str = ""):
    """Imports this text as a file and returns the answer."""
    path = folder / (name or f"{dataset}.csv")
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return command("import", dataset, path, "--json", *options)


def costs(command, *options) -> dict:
    """cost_by_sector as {(sector, component): amount}."""
    rows = command("figure", "cost_by_sector", "--format", "csv", *options).rows
    return {(row["sector"], row["component"]): Decimal(row["amount"]) for row in rows}
