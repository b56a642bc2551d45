"""What the overview, loyalty and win or keep say above a table is true of its rows: for everybody, under filters, for
a person of some sectors, and by a link."""

import re

import pytest
from readers import as_person, by_all, by_link, plain
from sharing_home import fresh_server, said

SOME = ("Delivery", "Billing")
READERS = {
    "everybody": lambda patch, page: by_all(page),
    "everybody, two sectors": lambda patch, page: by_all(page, sectors=list(SOME)),
    "a person of two sectors": lambda patch, page: as_person(patch, page, SOME),
    "a link": lambda patch, page: by_link(page, None),
    "a link of two sectors": lambda patch, page: by_link(page, SOME),
}


@pytest.fixture(scope="module")
def sample(templates):
    return templates.sample()


@pytest.fixture(autouse=True)
def server(sample, tmp_path, monkeypatch):
    with fresh_server(monkeypatch, sample, tmp_path):
        yield


def tables(html: str) -> dict[str, dict[str, list[str]]]:
    """Every table: its title -> the name of a row -> its cells as read."""
    found = {}
    for table in re.findall(r'<table class="compact.*?</table>', html, re.DOTALL):
        rows = re.findall(r'<tr[^>]*><th scope="row">(.*?)</th>(.*?)</tr>', table, re.DOTALL)
        title = plain(re.search(r'<h2 class="ct">(.*?)</h2>', table).group(1))
        found[title] = {
            plain(name): [plain(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", cells, re.DOTALL)]
            for name, cells in rows
        }
    return found


def titled(found: dict, *beginnings: str) -> tuple[str, dict]:
    """The title and rows of the table whose title begins so."""
    return next((one for one in found.items() if one[0].startswith(beginnings)), ("", {}))


def amount(text: str) -> float:
    """The number in a cell, below every number for a dash."""
    digits = re.sub(r"[^\d.\-]", "", text.replace("−", "-"))
    return float(digits) if re.search(r"\d", digits) else float("-inf")


def judge_overview(html: str) -> None:
    """The sectors named in the answer are the dearest of the table, and start the share of it that is said."""
    rows = next(rows for title, rows in tables(html).items() if title.startswith("Every sector at a glance"))
    whole = amount(rows.pop("All sectors", ["-"])[0])
    costs = {name: amount(cells[0]) for name, cells in rows.items()}
    assert costs and list(costs.values()) == sorted(costs.values(), reverse=True)
    claim = plain(re.search(r"<h1>(.*?)</h1>", html).group(1))
    if start := re.search(r"\. (\d+) % of it originates in ([^.]+)\.", claim):
        named = re.split(r", | and ", start.group(2))
        assert named == list(costs)[: len(named)]
        assert abs(sum(costs[name] for name in named) / whole - int(start.group(1)) / 100) < 0.006
    changes = {name: amount(re.sub("[▲▼+]", "", cells[3])) for name, cells in rows.items()}
    if most := re.search(r">([^<>]+?) rose most<", html):
        assert plain(most.group(1)) == max(changes, key=changes.get)
    if "No sector shown rose" in html:
        assert max(changes.values()) <= 0


def judge_loyalty(html: str) -> None:
    """The sector that puts most at stake is the first of the table, and no other has more."""
    for title, rows in tables(html).items():
        if named := re.match(r"Most customer value at risk: (.+)", title):
            stakes = {name: amount(cells[0]) for name, cells in rows.items()}
            assert named.group(1) == next(iter(rows)) and stakes[named.group(1)] == max(stakes.values()) > 0
        if "Complaints cost" in title:
            between = re.search(r"\((\d+)–(\d+)\)", title)
            assert int(between.group(1)) > 0
    claim = plain(re.search(r"<h1>(.*?)</h1>", html).group(1))
    title, worth = titled(tables(html), "A new customer is worth most in", "Customer value")
    if most := re.match(r"A new customer is worth most in (.+): ", title):
        values = {name: amount(cells[2]) for name, cells in worth.items() if name != "All customers"}
        assert values[most.group(1)] == max(values.values())
    if active := re.search(r"The ([\d,]+) active customers", claim):
        assert active.group(1) == worth["All customers"][0]


def judge_win_or_keep(html: str) -> None:
    """What winning costs is the total of the channels, and the sector named first is the dearest to replace."""
    found, claim = tables(html), plain(re.search(r"<h1>(.*?)</h1>", html).group(1))
    if won := re.search(r"Winning a customer costs \D*([\d,]+)", claim):
        title, channels = titled(found, "Winning a customer costs most through", "Acquisition cost by channel")
        assert round(amount(channels["All channels"][2])) == amount(won.group(1))
        if most := re.match(r"Winning a customer costs most through (.+): ", title):
            costs = {name: amount(cells[2]) for name, cells in channels.items() if name != "All channels"}
            assert costs[most.group(1)] == max(costs.values())
    if dearest := re.search(r"Customers lost through (.+?) would cost most", plain(html)):
        title, rows = titled(found, "Preventing a complaint is worth most in", "Most worth spending to prevent")
        rows = {name: cells for name, cells in rows.items() if name not in ("All sectors", "Unassigned", "External")}
        told, spends = ({name: amount(cells[at]) for name, cells in rows.items()} for at in (1, -1))
        assert dearest.group(1) == max(told, key=told.get)
        if most := re.match(r"Preventing a complaint is worth most in (.+): ", title):
            assert spends[most.group(1)] == max(spends.values())


JUDGES = {"overview": judge_overview, "loyalty": judge_loyalty, "win_or_keep": judge_win_or_keep}


@pytest.mark.sampled(2)
@pytest.mark.parametrize("reader", READERS)
def test_every_finding_stands_in_its_table(reader, monkeypatch):
    for page, judge in JUDGES.items():
        with monkeypatch.context() as patch:
            session = READERS[reader](patch, page)
            assert not session.exception and not session.error, (reader, page)
            html = said(session)
            if "<h1>" in html and "Your access does not" not in html and "This link shows only" not in html:
                judge(html)
