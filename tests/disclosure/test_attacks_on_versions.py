"""One version taken from another: what a shared view shows of both must differ by enough people, or by nobody."""

import pytest
from home_templates import copied
from small_organisation import CORRECTED, bring
from test_small_groups import plan_of

from data.store import Store
from models.disclosure.differencing import is_safe_from_differencing
from models.engine.engine import Engine


@pytest.fixture(scope="module")
def home(templates, tmp_path_factory):
    folder = tmp_path_factory.mktemp("versions")
    store = Store(copied(templates.shared(), folder))
    yield store, Engine(store.connection), folder
    store.close()


def judged(home, *changes: tuple[str, str]) -> bool:
    """Whether the versions before and after some imports may stand together; they are undone again."""
    store, engine, folder = home
    earlier = store.version
    brought = [bring(store, folder, dataset, text)["import_id"] for dataset, text in changes]
    found = is_safe_from_differencing(
        engine, plan_of(engine, earlier), plan_of(engine, store.version), earlier, store.version
    )
    for import_id in reversed(brought):
        store.undo(import_id)
    return found


HEAD = "complaint_id,opened_on,compensation\n"


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("changes", "is_told"),
    [
        ([("complaints", CORRECTED)], True),  # fifteen customers at least, all of one sector, segment and month
        ([("complaints", HEAD + "k3,2025-04-10,555\n")], False),
        # twenty and one: the one alone has changed in April
        ([("complaints", CORRECTED + "k3,2025-04-10,555\n")], False),
        # five complaints of one customer are one person
        (
            [
                (
                    "complaints",
                    "complaint_id,opened_on,customer_id,sector,compensation\n"
                    + "".join(f"n{n},2025-03-1{n},c0,Repairs,9\n" for n in range(5)),
                )
            ],
            False,
        ),
        ([("customers", "customer_id,started_on,segment,monthly_margin\nnew,2025-01-01,Homes,77\n")], False),
        ([("sectors", "sector,hourly_cost\nBilling,45\n")], True),  # a price alone is about nobody
        # known for everybody, it hides nobody: what is left after it is the correction
        ([("sectors", "sector,hourly_cost\nBilling,45\n"), ("complaints", CORRECTED)], False),
    ],
)
def test_two_versions_stand_together_when_enough_people_changed_in_every_cell(home, changes, is_told):
    assert judged(home, *changes) is is_told


@pytest.mark.long
def test_nothing_changed_when_the_same_came_back(home):
    store, engine, _ = home
    earlier = store.version
    assert judged(home, ("complaints", HEAD + "k3,2025-04-10,555\n")) is False
    assert is_safe_from_differencing(
        engine, plan_of(engine, earlier), plan_of(engine, store.version), earlier, store.version
    )
