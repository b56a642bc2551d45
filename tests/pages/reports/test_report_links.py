"""A report by a shared link tells what the link tells and nothing else; on a page it is made in the background."""

import io

import pytest
from pypdf import PdfReader
from sharing_home import again, app, begin_anew, said, settle, share

from data.access.actor import GUEST, LOCAL, Actor, act_as
from pages.parts.reports.content import Head, Table
from pages.parts.reports.report import made_report
from pages.parts.reports.report_view import asked_of
from pages.parts.reports.request import PAGE
from pages.parts.runtime.work import background


@pytest.fixture(autouse=True)
def server(templates, tmp_path, monkeypatch):
    begin_anew(monkeypatch, templates.shared(), tmp_path)


def made_by(session):
    """The file that the button of a page makes."""
    session.button(key="report").click()
    again(session).button(key="report_make").click()
    again(session)
    settle()
    (work,) = [work for key, work in background.works().by_key.items() if key[0] == "report"]
    assert not work.failure, work.failure
    again(session)
    return work.result


def test_a_page_makes_a_report_of_itself():
    session = app(language="en")
    settle()
    paper = PdfReader(io.BytesIO(made_by(again(session))))
    assert "Every sector at a glance" in " ".join(page.extract_text() for page in paper.pages)
    labels = [one.proto.label.replace("\\", "") for one in session.get("download_button")]
    assert labels == ["Download report_overview_v4.pdf"]


@pytest.mark.parametrize("mode", ["seen", "live"])
def test_a_link_of_one_sector_tells_no_other(mode):
    token = share(mode, sectors=("Billing",))
    session = again(app(t=token))
    assert "Billing" in said(session) and "Repairs" not in said(session)
    paper = PdfReader(io.BytesIO(made_by(session)))
    text = " ".join(page.extract_text() for page in paper.pages)
    assert "Billing" in text and "Repairs" not in text and "Delivery" not in text


def test_a_link_reports_the_sentence_and_numbers_of_its_page():
    session = again(app(t=share()))
    view = session.session_state["view"]
    with act_as(Actor("", GUEST)):
        report = made_report(asked_of(view, PAGE, "overview"))
    (section,) = report.sections
    head = next(block for block in section.blocks if isinstance(block, Head))
    assert head.finding in said(session)
    table = next(block for block in section.blocks if isinstance(block, Table))
    shown = said(session)
    assert [cell.text for line in table.lines for cell in line.cells if cell.text and cell.text not in shown] == []
    assert not any(method.assumptions for method in report.methods.values())


def test_a_link_reports_nothing_its_page_does_not_read():
    session = again(app(t=share()))
    view = session.session_state["view"]
    with act_as(LOCAL):
        report = made_report(asked_of(view, PAGE, "overview"))
    unread = {name for name in report.methods if not view.can_read(name)}
    assert unread == set()
