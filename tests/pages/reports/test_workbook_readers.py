"""The workbook of somebody who may not see rows holds what their view tells, and not one row more."""

from datetime import UTC, datetime

import pytest
from recalculated import Recalculated, cents
from sharing_home import again, app, begin_anew, share

from data.access.actor import GUEST, LOCAL, Actor, act_as
from pages.parts.i18n.language import say
from pages.parts.reports.report_view import asked_of
from pages.parts.reports.request import PAGE, WHOLE, Reader, Request
from pages.parts.reports.workbook.writer import write
from pages.parts.runtime import services

SHEETS = ["About", "Sectors", "Types of cost", "Months"]


@pytest.fixture(autouse=True)
def server(templates, tmp_path, monkeypatch):
    begin_anew(monkeypatch, templates.shared(), tmp_path)


def texts(book: Recalculated) -> str:
    return "".join(book.part(r"worksheets/sheet|sharedStrings"))


def test_who_sees_one_sector_gets_it_alone(tmp_path):
    version = services.services().store.version
    with act_as(LOCAL):
        asked = Request(WHOLE, version, datetime(2026, 1, 2, tzinfo=UTC), reader=Reader(sectors=("Billing",)))
        book = Recalculated(write(asked), tmp_path)
    assert book.titles == SHEETS
    assert book.column("Sectors", "A", 5) == ["Billing", "Total"]
    assert cents(book.value("Sectors", "C5")) == cents(book.value("Sectors", "C6")) > 0
    assert "Repairs" not in texts(book) and "Delivery" not in texts(book)


def test_a_link_gets_what_it_tells_with_sums_as_formulas(tmp_path):
    view = again(app(t=share())).session_state["view"]
    with act_as(Actor("", GUEST)):
        book = Recalculated(write(asked_of(view, PAGE, "overview")), tmp_path)
    assert book.titles == SHEETS
    told = view.read("sector_overview")
    names = book.column("Sectors", "A", 5)
    assert sorted(names[:-1]) == sorted(view.sector(name) for name in told["sector"])
    total = cents(book.value("Sectors", f"C{4 + len(names)}"))
    assert total == sum(map(cents, map(float, told["dissatisfaction_cost"])))
    headline = next(row for row in range(3, 12) if book.value("About", f"A{row}") == say("en", "workbook.check_total"))
    assert total == cents(book.value("About", f"B{headline}"))
    for secret in ("k1", "c1<", "complaint_id", "discount_rate"):
        assert secret not in texts(book)
