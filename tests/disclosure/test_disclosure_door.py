"""The door through which pages read: single rows stay behind it,
and only figures that are known to be safe are told by links."""

from dataclasses import replace

import pandas
import pytest

from data.problems import Problem
from data.sharing.shared_view import SharedView
from models.disclosure.rules import RELEASE_RULES, ReleaseRule
from models.disclosure.suppression import suppress_small_rows
from models.engine.definitions.catalogue import Catalogue
from pages.parts.i18n.formats import Formats
from pages.parts.view.figure_query import FigureQuery
from pages.parts.view.selection.filters import Filters
from pages.parts.view.view import View

BY_LINK = View(1, Filters("2025-01", "2025-12", (), (), "en"), None, Formats("en"), SharedView("overview", version=1))


@pytest.mark.parametrize(
    "read", [lambda view: view.first_rows("ledger", 5), lambda view: view.trace("ledger", {"month": "2025-01"})]
)
def test_single_rows_are_not_for_visitors_of_a_link(read):
    with pytest.raises(Problem) as refused:
        read(BY_LINK)
    assert refused.value.code == "NOT_ALLOWED"


def test_what_a_link_tells_are_figures_without_single_customers():
    catalogue = Catalogue()
    for name in RELEASE_RULES:
        assert not {"customer_id", "complaint_id", "case_id"} & set(catalogue.header(name).key), name


def test_the_key_of_a_record_names_all_the_answer_depends_on():
    ask, chosen = FigureQuery("read", "cost_matrix"), BY_LINK.filters
    keys = {
        ask.key(chosen, None),
        ask.key(chosen, ("Kitchen",)),
        ask.key(replace(chosen, last="2025-06"), None),
        ask.key(replace(chosen, sectors=("Kitchen",)), None),
        ask.key(replace(chosen, segments=("Gold",)), None),
        replace(ask, kind="compare").key(chosen, None),
        replace(ask, where=(("sector", ("all",)),)).key(chosen, None),
        replace(ask, measures=("amount",)).key(chosen, None),
    }
    assert len(keys) == 8
    assert ask.key(replace(chosen, language="es"), None) == ask.key(chosen, None)


def test_a_small_row_takes_the_next_smallest_with_it():
    rows = pandas.DataFrame({"segment": ["a", "b", "c", "all"], "customers": [3, 8, 20, 31]})
    rule = ReleaseRule("people", people="customers", label=("segment",))
    # a alone would be 31 − 8 − 20
    assert list(suppress_small_rows(rows, rule, 5)["segment"]) == ["c", "all"]
    assert list(suppress_small_rows(rows.assign(customers=[6, 8, 20, 34]), rule, 5)["segment"]) == [
        "a",
        "b",
        "c",
        "all",
    ]
    assert list(suppress_small_rows(rows[rows["segment"] == "all"].assign(customers=4), rule, 5)["segment"]) == []


def test_a_curve_is_cut_and_stays_cut():
    rows = pandas.DataFrame(
        {
            "segment": ["a", "b", "all"] * 3,
            "month": [0] * 3 + [1] * 3 + [2] * 3,
            "at_risk": [20, 30, 50, 9, 25, 34, 0, 22, 22],
        }
    )
    rule = ReleaseRule("people", people="at_risk", label=("segment",), within=("month",), fewest=10)
    # in month 1 a has 9, which 34 − 25 would give: b goes too, and neither comes back
    assert [(row.segment, row.month) for row in suppress_small_rows(rows, rule, 5).itertuples()] == [
        ("a", 0),
        ("b", 0),
        ("all", 0),
        ("all", 1),
        ("all", 2),
    ]


def test_what_the_reader_of_a_link_may_see_is_said_by_the_view():
    assert not BY_LINK.is_live and not BY_LINK.may_open_numbers and not BY_LINK.may_read_rows
    assert BY_LINK.can_read("overview_total") and not BY_LINK.can_read("complaint_source")
    assert (BY_LINK.small_group, BY_LINK.first_page, BY_LINK.sector_scope) == (5, "overview", None)
    assert not BY_LINK.is_recorded and BY_LINK.recorded_assumptions() == []


@pytest.mark.parametrize(
    "name", ["self_service", "backfire", "customer_way", "lateness_band", "lateness_slope", "hour_worth"]
)
def test_what_service_does_to_customers_is_not_told_by_links(name):
    # few complaints stand behind a channel, a stage or a limit, and a part of one kind is the difference of two others
    assert name not in RELEASE_RULES and not BY_LINK.can_read(name)
