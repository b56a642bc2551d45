"""Whatever a home lacks and whoever reads: no page states a reason why something is not there that is untrue."""

import html
import re

import pytest
from readers import as_person, by_all, by_link, plain
from sharing_home import fresh_server, said
from small_organisation import COMPLAINTS, PEOPLE, SECTORS, bring, files

from data.contracts.definitions import contract, dataset_names
from data.store import Store
from models.comparison.periods import compare_with_period_before
from models.engine.engine import Engine
from models.engine.selection import Selection
from pages.parts.i18n.language import sentences
from pages.parts.i18n.values import is_missing
from pages.parts.runtime import services
from pages.parts.view.figure_cache import choice_at

PAGES = ("overview", "dissatisfaction", "loyalty", "win_or_keep")
EVERYBODY, PERSON, LINK = "everybody", "a person of one sector", "a link"
COUNTED = "complaint_id,opened_on,sector\n" + "".join(
    f"k{n},2025-{n % 12 + 1:02d}-10,{SECTORS[n % 3]}\n" for n in range(COMPLAINTS)
)
MARGINLESS = "customer_id,started_on,segment\n" + "".join(f"c{n},2024-01-01,Homes\n" for n in range(PEOPLE))
KEEPING = "sector,month,purpose,amount\nBilling,2025-06,retention,900\n"
LATE_SPEND = "month,channel,amount,new_customers\n2025-06,Shop,4500,9\n"
EVERYTHING = files() | {"sector_costs": KEEPING, "acquisition_spend": LATE_SPEND}
HOMES = {
    "nothing": {},
    "complaints": {"complaints": COUNTED},
    "customers with margin": {"customers": files()["customers"]},
    "no margin, all else": EVERYTHING | {"customers": MARGINLESS},
    "no spend on winning": {name: text for name, text in files().items() if name != "acquisition_spend"},
    "spend of another year": files(),
    "everything": EVERYTHING,
}


@pytest.fixture(params=HOMES)
def home(request, tmp_path, monkeypatch):
    """The name of a home that is being served."""
    store = Store(tmp_path / "made")
    for dataset, text in HOMES[request.param].items():
        bring(store, tmp_path, dataset, text)
    if store.version:
        Engine(store.connection).build(store.version)
    store.close()
    with fresh_server(monkeypatch, tmp_path / "made", tmp_path):
        yield request.param


class Truth:
    """What holds in the home, read past the pages."""

    def __init__(self):
        store, self._engine = services.services().store, services.services().engine
        self.version, counts = store.version, store.counts()
        self.loaded = {name for name in dataset_names() if counts.get(name)}
        choice = choice_at(self.version)
        self.period = (choice.first, choice.last)
        self.total = next(self.rows("overview_total").itertuples(), None) if self.version else None

    def rows(self, name: str):
        """The rows of a figure over the period the pages begin with."""
        return self._engine.read(name, self.version, Selection(self.period))

    def lacks(self, figure: str, column: str, **where: str) -> bool:
        """Whether a figure has no value in a column, of the row that is asked for."""
        rows = self.rows(figure)
        for name, value in where.items():
            rows = rows[rows[name] == value]
        return all(is_missing(value) for value in rows[column])

    def has_cost(self) -> bool:
        """Whether anything costs anything in the period."""
        return not is_missing(self.total.dissatisfaction_cost) and bool(self.total.dissatisfaction_cost)

    def has_before(self) -> bool:
        """Whether there is a whole period before."""
        found = compare_with_period_before(
            self._engine, "overview_total", ["dissatisfaction_cost"], self.version, Selection(self.period)
        )
        return not is_missing(found["dissatisfaction_cost_change"].iloc[0])

    def state(self) -> str:
        """Why avoidable churn can be worked out or not."""
        return self.rows("churn_state")["state"].iloc[0]


def _kinds(truth: Truth):
    rows = truth.rows("excess_by")
    return rows[~rows["dimension"].isin(["resolved", "first_contact", "handed_over"])]


HOLDS = {
    "overview.no_loyalty": lambda truth: truth.lacks("customer_value", "total_value", segment="all"),
    "overview.no_complainers": lambda truth: is_missing(truth.total.loyalty_at_stake),
    "overview.no_new_customers": lambda truth: is_missing(truth.total.cac),
    "overview.no_keeping": lambda truth: is_missing(truth.total.keeping_cost_per_customer_year),
    "overview.no_change": lambda truth: not truth.has_before(),
    "costless.answer": lambda truth: not truth.has_cost(),
    "quality.no_cost": lambda truth: not truth.has_cost(),
    "churn.no_customers": lambda truth: truth.state() == "no_customers",
    "churn.no_end_dates": lambda truth: truth.state() == "no_end_dates",
    "churn.too_few_exposed": lambda truth: truth.state() == "too_few_exposed",
    "loyalty.why_no_complaints": lambda truth: "complaints" not in truth.loaded,
    "loyalty.answer_without_value": lambda truth: truth.lacks("customer_value", "value", segment="all"),
    "handled.too_few": lambda truth: _kinds(truth).empty,
    "time_to_close.missing": lambda truth: not truth.rows("time_to_close")["closed"].sum(),
    "promise.missing": lambda truth: truth.rows("promise_kept").empty,
    "satisfied.missing": lambda truth: truth.rows("satisfaction_by").empty,
    "capacity.missing": lambda truth: truth.rows("capacity_use").empty,
    "quality_cost.missing": lambda truth: truth.rows("cost_of_quality").empty,
    "leaving.missing": lambda truth: (truth.rows("leaving_reason")["reason"] == "(none)").all(),
    "cohort.missing": lambda truth: truth.rows("cohort_retention").empty,
    "tenure.missing": lambda truth: truth.rows("margin_by_tenure").empty,
    "buyers.missing": lambda truth: truth.rows("repeat_buyers").empty,
    "loyalty.answer_nobody": lambda truth: truth.rows("customer_value").empty,
    "win.answer_nothing": lambda truth: truth.rows("acquisition_cost").empty,
    "win.answer_unknown": lambda truth: truth.lacks("acquisition_cost", "cac", channel="all"),
    "win.no_margin": lambda truth: truth.lacks("acquisition_cost", "customer_value", channel="all"),
    "win.answer_never": lambda truth: not truth.lacks("acquisition_cost", "customer_value", channel="all"),
    "contacts.missing": lambda truth: truth.rows("conversion").empty,
    "lag.missing": lambda truth: truth.lacks("acquisition_by_lag", "cac"),
    "cash.missing": lambda truth: truth.rows("customer_cash_flow").empty,
}
OF_READERS = {
    "untold.empty": {PERSON, LINK},
    "untold.why": {PERSON, LINK},
    "untold.stake": {LINK},
    "untold.none": {LINK},
    "untold.link": {LINK},
    "untold.scope": {PERSON},
}
OF_LISTS = ("missing.answer", "overview.needs", "costless.why_lists")


def stated(key: str, text: str) -> list[str]:
    """Where a page says a sentence, whatever stands in its fields."""
    return re.findall(re.sub(r"\\{\w+\\}", ".{1,200}?", re.escape(sentences("en")[key])) + r"(?=\W|$)", text)


def untrue(text: str, truth: Truth, reader: str) -> list[str]:
    """The reasons a page states that do not hold."""
    wrong = [key for key, holds in HOLDS.items() if stated(key, text) and not holds(truth)]
    wrong += [key for key, readers in OF_READERS.items() if stated(key, text) and reader not in readers]
    titles = {contract(name).title["en"]: name for name in truth.loaded}
    for key in OF_LISTS:
        for sentence in stated(key, text):
            listed = re.split(r", | and ", sentence.split("needs ")[-1].split("import ")[-1])
            wrong += [f"{key}: {name}" for name in listed if name.strip(" .") in titles]
    return wrong


def read_by(reader: str, page: str, monkeypatch) -> str:
    """The text of a page as a reader sees it."""
    with monkeypatch.context() as patch:
        if reader == LINK:
            session = by_link(page, None)
        else:
            session = by_all(page) if reader == EVERYBODY else as_person(patch, page, ("Billing",))
        assert not session.exception and not session.error, (reader, page, session.exception)
        return html.unescape(plain(said(session).replace("</", " </")))


@pytest.mark.sampled(1)
def test_no_reason_is_untrue(home, monkeypatch):
    truth, found, reasons = Truth(), {}, 0
    readers = (EVERYBODY, PERSON, *((LINK,) if truth.version else ()))
    for page in PAGES:
        for reader in readers:
            text = read_by(reader, page, monkeypatch)
            found[reader, page] = untrue(text, truth, reader)
            reasons += sum(bool(stated(key, text)) for key in (*HOLDS, *OF_READERS, *OF_LISTS))
    assert reasons and {where: wrong for where, wrong in found.items() if wrong} == {}
