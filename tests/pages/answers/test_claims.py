"""What a page claims in a sentence is true of the table it shows: for everybody, for some sectors, and by a link."""

import re

import pytest
from readers import as_person, by_link, plain
from sharing_home import again, app, fresh_server, said, settle
from small_organisation import bring

from pages.parts.runtime import services

SCOPES = (None, ("Billing",), ("Billing", "Delivery"))
NO_SECTOR = {"Total", "Unassigned", "External", "Whole company"}


@pytest.fixture(scope="module")
def filled(templates):
    return templates.shared()


@pytest.fixture(autouse=True)
def server(filled, tmp_path, monkeypatch):
    with fresh_server(monkeypatch, filled, tmp_path):
        yield


def matrix(html: str) -> dict[tuple[str, str], float]:
    """The amounts of the matrix as read: (started in, paid by) -> amount; cells that are not told are left out."""
    table = re.search(r'<table class="matrix">.*?</table>', html, re.DOTALL).group()
    payers = [plain(head) for head in re.findall(r'<th scope="col">(.*?)</th>', table)][1:]
    found = {}
    for line in re.findall(r'<tr><th scope="row">(.*?)</tr>', table):
        cause, _, cells = line.partition("</th>")
        cells = re.findall(r"<td[^>]*>(?:.*?<span class=\"wide\">)?(.*?)(?:</span>.*?)?</td>", cells)
        for payer, cell in zip(payers, map(plain, cells), strict=True):
            if re.fullmatch(r"-?[\d.,]+", cell):
                found[plain(cause), payer] = float(cell.replace(",", ""))
    return found


def judge(html: str) -> None:
    """Every claim of the page Dissatisfaction about who pays, held against the matrix below it."""
    claim, cells = plain(re.search(r"<h1>(.*?)</h1>", html).group(1)), matrix(html)
    inner = {names: amount for names, amount in cells.items() if "Total" != names[0] and names[1] not in NO_SECTOR}
    whole = sum(inner.values())
    elsewhere = {names: amount for names, amount in inner.items() if names[0] != names[1]}
    away, own = sum(elsewhere.values()), whole - sum(elsewhere.values())
    top = max(elsewhere, key=elsewhere.get, default=None)
    held = {
        "Every sector pays only for what starts in it": not away,
        "None of the cost shown is paid by a sector other": not away,
        "It is not known yet who pays": not inner,
        "problems they did not cause": away > own,
        "most of the rest is paid where it starts": top and own >= (whole - elsewhere[top]) / 2,
    }
    made = [words for words in held if words.lower() in claim.lower()]
    assert made and all(held[words] for words in made), (claim, inner)
    if top and away:
        assert f"{top[1]} pay" in claim and f"for problems that start in {top[0]}" in claim
    title = re.search(r"([^<>]+?) pays? most to resolve|most is paid by ([^<>]+)", html)
    paid = {payer: sum(amount for (_, to), amount in inner.items() if to == payer) for _, payer in inner}
    assert not paid or (title.group(1) or title.group(2)).strip() == max(paid, key=paid.get)


@pytest.mark.parametrize("sectors", SCOPES)
def test_what_a_link_claims_of_who_pays_stands_in_its_matrix(sectors):
    session = by_link("dissatisfaction", sectors)
    assert not session.exception and not session.error
    judge(said(session))


@pytest.mark.parametrize("sectors", SCOPES)
def test_what_a_person_reads_of_who_pays_stands_in_their_matrix(sectors, monkeypatch):
    session = as_person(monkeypatch, "dissatisfaction", sectors)
    assert not session.exception and not session.error
    judge(said(session))


@pytest.mark.parametrize("page", ["overview", "loyalty"])
def test_a_link_says_why_it_does_not_tell_the_loyalty_at_stake(page):
    assert "Not shown in links" in said(by_link(page, None))


def test_what_is_withheld_is_not_said_to_be_lacking():
    html = said(by_link("overview", ("Billing",)))
    assert "needs acquisition spend" not in html and "needs customers" not in html


def test_customers_that_are_there_are_not_asked_for_again(tmp_path):
    """Nobody's complaint names a customer: the customers and their margins are there all the same."""
    store = services.services().store
    for held in store.imports():
        if held["dataset"] == "complaints":
            store.undo(held["import_id"])
    rows = "k1,2025-03-10,Billing,40\nk2,2025-06-10,Billing,40\n"  # March is complete, since June is there
    bring(store, tmp_path, "complaints", "complaint_id,opened_on,sector,compensation\n" + rows)
    session = app(language="en")
    settle()
    html = said(again(session))
    assert "no complaint in this period names a customer" in html and "with a monthly margin" not in html
    assert "no retention or service spend" not in html and "needs" in html  # the costs of sectors are what lacks


def test_a_missing_rate_is_a_thing_to_do_and_no_fault(tmp_path):
    store = services.services().store
    store.assume({"reporting_currency": {"value": "EUR"}})
    bring(
        store,
        tmp_path,
        "complaints",
        "complaint_id,opened_on,sector,compensation,currency\nz1,2025-03-10,Billing,4,USD\n",
    )
    session = app(language="en")
    settle()
    html = said(again(session))
    assert 'class="alarm"' not in html and "1 amount has no exchange rate." in html
    assert "reconciliation checks passed" in " ".join([html, *(section.label for section in session.expander)])
