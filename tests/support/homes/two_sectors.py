"""A home of two sectors with two complaints, brought in like anybody's."""

from data.import_options import Options
from data.imports.pipeline import import_file

SECTORS = "sector,hourly_cost\nKitchen,30\nDelivery,20\n"
COMPLAINTS = "complaint_id,opened_on,sector,compensation\nk1,2024-03-14,Kitchen,5\nk2,2024-03-15,Kitchen,5\n"


def bring(store, folder, dataset: str, text: str) -> dict:
    """Import a text as a file."""
    (folder / f"{dataset}.csv").write_text(text, encoding="utf-8")
    return import_file(store, dataset, folder / f"{dataset}.csv", Options())
