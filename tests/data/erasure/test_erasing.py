"""Erasing a customer: no byte of the home names it afterwards, everything else stands as it did."""

import gzip
import io
import json
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pyarrow.parquet
import pytest
import xlsxwriter
from paths import ROOT

from data.access import audit
from data.backups.backup import backup
from data.erasure.erase import erase_customer, erased_at
from data.import_options import Options
from data.imports.pipeline import import_file
from data.problems import Problem
from data.repairs.repair import repair_rows
from data.sharing import notes, registry
from data.sharing.shared_view import SharedView, from_text
from data.storage import connection as doorway
from data.store import Store
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
    notes.put(store, "sector", "Billing\n./?sectors=Billing", f"call {WHO} back")
    told = (
        ("on", "Billing"),
        ("kind", "sector"),
        ("text", f"call {WHO} back"),
        ("by", ""),
        ("at", "2026-02-01T10:00:00"),
    )
    registry.create(store, SharedView("overview", parameters=(("sectors", ("Billing",)),), notes=(told,)), 30)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A home with the customer in it, worked out, that nobody has open."""
    home, folder = tmp_path_factory.mktemp("filled") / "home", tmp_path_factory.mktemp("files")
    opened = Store(home)
    fill(opened, folder)
    Engine(opened.connection).build(opened.version)  # figures worked out name customers too
    opened.close()
    return home


@pytest.fixture
def store(filled, tmp_path):
    (tmp_path / "files").mkdir()
    opened = Store(shutil.copytree(filled, tmp_path / "home"))
    yield opened
    opened.connection.close()


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


def test_no_byte_of_the_home_names_an_erased_customer(store):
    home, before = store.home, everything(store)
    assert {"ledger.duckdb", "originals.jsonl"} <= set(places(home, WHO))
    done = erase_customer(store, WHO)
    # 1 customer; complaint C2: three versions and the taken back one, C4 repaired; two lines of work; ...
    assert done["rows"]["customers"] == 1 and done["rows"]["complaint_work"] == 2 and done["rows"]["stage_times"] == 1
    assert (
        done["rows"]["transactions"] == 2
        and done["rows"]["satisfaction"] == 1
        and done["rows"]["complaint_shares"] == 1
    )
    after = everything(store)
    assert after["failing"] == before["failing"] == []
    assert [row["complaint_id"] for row in after["rows"]["complaints"]] == ["C1", "C3", "C5"]
    kept = {
        name: [
            row
            for row in rows
            if not {row.get("customer_id"), row.get("complaint_id"), row.get("case_id"), row.get("transaction_id")}
            & {WHO, "C2", "C4", CASE, "T2"}
        ]
        for name, rows in before["rows"].items()
    }
    assert after["rows"] == kept  # every other row: content, place in its file, and its text as written
    with store.cursor() as cursor:
        assert [note["text"] for note in notes.notes(cursor)] == ["call (erased) back"]
        (view,) = cursor.execute("select view from share_view").fetchone()
    assert dict(from_text(view).notes[0])["text"] == "call (erased) back"
    store.close()
    for word in (WHO, CASE, SECRET):
        assert places(home, word) == []


def test_every_version_is_without_the_customer_and_adds_up_as_before(store):

    def sums(version):
        return {row.complaint_id: row.compensation for row in store.rows("complaints", version).itertuples()}

    before = [sums(version) for version in range(store.version + 1)]
    erase_customer(store, WHO)
    for version, found in enumerate(before):
        assert sums(version) == {name: amount for name, amount in found.items() if name not in ("C2", "C4")}


@pytest.mark.long
def test_a_lost_database_comes_back_without_the_customer(store, tmp_path):
    erase_customer(store, WHO)
    put(store, tmp_path / "files", "complaints", "complaint_id,opened_on,customer_id\nC9,2026-02-01,0007\n", "new.csv")
    expected, home = everything(store), store.home
    store.close()
    (home / "ledger.duckdb").unlink()
    again = Store(home)
    assert everything(again) == expected and again.rows("customers")["customer_id"].tolist() == ["0007", "0009"]
    again.close()
    assert places(home, WHO) == []


def test_lost_texts_come_back_from_the_rewritten_originals(store):
    erase_customer(store, WHO)
    expected = everything(store)
    for path in (store.home / "texts").iterdir():
        path.unlink()
    assert everything(store) == expected


def test_a_text_file_keeps_all_its_other_bytes(store):
    erase_customer(store, WHO)
    held = {one["import_id"]: one["sha256"] for one in store.imports()}
    found = (store.home / "originals" / held["i1"]).read_bytes()
    assert found == b"customer_id,started_on,segment,phone\n0007,2025-01-01,Private,1\n\n0009,2025-03-01,Firms,3\n"
    assert b"C3;2026-01-17;0009;Billing;30;K3;x\n" in (store.home / "originals" / held["i2"]).read_bytes()


def test_a_backup_made_later_does_not_hold_the_customer(store, tmp_path):
    erase_customer(store, WHO)
    backup(store, tmp_path / "later.zip")
    assert not [piece for piece in pieces((tmp_path / "later.zip").read_bytes()) if WHO.encode() in piece]


def test_the_log_tells_whether_a_customer_was_erased_without_naming_it(store):
    assert erased_at(store, WHO) == []
    version = erase_customer(store, WHO)["version"]
    assert len(erased_at(store, WHO)) == 1 and erased_at(store, "0007") == []
    with store.cursor() as cursor:
        assert audit.events(cursor)[-1]["action"] == "erase" and audit.is_intact(cursor)
    assert store.changes()[-1]["kind"] == "erase" and store.version == version


def test_nobody_of_that_name_changes_nothing(store):
    version = store.version
    with pytest.raises(Problem) as refused:
        erase_customer(store, "0008")
    assert refused.value.code == "NO_SUCH_CUSTOMER" and store.version == version


def test_the_command_line_erases_and_says_so(store):
    from click.testing import CliRunner

    import cli

    home = store.home
    store.close()
    ran = CliRunner().invoke(cli.commands, ["--home", str(home), "erase", "customer", WHO])
    assert ran.exit_code == 0 and "customers 1" in ran.output and "backups" in ran.output
    assert cli.main(["--home", str(home), "erase", "customer", WHO]) == 2
    store.connection = Store(home).connection


def test_a_short_id_takes_only_its_own_rows(store, tmp_path):
    """The id 7 also stands as a score, a number of minutes and a part of other ids."""
    put(
        store,
        tmp_path / "files",
        "customers",
        "customer_id,started_on,segment\n7,2025-01-01,7\n17,2025-01-01,7\n",
        "short.csv",
    )
    put(
        store,
        tmp_path / "files",
        "satisfaction",
        "date,score,customer_id\n2026-03-01,7,17\n2026-03-02,3,7\n",
        "scores.csv",
    )
    done = erase_customer(store, "7")
    assert done["rows"] == {"customers": 1, "satisfaction": 1}
    assert "17" in store.rows("customers")["customer_id"].tolist()
    assert [row["score"] for row in everything(store)["rows"]["satisfaction"] if row["customer_id"] == "17"] == [
        "7.0000000000"
    ]


def test_readers_wait_and_go_on(store):
    """Twenty readers before, during and after: each sees the home with or without the customer, none an error."""
    engine, seen, failed, done = Engine(store.connection), set(), [], threading.Event()

    def read():
        while not done.is_set():
            try:
                seen.add(len(store.rows("customers")))
                with store.cursor() as cursor:
                    cursor.execute("select count(*) from raw_complaints").fetchall()
                assert engine.assumptions(store.version)
            except Exception as failure:
                failed.append(failure)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    erase_customer(store, WHO)
    time.sleep(0.3)
    done.set()
    for reader in readers:
        reader.join()
    assert not failed and seen == {3, 2}


def test_an_upload_under_way_is_not_thrown_away(store, monkeypatch):
    monkeypatch.setattr(doorway, "PATIENCE_SECONDS", 0.2)
    before = store.version
    started, go = threading.Event(), threading.Event()

    def bring_in():
        with store.cursor():
            started.set()
            go.wait()

    worker = threading.Thread(target=bring_in)
    worker.start()
    started.wait()
    with pytest.raises(Problem) as refused:
        erase_customer(store, WHO)
    go.set()
    worker.join()
    assert refused.value.code == "BUSY" and store.version == before and len(store.rows("customers")) == 3
    assert erase_customer(store, WHO)["version"] == before + 1


KILLED = """
import os, signal, sys
from pathlib import Path
from data.erasure import erase, file_lines, rewrite_database
from data.storage import atomic_replace
from data.store import Store
home, moment = Path(sys.argv[1]), int(sys.argv[2])
seen = 0
def dying(function):
    def called(*given, **named):
        global seen
        seen += 1
        if seen == moment:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*given, **named)
    return called
store = Store(home)
for room, name in ((file_lines, "put"), (rewrite_database, "write_anew"), (rewrite_database, "_tell"),
                   (erase, "obsolete_files"), (atomic_replace, "commit"), (atomic_replace, "_exchange"),
                   (os, "replace"), (os, "fsync")):
    setattr(room, name, dying(getattr(room, name)))
erase.erase_customer(store, sys.argv[3])
print("done", seen)
"""


@pytest.mark.long
def test_a_kill_leaves_the_home_whole_or_without_the_customer(store, tmp_path):
    home = store.home
    whole = everything(store)
    store.close()

    def run(at, moment):
        command = [sys.executable, "-c", KILLED, str(at), str(moment), WHO]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    shutil.copytree(home, tmp_path / "all")
    counted = int(run(tmp_path / "all", 0).stdout.split()[1])
    outcomes = set()
    for moment in sorted({counted // 2, counted - 12, counted - 2}):
        copy = Path(shutil.copytree(home, tmp_path / f"killed{moment}"))
        assert run(copy, moment).returncode == -signal.SIGKILL
        again = Store(copy)
        found = everything(again)
        outcomes.add(found == whole)
        assert found == whole or WHO not in json.dumps(found["rows"])
        if found == whole:
            erase_customer(again, WHO)
        again.close()
        assert places(copy, WHO) == [], moment
    assert outcomes == {True, False}  # killed before and after the promise
