"""Erasing a customer: no byte of the home names it afterwards, everything else stands as it did."""

import pytest
from named_everywhere import CASE, SECRET, WHO, everything, pieces, places, put

from data.access import audit
from data.backups.backup import backup
from data.erasure.erase import erase_customer, erased_at
from data.problems import Problem
from data.sharing import notes
from data.sharing.shared_view import from_text
from data.store import Store


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
