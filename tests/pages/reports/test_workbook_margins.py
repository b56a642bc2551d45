"""Margins worked out from revenue follow the gross margin in a report's workbook, to the cent."""

from decimal import Decimal

import pytest
from command import run
from priced_organisation import ASSUMED, files
from recalculated import Recalculated
from small_organisation import bring
from workbook_figures import assumption_rows, figures

from data.store import Store
from models.engine.engine import Engine
from models.recalculation.margins import revenues
from pages.parts.i18n.language import say
from pages.parts.reports.workbook.sheet import FUNCTIONS, functions

PERIOD = ("--from", "2024-11", "--to", "2025-08")  # before the last month, so that the means of both days differ


def customers(text: str) -> str:
    """The customers, of whom some have revenue in place of a margin, and some of these a share of their own; eight
    more with revenue who began after the period."""
    head, *rows = text.strip().splitlines()
    changed = [head + ",monthly_revenue,margin_share"]
    for place, row in enumerate(rows):
        *kept, margin = row.split(",")
        own = place % 3 == 0 and margin
        changed.append(",".join([*kept, "" if own else margin, f"{margin}57" if own else "", "0.3" * (place % 9 == 0)]))
    later = [f"n{number},2025-09-04,,Homes,Shop,,{20 + number}.1257," for number in range(8)]
    return "\n".join([*changed, *later]) + "\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The organisation with revenues, its gross margin set, and a report of it beside."""
    made = tmp_path_factory.mktemp("margins") / "home"
    store = Store(made)
    for dataset, text in files().items():
        bring(store, made.parent, dataset, customers(text) if dataset == "customers" else text)
    store.assume({name: {"value": text} for name, text in (ASSUMED | {"gross_margin": "0.41"}).items()})
    store.close()
    answer = run(made, "report", made.parent / "report.xlsx", *PERIOD)
    assert answer.code == 0, answer.err
    return made


@pytest.fixture
def book(home, tmp_path) -> Recalculated:
    return Recalculated((home.parent / "report.xlsx").read_bytes(), tmp_path)


def figures_with(home, *assumed: str) -> dict[str, Decimal]:
    """What `figure … --assume` says, by the words of the sheet of checks."""
    return figures(lambda name: run(home, "figure", name, *PERIOD, *assumed, "--format", "csv").rows)


def set_assumption(book: Recalculated, name: str, text: str) -> int:
    row = assumption_rows(book)[name]
    book.set("Assumptions", f"B{row}", text)
    return row


def test_the_margins_that_follow_are_those_worked_out_from_revenue(home):
    store = Store(home)
    found = revenues(Engine(store.connection), store.version, "0.41")
    store.close()
    # every third of 240, without every 39th (no margin, so no revenue) and every 9th (a share of its own), of which
    # three are both, and the eight who came later: 80 − 7 − 27 + 3 + 8
    assert len(found) == 57
    assert found["c3"] == Decimal("14.0357")  # 11 + 3 % 7, 3 hundredths, and the 57 behind


def test_totals_and_formulas_agree_with_the_gross_margin_as_it_is(home, book):
    assert {*book.column("Checks", "E", 5)} == {"agrees"}
    off = []
    for title, cell, formula, written in book.formulas():
        value = book.value(title, cell)
        same = written == (value or "") if isinstance(value, str | None) else abs(float(written) - value) < 1e-6
        off += [] if same and functions(formula) <= FUNCTIONS else [(title, cell, formula, written, value)]
    assert off == []


def test_a_changed_gross_margin_is_followed_to_the_cent(home, book):
    before = book.totals()
    row = set_assumption(book, "gross_margin", "0.285")
    assert book.value("Assumptions", f"G{row}") == say("en", "workbook.follows_live")
    after, wanted = book.totals(), figures_with(home, "--assume", "gross_margin=0.285")
    assert {what: after[what] for what in wanted} == wanted
    moved = {what for what in wanted if after[what] != before[what]}
    assert moved >= {what for what in wanted if what.startswith(("Lost", "Value", "Cost that starts"))}
    assert book.value("Model", "A4") == say("en", "workbook.warning_changed")
    set_assumption(book, "gross_margin", "")  # nobody's margin is nothing then: it is not known
    assert book.value("Model", "A4") == say("en", "workbook.warning_anew")


@pytest.mark.long
def test_it_is_followed_together_with_the_others(home, book):
    changed = {"gross_margin": "0.6", "discount_rate": "0.2", "horizon_months": "20", "loss_basis": "replacement"}
    for name, text in changed.items():
        set_assumption(book, name, text)
    assumed = [part for name, text in changed.items() for part in ("--assume", f"{name}={text}")]
    after, wanted = book.totals(), figures_with(home, *assumed)
    assert {what: after[what] for what in wanted} == wanted
