"""Twenty people upload at once: every file is stored whole or not at all, and each has a version of its own."""

import threading
from decimal import Decimal

import pytest

from data.import_options import Options
from data.imports.pipeline import import_file
from data.store import Store

PEOPLE, FILES = 20, 5


@pytest.fixture(scope="module")
def everybody(tmp_path_factory):
    """The store after everybody has uploaded, and all answers."""
    folder = tmp_path_factory.mktemp("together")
    store, answers, start = Store(folder / "home"), [], threading.Barrier(PEOPLE)
    threads = [
        threading.Thread(target=upload, args=(store, folder, person, answers, start)) for person in range(PEOPLE)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    yield store, answers
    store.connection.close()


def file_of(person: int, number: int) -> tuple[str, str]:
    """Data set and text of a person's file: all correct one shared complaint, share an entry,
    and bring rows of their own."""
    own = f"P{person}-{number}"
    if number == 1:
        return (
            "sector_costs",
            f"sector,month,purpose,amount\nBilling,2026-01,running,{person + 1}\nS{person:02d}x,2026-01,running,0.10\n",
        )
    if number == 3:
        return "customers", f"customer_id,started_on\nshared,2025-01-01\n{own},2025-01-01\n"
    amount = f"{person}.{number}0"
    return "complaints", (
        f"complaint_id,opened_on,sector,compensation\nshared,2026-01-15,Billing,{amount}\n"
        f"{own},2026-01-16,Billing,1.01\n{own}-bad,2026-01-99,Billing,5\n"
    )


def upload(store, folder, person: int, answers: list, start: threading.Barrier) -> None:
    start.wait()
    for number in range(FILES):
        dataset, text = file_of(person, number)
        path = folder / f"{person}-{number}.csv"
        path.write_text(text, encoding="utf-8")
        if number == 0 and person < 4:
            answers.append(import_file(store, dataset, path, Options(dry_run=True)))
        answers.append(import_file(store, dataset, path, Options()))


@pytest.mark.long
def test_a_hundred_files_of_twenty_people_are_all_whole(everybody):
    store, answers = everybody
    kept = [answer for answer in answers if not answer.get("dry_run")]
    assert len(answers) == PEOPLE * FILES + 4 and len(kept) == PEOPLE * FILES
    assert not [answer["error"] for answer in answers if "error" in answer] and not [
        q for a in answers for q in a["questions"]
    ]
    assert {answer["status"] for answer in answers} <= {"stored", "unchanged"}
    assert all(a["rows"]["read"] == a["rows"]["stored"] + a["rows"]["quarantined"] for a in answers)
    stored = [answer for answer in kept if answer["status"] == "stored"]
    assert sorted(answer["version"] for answer in stored) == list(range(1, store.version + 1))
    assert [row["import_id"] for row in store.imports()] == [f"i{n}" for n in range(1, store.version + 1)]
    assert all(answer["import_id"] == f"i{answer['version']}" for answer in stored)


@pytest.mark.long
def test_the_sums_are_right_at_the_end(everybody):
    store, _ = everybody
    # 3 files a person with an own complaint of 1.01: 60 × 1.01 = 60.60, one row set aside each; one shared complaint
    complaints = store.rows("complaints")
    own = complaints[complaints.complaint_id != "shared"]
    assert (len(own), sum(own.compensation)) == (60, Decimal("60.60")) and len(complaints) == 61
    assert len(store.quarantine()) == 60
    # 20 sectors of 0.10 each, and one entry of Billing: the last of those that replaced it
    costs = store.rows("sector_costs")
    assert (len(costs), sum(costs[costs.sector != "Billing"].amount)) == (21, 2)
    assert sorted(store.rows("customers").customer_id) == sorted(
        ["shared", *(f"P{person}-3" for person in range(PEOPLE))]
    )
    last = max((row for row in store.imports() if row["dataset"] == "complaints"), key=lambda row: row["version"])
    person, number = last["file"].removesuffix(".csv").split("-")
    assert complaints[complaints.complaint_id == "shared"].compensation.item() == Decimal(f"{person}.{number}0")


def test_a_file_that_is_still_being_read_makes_nobody_wait(tmp_path):
    store, reached, go_on, answers = Store(tmp_path / "home"), threading.Event(), threading.Event(), []

    def slowly(step):
        if step == "typing":
            reached.set()
            assert go_on.wait(60)

    for name in ("slow", "quick"):
        (tmp_path / f"{name}.csv").write_text(f"complaint_id,opened_on\n{name},2026-01-15\n", encoding="utf-8")
    slow = threading.Thread(
        target=lambda: answers.append(
            import_file(store, "complaints", tmp_path / "slow.csv", Options(), progress=slowly)
        )
    )
    slow.start()
    assert reached.wait(60)
    assert import_file(store, "complaints", tmp_path / "quick.csv", Options())["version"] == 1
    go_on.set()
    slow.join()
    assert answers[0]["version"] == 2
    store.connection.close()
