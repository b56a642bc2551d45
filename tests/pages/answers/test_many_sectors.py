"""A company of many departments with long names, most of them without a complaint; drawings stay short."""

import pytest
from readers import by_all, plain
from sharing_home import fresh_server, said
from small_organisation import built

from pages.parts.charts.base import in_lines

IDLE = [f"Department {place} of Planning and Internal Communication" for place in range(8)]
# eight departments and Kitchen serve Counter, that the customer; complaints start in Kitchen and in Counter only
FILES = {
    "sectors": "sector,hourly_cost\nKitchen,30\nCounter,30\n",
    "chain_links": "supplier,receiver\nKitchen,Counter\nCounter,customer\n"
    + "".join(f"{name},Counter\n" for name in IDLE),
    "complaints": "complaint_id,opened_on,sector,compensation\nk1,2025-03-31,Kitchen,20\nk2,2025-03-31,Counter,10\n",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return built(tmp_path_factory.mktemp("many"), FILES)


@pytest.fixture(autouse=True)
def server(made, tmp_path, monkeypatch):
    with fresh_server(monkeypatch, made, tmp_path):
        yield


def test_the_network_leaves_out_sectors_where_nothing_starts_or_passes_and_says_how_many():
    app = by_all("value_chain")
    drawn = next(chart.proto.spec for chart in app.get("vega_lite_chart"))
    assert "Kitchen" in drawn and "Department" not in drawn
    assert plain(said(app)).count("8 sectors where nothing starts or passes through are not listed.") == 1


def test_a_sentence_names_some_of_many_sectors():
    # nine serve Counter: three are named
    assert "and 6 more sectors." in plain(said(by_all("sector", sector="Counter")))


@pytest.mark.parametrize(
    "name, written",
    [
        ("Customer service", "Customer service"),
        ("Department of Planning and Compliance", "Department of Planning\nand Compliance"),
        ("Donaudampfschifffahrtsgesellschaft", "Donaudampfschifffahrtsgesellschaft"),
    ],
)
def test_a_long_name_at_a_mark_takes_two_lines(name, written):
    assert in_lines(name, 30) == written
