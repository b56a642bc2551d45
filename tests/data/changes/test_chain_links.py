"""Links of the chain changed on the page: one change, beside the imported ones, undone, and made again."""

import shutil

import pytest
from small_organisation import bring

from data.chain_links import change_links
from data.problems import Problem
from data.store import Store
from models.engine.engine import Engine

LINKS = "supplier,receiver,process\nKitchen,Counter,meals\nCounter,customer,orders\n"


def links(store) -> dict[tuple[str, str], str]:
    rows = Engine(store.connection).read("chain_links", store.version)
    return {(row.supplier, row.receiver): row.process for row in rows.itertuples()}


@pytest.fixture
def store(tmp_path):
    made = Store(tmp_path / "home")
    bring(made, tmp_path, "chain_links", LINKS)
    bring(made, tmp_path, "sectors", "sector\nOffice\n")
    yield made
    made.close()


def test_links_are_put_and_removed_as_one_change_that_can_be_undone(store, tmp_path):
    before, put = links(store), {("Office", "Kitchen"): "menus", ("Counter", "customer"): "answers"}
    version = store.version
    change_links(
        store,
        [{"supplier": a, "receiver": b, "process": what} for (a, b), what in put.items()],
        [{"supplier": "kitchen", "receiver": "Counter"}],
    )
    assert store.version == version + 1 and links(store) == put
    # its distance is that of the links that are left: Office leads nowhere any more
    distances = Engine(store.connection).read("sector_distance", store.version)
    assert distances.dropna().values.tolist() == [["Counter", 1]]
    store.undo_change(version + 1)
    assert links(store) == before
    with pytest.raises(Problem) as refused:
        store.undo_change(version + 1)
    assert refused.value.code == "CHANGE_UNDONE_BEFORE"


def test_a_later_file_takes_the_place_of_a_change_and_no_other_links(store, tmp_path):
    change_links(store, [{"supplier": "Counter", "receiver": "customer", "process": "answers"}], [])
    change_links(store, [], [{"supplier": "Kitchen", "receiver": "Counter"}])
    bring(store, tmp_path, "chain_links", "supplier,receiver,process\nCounter,customer,bills\n")
    assert links(store) == {("Counter", "customer"): "bills"}
    # a lost database is made again from the list of changes
    for name in ("originals", "originals.jsonl"):
        source, target = store.home / name, tmp_path / "again" / name
        target.parent.mkdir(exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    again = Store(tmp_path / "again")
    assert again.version == store.version and links(again) == links(store)
    again.close()


@pytest.mark.parametrize("is_file_last", [False, True])
def test_a_change_taken_back_does_not_bring_back_what_a_file_had_replaced(store, tmp_path, is_file_last):
    link = {"supplier": "Counter", "receiver": "customer"}
    change_links(store, [], [link])
    file = "supplier,receiver,process\nCounter,customer,bills\n"
    if not is_file_last:
        bring(store, tmp_path, "chain_links", file)
    change_links(store, [link | {"process": "answers"}], [])
    undone, before = store.version, {("Counter", "customer"): "bills"}
    if is_file_last:
        bring(store, tmp_path, "chain_links", file)
    store.undo_change(undone)
    assert {pair: process for pair, process in links(store).items() if pair in before} == before


@pytest.mark.parametrize(
    "supplier, receiver",
    [("Nobody", "customer"), ("Office", "Office"), ("customer", "Office"), ("(outside)", "Office")],
)
def test_a_link_needs_two_known_sectors(store, supplier, receiver):
    with pytest.raises(Problem) as refused:
        change_links(store, [{"supplier": supplier, "receiver": receiver, "process": ""}], [])
    assert refused.value.code == "LINK_ENDS"


def test_nothing_changed_is_no_version(store):
    assert change_links(store, [], []) == store.version == 2
