"""A home that names a customer wherever a home can name one, and a look into all its bytes."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pyarrow.parquet
import xlsxwriter

from data.import_options import Options
from data.imports.pipeline import import_file
from data.repairs.repair import repair_rows
from data.sharing import notes, registry
from data.sharing.shared_view import SharedView
from models.engine.engine import Engine

WHO, SECRET, CASE = "ZQX-8841", "ZQXTEXT77", "ZQXCASE55"
CUSTOMERS = (
    "customer_id,started_on,segment,phone\n"
    "0007,2025-01-01,Private,1\n"
    f"{WHO},2025-02-01,Private,{SECRET}\n"
    "0009,2025-03-01,Firms,3\n"
)
COMPLAINTS = (
    f"complaint_id;opened_on;customer_id;sector;compensation;case_id;note\nC1;2026-01-15;0007;Billing;10;K1;fine\n"
    f'C2;2026-01-16;{WHO};Delivery;20;{CASE};"said {SECRET}\nand more; twice"\nC3;2026-01-17;0009;Billing;30;K3;x\n'
    f"C4;2026-01-32;{WHO};Billing;40;K4;{SECRET}\nC5;2026-01-18;0009;Billing;1O;K5;y\n"
)


def put(store, folder: Path, dataset: str, content, name: str = "", **settings) -> dict:
    path = folder / (name or f"{dataset}.csv")
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    answer = import_file(store, dataset, path, Options(settings=settings))
    assert answer["status"] == "stored", answer
    return answer


def book(rows: list[list]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet = made.add_worksheet("March")
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    return out.getvalue()


def packed(name: str, content: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def fill(store, folder: Path) -> None:
    """The customer in every place there is: CSV, workbook, zip, gzip, set aside, repaired, taken back,
    several versions."""
    put(store, folder, "customers", CUSTOMERS)
    complaints = put(store, folder, "complaints", COMPLAINTS)
    put(
        store,
        folder,
        "complaint_work",
        book(
            [
                ["complaint_id", "sector", "minutes"],
                ["C1", "Billing", 30],
                ["C2", "Delivery", 45],
                ["C2", "Billing", 15],
            ]
        ),
        f"work of {WHO}.xlsx",
    )
    put(
        store,
        folder,
        "complaint_shares",
        packed(f"{WHO}.csv", "complaint_id,sector,share\nC2,Billing,0.4\nC3,Billing,1\n"),
        "shares.zip",
    )
    put(
        store,
        folder,
        "stage_times",
        gzip.compress(
            f"case_id,stage,sector,started_at,finished_at\nK1,take,Billing,2026-01-15 08:00,2026-01-15 09:00\n"
            f"{CASE},take,Billing,2026-01-16 08:00,2026-01-16 19:00\n".encode()
        ),
        "stages.csv.gz",
    )
    put(
        store,
        folder,
        "transactions",
        f"transaction_id,date,revenue,customer_id\nT1,2026-01-02,5,0007\nT2,2026-01-03,6,{WHO}\nT2,2026-01-03,7,\n",
    )
    put(
        store,
        folder,
        "satisfaction",
        f"date,score,customer_id\n2026-01-20,4,{WHO}\n2026-01-21,5,0007\n2026-01-22,3,0009\n",
    )
    store.undo(
        put(
            store,
            folder,
            "complaints",
            f"complaint_id,opened_on,compensation,customer_id\nC2,2026-01-16,99,{WHO}\n",
            f"{WHO}.csv",
        )["import_id"]
    )
    repair_rows(
        store, complaints["import_id"], [{"row": 5, "opened_on": "2026-01-30"}, {"row": 6, "compensation": "10"}]
    )
    put(
        store,
        folder,
        "complaints",
        "complaint_id;opened_on;compensation\nC2;2026-01-16;25\nC3;2026-01-17;31\n",
        "later.csv",
    )
    notes.put(store, "sector", "Billing", "./?sectors=Billing", f"call {WHO} back")
    told = (
        ("on", "Billing"),
        ("kind", "sector"),
        ("text", f"call {WHO} back"),
        ("by", ""),
        ("at", "2026-02-01T10:00:00"),
    )
    registry.create(store, SharedView("overview", parameters=(("sectors", ("Billing",)),), notes=(told,)), 30)


def pieces(content: bytes):
    """The bytes of a file, and of everything packed in it."""
    yield content
    if content.startswith(b"PAR1"):
        yield repr(pyarrow.parquet.read_table(io.BytesIO(content)).to_pydict()).encode()
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from pieces(archive.read(name))
    elif content.startswith(b"\x1f\x8b"):
        yield from pieces(gzip.decompress(content))


def places(home: Path, word: str) -> list[str]:
    """The files that hold a word in one of the usual encodings, packed or not."""
    words = [word.encode(name) for name in ("utf-8", "utf-16-le", "utf-16-be")]
    return [
        str(path.relative_to(home))
        for path in sorted(home.rglob("*"))
        if path.is_file() and any(one in piece for piece in pieces(path.read_bytes()) for one in words)
    ]


def everything(store) -> dict:
    """What the home says of everybody: rows, rows set aside and identities."""
    engine = Engine(store.connection)
    rows = {
        name: json.loads(
            store.rows(name)
            .drop(columns=["source_file", "source_sheet"])
            .to_json(orient="records", default_handler=str)
        )
        for name in (
            "customers",
            "complaints",
            "complaint_work",
            "complaint_shares",
            "stage_times",
            "transactions",
            "satisfaction",
        )
    }
    failing = [row.identity for row in engine.read("reconciliation", store.version).itertuples() if not row.holds]
    return {"rows": rows, "aside": [(one["row"], one["read"]) for one in store.quarantine()], "failing": failing}
