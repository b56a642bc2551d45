"""The page Sector: one sector's statement, for who sees everything and for visitors of links."""

import pytest
from readers import by_all, by_link, plain
from sharing_home import fresh_server, said
from small_organisation import built

# Kitchen serves Counter, that the customer. Six complaints start in each, Counter pays 10 for each of them;
# cooking takes 3 hours where 2 are agreed; Ana's sector is named by six who left
FILES = {
    "sectors": "sector,hourly_cost\nKitchen,30\nCounter,30\n",
    "chain_links": "supplier,receiver,process\nKitchen,Counter,meals\nCounter,customer,orders\n",
    "customers": "customer_id,started_on,ended_on,monthly_margin,left_reason,left_because_of\n"
    + "".join(f"c{n},2024-01-01,{'2025-03-20,10,cold food,Kitchen' if n < 6 else ',10,,'}\n" for n in range(20)),
    "complaints": "complaint_id,opened_on,customer_id,sector,paid_by,compensation\n"
    + "".join(f"k{n},2025-03-{n + 10},c{n},{('Kitchen', 'Counter')[n % 2]},Counter,10\n" for n in range(12))
    + "last,2025-03-31,c19,Kitchen,Counter,\n",
    "stage_times": "case_id,stage,started_at,finished_at,sector,assigned_hours\n"
    + "".join(f"{n},cooking,2025-03-{n}T08:00,2025-03-{n}T11:00,Kitchen,2\n" for n in range(10, 16)),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return built(tmp_path_factory.mktemp("sector"), FILES)


@pytest.fixture(autouse=True)
def server(made, tmp_path, monkeypatch):
    with fresh_server(monkeypatch, made, tmp_path):
        yield


def words(app) -> str:
    assert not app.exception and not app.error
    return plain(said(app))


def test_a_sector_is_told_where_it_stands_and_who_pays_for_what_starts_there():
    app = by_all("sector", sector="Kitchen")
    told = words(app)
    assert "60 of what unhappy customers cost starts in Kitchen" in told
    assert "Kitchen is 2 links from the customer. It serves Counter." in told
    assert "0 of the 60 that starts in Kitchen is paid here" in told
    assert "cooking: half of the cases are done within 3.0 hours" in told
    assert "Main reason of customers who left and named this sector: cold food" in told
    assert "Import these to see more: " in told
    app.query_params["sector"] = "Counter"
    counter = words(app.run())
    assert "Counter is in contact with the customer. It serves the customer. It is served by Kitchen." in counter
    assert "cooking" not in counter


def test_an_unknown_sector_in_the_address_is_the_first_one():
    assert "starts in Kitchen" in words(by_all("sector", sector="Cellar"))


def test_a_link_of_one_sector_tells_of_it_and_names_no_other():
    told = words(by_link("sector", ("Kitchen",)))
    assert "starts in Kitchen" in told and "cooking" in told and "cold food" in told
    assert "Kitchen is 2 links from the customer." in told and "It serves" not in told
    assert "Counter" not in told and "Other sectors" in told
    assert "100 %" not in told  # of what is told of one sector it has all, which is no share of the house


def test_a_link_to_all_sectors_opens_the_statement_of_each():
    told = words(by_link("sector", None))
    assert "Kitchen is 2 links from the customer. It serves Counter." in told


def test_the_overview_leads_to_the_page_of_each_sector():
    assert 'href="./sector?from=2025-03&amp;to=2025-03&amp;language=en&amp;sector=Kitchen"' in said(by_all("overview"))
    assert "./sector" not in said(by_link("overview", None))
