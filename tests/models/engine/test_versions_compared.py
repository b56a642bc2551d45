"""What changed between two versions, and why: the causes add up exactly, and corrections are told from what came in."""

import random
from decimal import Decimal

import pytest
from command import run
from handmade import assume, empty_house, put

from models.comparison import versions
from models.engine.engine import Engine
from models.engine.selection import EVERYTHING, Selection

DAY = "2025-01-31"


def complaint(name: str, sector: str = "Delivery", amount: object = 10, **more) -> dict:
    return {"complaint_id": name, "opened_on": DAY, "sector": sector, "compensation": amount, **more}


def house(*complaints: dict, customers: int = 10):
    made = empty_house()
    put(made, "customers", [{"customer_id": f"c{n}", "started_on": "2024-01-01"} for n in range(customers)])
    put(made, "complaints", list(complaints))
    assume(made, {"as_of": "2025-12-31"})
    return made


def end(made, *names: str, version: int = 2) -> None:
    """The rows of these complaints stand no longer from a version on."""
    made.executemany(
        "update raw_complaints set to_version = ? where complaint_id = ? and to_version is null",
        [[version, name] for name in names],
    )


def bridge(engine: Engine, sector: str | None = None, selection: Selection = EVERYTHING) -> dict[str, Decimal]:
    name = "change_bridge" if sector else "change_bridge_total"
    columns, rows = versions.read_rows(engine, name, 2, 1, selection.at({"sector": sector} if sector else {}))
    return {row[columns.index("cause")]: row[columns.index("amount")] for row in rows}


def test_a_correction_and_a_new_complaint_by_hand():
    made = house(complaint("1"), complaint("2"), complaint("3", "Kitchen", 7))
    end(made, "1")
    put(made, "complaints", [complaint("1", amount=4), complaint("4", amount=5)], version=2)
    # Delivery: 20 before; complaint 1 corrected from 10 to 4: corrections -6, so 14 for 2, 7 each
    # one more complaint at 7: rate +7; it cost 5, not 7: price -2; 20 - 6 + 7 - 2 = 19 = 4 + 10 + 5
    found = bridge(Engine(made), "Delivery")
    assert found == {"volume": 0, "rate": 7, "mix": 0, "price": -2, "projected": 0, "corrections": -6}
    assert set(bridge(Engine(made), "Kitchen").values()) == {0}


def test_more_customers_and_another_kind_between_versions():
    made = house(complaint("1", category="late"), complaint("2", category="late"))
    put(made, "customers", [{"customer_id": "new", "started_on": "2025-01-01"}], version=2)
    put(made, "complaints", [complaint("3", category="wrong", amount=25)], version=2)
    # 20 for 2; customers 10 -> 11: volume 2; 3 complaints at 10 = 30: rate 30 - 20 - 2 = 8
    # a new kind enters at its own cost: 2 x 10 + 25 = 45, mix 45 - 30 = 15
    found = bridge(Engine(made), "Delivery", Selection(("2025-01", "2025-01")))
    assert found == {"volume": 2, "rate": 8, "mix": 15, "price": 0, "projected": 0, "corrections": 0}


@pytest.mark.parametrize(
    "change, corrected",
    [
        ({"sector": "Kitchen"}, {"Delivery": -10, "Kitchen": 10}),  # another sector: it went there by a correction
        ({"opened_on": "2025-03-31"}, {"Delivery": -10}),  # another month than the one shown
        (None, {"Delivery": -10}),  # taken back
    ],
)
def test_what_moves_or_goes_is_a_correction(change, corrected):
    made = house(complaint("1"), complaint("2"))
    end(made, "1")
    if change:
        put(made, "complaints", [complaint("1") | change], version=2)
    columns, rows = versions.read_rows(
        Engine(made), "change_bridge", 2, 1, Selection(("2025-01", "2025-01"), where={"cause": "corrections"})
    )
    assert {row[0]: row[2] for row in rows} == corrected


def test_the_same_file_again_after_an_undo_is_no_correction_of_anything():
    made = house(complaint("1"))
    end(made, "1")
    put(made, "complaints", [complaint("1")], version=2)
    assert versions.explain_change(Engine(made), 2, 1)["complaints"] == []


def test_a_rate_that_changes_is_price():
    made = house(complaint("1", amount=0, handled_by="Delivery", handling_minutes=60))
    made.execute("insert into assumption_value (name, value, from_version) values ('hourly_cost', '30', 1)")
    made.execute("update assumption_value set to_version = 2 where name = 'hourly_cost'")
    made.execute("insert into assumption_value (name, value, from_version) values ('hourly_cost', '40', 2)")
    found = versions.explain_change(Engine(made), 2, 1)
    assert found["causes"] == [{"cause": "price", "amount": 10}]
    assert found["assumptions"] == [{"name": "hourly_cost", "before": "30", "after": "40"}]


def test_cost_without_a_complaint_is_corrected_where_rows_went_and_new_where_none_did():
    made = house(complaint("1"))
    cost = {"month": "2025-01-01", "purpose": "internal_failure"}
    put(made, "sector_costs", [{"sector": "Buying", "amount": 5, **cost}])
    made.execute("update raw_sector_costs set to_version = 2")
    put(
        made,
        "sector_costs",
        [{"sector": "Buying", "amount": 9, **cost}, {"sector": "Sales", "amount": 3, **cost}],
        version=2,
    )
    found = {sector: bridge(Engine(made), sector) for sector in ("Buying", "Sales")}
    assert (found["Buying"]["corrections"], found["Buying"]["price"]) == (4, 0)
    assert (found["Sales"]["corrections"], found["Sales"]["price"]) == (0, 3)


def random_house(seed: int):
    """Two versions of some 60 complaints: corrected, gone, new, put in late, shared otherwise."""
    one = random.Random(seed)

    def drawn(name: str) -> dict:
        day = f"2025-{one.randint(1, 4):02d}-{one.randint(1, 28):02d}"
        return complaint(
            name,
            one.choice("ABC"),
            str(Decimal(one.randint(-500, 9999)) / 100),
            opened_on=day,
            category=one.choice(("x", "y", None)),
            customer_id=f"c{one.randint(0, 19)}",
            handled_by=one.choice(("A", "B")),
            handling_minutes=one.randint(0, 90),
        )

    made = house(*(drawn(str(n)) for n in range(60)))
    put(
        made,
        "sectors",
        [{"sector": name, "hourly_cost": cost} for name, cost in (("A", "33.33"), ("B", "17"), ("C", "20"))],
    )
    shares = [
        {"complaint_id": str(n), "sector": sector, "share": "0.333"}
        for n in one.sample(range(70), 20)
        for sector in "AB"
    ]
    put(made, "complaint_shares", shares[:20])
    changed = one.sample(range(60), 25)
    end(made, *map(str, changed))
    put(made, "complaints", [drawn(str(n)) for n in (*changed[:15], *range(60, 75))], version=2)
    put(made, "complaint_shares", shares[20:], version=2)
    put(
        made,
        "complaint_work",
        [{"complaint_id": str(n), "sector": "C", "minutes": 7} for n in one.sample(range(75), 9)],
        version=2,
    )
    put(made, "customers", [{"customer_id": f"n{n}", "started_on": "2025-02-01"} for n in range(5)], version=2)
    return Engine(made)


@pytest.mark.parametrize("seed", range(2))
def test_the_causes_are_the_difference_of_the_two_ledgers_exactly(seed):
    engine = random_house(seed)
    for selection in (
        EVERYTHING,
        Selection(("2025-02", "2025-03")),
        Selection(sectors=("A",)),
        Selection(("2025-01", "2025-01"), segments=("(none)",)),
    ):
        total = [ledger_sums(engine, version, selection) for version in (1, 2)]
        columns, rows = versions.read_rows(engine, "change_bridge", 2, 1, selection)
        causes: dict[str, Decimal] = {}
        for row in (dict(zip(columns, row, strict=True)) for row in rows):
            causes[row["sector"]] = causes.get(row["sector"], Decimal(0)) + row["amount"]
        assert causes == {name: total[1].get(name, 0) - total[0].get(name, 0) for name in causes}
        assert set(total[0]) | set(total[1]) <= set(causes)
        assert sum(bridge(engine, selection=selection).values()) == sum(total[1].values()) - sum(total[0].values())


def ledger_sums(engine: Engine, version: int, selection: Selection) -> dict[str, Decimal]:
    columns, rows = engine.rows("cost_by_sector", version, selection)
    sums: dict[str, Decimal] = {}
    for row in (dict(zip(columns, row, strict=True)) for row in rows):
        sums[row["sector"]] = sums.get(row["sector"], Decimal(0)) + row["amount"]
    return sums


def test_only_an_earlier_version_and_only_bridges_are_compared():
    engine = Engine(house(complaint("1")))
    with pytest.raises(ValueError, match="earlier"):
        versions.read_rows(engine, "change_bridge", 2, 2)
    with pytest.raises(LookupError, match="change_bridge"):
        versions.read_rows(engine, "ledger", 2, 1)


@pytest.mark.long
def test_versions_compared_on_the_command_line(tmp_path):
    home, file = tmp_path / "home", tmp_path / "complaints.csv"

    def stored(rows: str) -> None:
        file.write_text("complaint_id,opened_on,sector,customer_id,compensation\n" + rows, encoding="utf-8")
        assert run(home, "import", "complaints", file).code == 0

    (tmp_path / "customers.csv").write_text("customer_id,started_on\nk1,2024-01-01\n", encoding="utf-8")
    run(home, "import", "customers", tmp_path / "customers.csv")
    stored(
        "1,2025-01-31,Delivery,k1,10\n2,2025-01-31,Delivery,k1,10\n3,2025-01-31,Delivery,k2,10\n"
    )  # version 2; k2 is not known
    stored("1,2025-01-31,Delivery,k1,4\n")
    (tmp_path / "customers.csv").write_text("customer_id,started_on\nk2,2024-01-01\n", encoding="utf-8")
    run(home, "import", "customers", tmp_path / "customers.csv")
    found = run(home, "figure", "change_bridge_total", "--against", "2", "--format", "csv")
    # complaint 1 from 10 to 4, complaint 3 was set aside and put in: -6 + 10;
    # twice the customers, each complains half as often: 24 - 24
    assert {row["cause"]: Decimal(row["amount"]) for row in found.rows if Decimal(row["amount"])} == {
        "corrections": 4,
        "volume": 24,
        "rate": -24,
    }
    counted = run(home, "figure", "version_change", "--against", "2", "--format", "csv").rows
    assert [(row["what"], row["month"], row["complaints"]) for row in counted] == [
        ("added", "2025-01-01", "1"),
        ("corrected", "2025-01-01", "1"),
    ]
    assert run(home, "figure", "change_bridge", "--against", "9").code == 2
    assert run(home, "figure", "ledger", "--against", "2").code == 2
