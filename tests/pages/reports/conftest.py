"""The sample organisation, opened as a server opens it, and a report of it made once for all tests here."""

import os
from datetime import UTC, datetime

import pytest

from data.access.actor import LOCAL, act_as
from pages.parts.reports.report import made_report
from pages.parts.reports.request import SECTOR, WHOLE, Request
from pages.parts.runtime import derived_cache, process
from pages.parts.runtime.services import services

MOMENT = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def sample(templates, tmp_path_factory):
    """The version of the sample organisation, its home open and somebody acting who may see everything."""
    from home_templates import copied

    before = os.environ.get("LEDGER_HOME")
    os.environ["LEDGER_HOME"] = str(copied(templates.sample(), tmp_path_factory.mktemp("reports")))
    derived_cache.forget()
    process.forget()
    with act_as(LOCAL):
        yield services().store.version
    services().store.close()
    process.forget()
    derived_cache.forget()
    os.environ.pop("LEDGER_HOME")
    if before:
        os.environ["LEDGER_HOME"] = before


@pytest.fixture(scope="module")
def whole(sample):
    """What is asked for when somebody wants all of it."""
    return Request(WHOLE, sample, MOMENT)


@pytest.fixture(scope="module")
def statement(sample):
    """What is asked for when a sector wants its own page."""
    return Request(SECTOR, sample, MOMENT, sector="Delivery")


@pytest.fixture(scope="module")
def content(whole):
    """What stands in the whole."""
    return made_report(whole)
