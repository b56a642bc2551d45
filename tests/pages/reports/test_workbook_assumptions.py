"""Every assumption on the sheet of a workbook: either all totals follow it to the cent, or no total is said to hold."""

import pytest
from command import run
from home_templates import copied
from recalculated import Recalculated
from workbook_figures import assumption_rows, figures

from data.store import Store
from pages.parts.i18n.language import say

PERIOD = ("--from", "2024-10", "--to", "2025-09")
SILENT = {"silent_share": "0.08", "silent_risk_ratio": "2.5"}
CHANGED = {  # each another value than the organisation has, the ends of what is allowed among them
    "hourly_cost": ("0.01", "41.05", ""),
    "discount_rate": ("0", "0.137", "1"),
    "horizon_months": ("1", "17", "120"),
    "loss_basis": ("replacement", "lower_of"),
    "told_per": ("0", "7"),
    "already_customers": ("0", "1"),
    "influenced": ("0.25", "1"),
    "would_have_bought": ("0", "0.333"),
    "gross_margin": ("0.3",),
    "as_of": ("2025-06-30",),
    "reporting_currency": ("USD",),
    "effect_months": ("3", "12"),
    "acquisition_lag_months": ("2",),
    "promised_slack_hours": ("5",),
    "working_hours": ("mon-fri 09:00-17:00",),
    "working_zone": ("Europe/Madrid",),
    "holidays": ("2025-01-01",),
    "silent_share": ("0.2",),
    "silent_risk_ratio": ("3",),
    "include_assumed": ("no",),
    "spend_sector": ("same",),
    "fitted_tail": ("yes",),
}
VALUED = {"discount_rate", "horizon_months", "loss_basis"}
LIVE = {"hourly_cost", "told_per", "already_customers", "influenced", "would_have_bought"}
WITH_TOTALS = ("About", "Model", "Months", "Win or keep", "Loyalty", "Ledger", "Checks")
FOLLOWED, NOT_VALID = say("en", "workbook.follows_live"), say("en", "workbook.warning_anew")
BEHIND_TOTALS = ("Customers at risk", "Rates", "Retention", "Customers by tenure")


@pytest.fixture(scope="module", params=[{}, SILENT], ids=["nobody silent", "some silent"])
def home(request, templates, tmp_path_factory):
    """The organisation, once with customers lost in silence as well, and a report of it beside."""
    made = copied(templates.priced(), tmp_path_factory.mktemp("assumptions"))
    if request.param:
        store = Store(made)
        store.assume({name: {"value": text} for name, text in request.param.items()})
        store.close()
    answer = run(made, "report", made.parent / "report.xlsx", *PERIOD)
    assert answer.code == 0, answer.err
    return made


def opened(home, folder) -> Recalculated:
    return Recalculated((home.parent / "report.xlsx").read_bytes(), folder)


def followed(book: Recalculated) -> set[str]:
    rows = assumption_rows(book)
    return {name for name, row in rows.items() if book.value("Assumptions", f"G{row}") == FOLLOWED}


@pytest.mark.long
def test_each_is_followed_to_the_cent_or_said_not_to_be(home, tmp_path):
    book = opened(home, tmp_path)
    is_silent = book.value("Assumptions", f"B{assumption_rows(book)['silent_share']}")
    assert followed(book) == (LIVE if is_silent else LIVE | VALUED)
    assert {*assumption_rows(book)} == {*CHANGED}
    for name, texts in CHANGED.items():
        for text in texts:
            judge(home, opened(home, tmp_path), name, text)


def judge(home, book: Recalculated, name: str, text: str) -> None:
    """What the workbook says with one assumption changed."""
    is_followed = name in followed(book) and text != ""  # nothing is not a value of zero
    book.set("Assumptions", f"B{assumption_rows(book)[name]}", text)
    heads = {sheet: [book.value(sheet, f"A{row}") for row in range(1, 20)] for sheet in (*WITH_TOTALS, *BEHIND_TOTALS)}
    warned, results = [sheet for sheet in heads if NOT_VALID in heads[sheet]], {*book.column("Checks", "E", 5)}
    if not is_followed:
        assert warned == [*heads] and results == {"not valid: calculate again"}, (name, text)
        return
    wanted, after = figures(lambda figure: rows(home, figure, f"{name}={text}")), book.totals()
    assert {what: after[what] for what in wanted} == wanted, (name, text)
    assert not warned and results <= {"agrees", "assumption changed"}


def rows(home, figure: str, assumed: str) -> list[dict]:
    return run(home, "figure", figure, *PERIOD, "--assume", assumed, "--format", "csv").rows
