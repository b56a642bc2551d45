"""Every number of the figures leads to uploaded rows that are there, belong to it, and add up where they are money."""

import random
from decimal import Decimal

import pandas
import pytest
from traced_figures import ADD_UP, BELONGS, FIGURES

from data.samples.generate import fill
from data.store import Store
from models.engine import lineage
from models.engine.engine import Engine
from models.engine.selection import EVERYTHING, Selection
from models.explain.explanation import explain

SEED, CELLS = 7, 60


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    store = Store(tmp_path_factory.mktemp("rows"))
    fill(store, 1000, seed=3)
    yield store, Engine(store.connection)
    store.close()


@pytest.fixture(scope="module")
def uploaded(sample):
    """Return what `rows DATASET` prints, by file, sheet and row; every data set is read once."""
    store, held = sample[0], {}

    def read(dataset: str) -> pandas.DataFrame:
        if dataset not in held:
            rows = store.rows(dataset)
            held[dataset] = rows.set_index([rows["source_file"], rows["source_row"].astype(int)]).sort_index()
        return held[dataset]

    return read


def cells(engine: Engine, version: int) -> list[tuple[str, str, dict]]:
    """Return every numeric cell of the figures: figure, column, row."""
    found = []
    for name in FIGURES:
        columns, rows = engine.rows(name, version)
        for row in (dict(zip(columns, row, strict=True)) for row in rows):
            numbers = [
                column
                for column, value in row.items()
                if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)
            ]
            found += [(name, column, row) for column in numbers if column not in engine.header(name).key]
    return found


def check(engine: Engine, version: int, uploaded, name: str, column: str, row: dict) -> None:
    """Assert that the rows behind a cell are stored ones, belong to it and add up to it,
    or that the figure says why there are none."""
    header, place = engine.header(name), f"{name}.{column} of {row}"
    if header.untraced:
        with pytest.raises(LookupError, match="not traced"):
            engine.trace(name, version, column=column)
        return
    where = lineage.cell(header, column, row)
    rows = engine.trace(name, version, Selection(where=where), column=column)
    for dataset, part in rows.groupby("dataset"):
        stored = uploaded(dataset)
        places = list(zip(part["file"], part["row"].astype(int), strict=True))
        assert set(places) <= set(stored.index), place
        for named, value in where.items():
            other = (
                None if name == "cost_of_quality" else BELONGS.get((dataset, named))
            )  # its categories are those of cost
            if other and value not in ("all", None) and not str(value).startswith("("):
                assert set(stored.loc[places, other]) == {value}, place
            if dataset == "complaints" and named == "month" and "period" not in header.lineage:
                assert {str(day)[:7] for day in stored.loc[places, "opened_on"]} == {str(value)[:7]}, place
    if column in ADD_UP.get(name, ()):
        total = sum((Decimal(str(amount)) for amount in rows["amount"] if amount is not None), Decimal(0))
        assert abs(total - Decimal(str(row[column]))) < Decimal("0.00001"), place


@pytest.mark.long
def test_the_rows_of_some_cells_of_every_column_belong_to_them(sample, uploaded):
    store, engine = sample
    chance, by_column = random.Random(SEED), {}
    for cell in cells(engine, store.version):
        by_column.setdefault(cell[:2], []).append(cell)
    assert {name for name, _ in by_column} == set(FIGURES)
    for found in by_column.values():
        check(engine, store.version, uploaded, *chance.choice(found))


def test_the_rows_of_cells_drawn_at_random_belong_to_them(sample, uploaded):
    store, engine = sample
    for cell in random.Random(SEED).sample(cells(engine, store.version), CELLS):
        check(engine, store.version, uploaded, *cell)


def test_both_periods_stand_behind_a_change(sample):
    store, engine = sample
    change = explain(engine, "change_bridge_total", "amount", store.version, EVERYTHING)
    rows = engine.trace("change_bridge_total", store.version)
    assert sum(rows["amount"]) == change.value  # what came since less what was before
    columns, bridge = engine.rows("change_bridge_total", store.version)
    before, after = (bridge[0][columns.index(f"cost_{side}")] for side in ("before", "after"))
    assert change.value == after - before


def test_rows_of_a_chosen_period_and_segment_add_up_too(sample):
    store, engine = sample
    segment = engine.read("customer_value", store.version)["segment"][1]
    selection = Selection(("2026-01", "2026-06"), (segment,))
    for name in ("sector_overview", "change_bridge", "cost_of_quality", "stage_overrun"):
        columns, rows = engine.rows(name, store.version, selection)
        for column in sorted(ADD_UP[name]):
            row = dict(zip(columns, rows[0], strict=True))
            where = lineage.cell(engine.header(name), column, row)
            behind = engine.trace(name, store.version, selection.at(where), column)["amount"]
            assert abs(sum(map(Decimal, map(str, behind)), Decimal(0)) - Decimal(str(row[column]))) < Decimal(
                "0.00001"
            ), f"{name}.{column}"


def test_a_ratio_has_its_two_sides_and_a_payback_its_two_lists(sample):
    store, engine = sample
    found = explain(engine, "acquisition_cost", "value_to_cac", store.version, Selection(where={"channel": "all"}))
    assert [side.column for side in found.sides] == ["customer_value", "cac"]
    behind = lineage.totals(engine.trace("channel_payback", store.version, Selection(where={"channel": "all"})))
    assert set(behind) == {"acquisition_spend", "customers", "sector_costs"}


def test_a_column_that_adds_up_may_be_asked_without_its_whole_key(sample):
    store, engine = sample
    month = engine.read("monthly_cost", store.version)["month"].min()
    cell = {"month": f"{month:%Y-%m-%d}"}
    columns, rows = engine.rows("monthly_cost", store.version, Selection(where=cell))
    parts = [row[columns.index("amount")] for row in rows]
    found = explain(engine, "monthly_cost", "amount", store.version, Selection(where=cell))
    assert len(parts) > 1 and found.value == sum(parts)
    with pytest.raises(LookupError, match="one is needed"):
        # each customer once a sector: no sum
        explain(engine, "sector_overview", "loyalty_at_stake", store.version, EVERYTHING)
