"""A link in a scenario with assumptions of its own: it keeps them, and tells nothing more of few customers by them."""

import duckdb
import pytest
from command import run
from home_templates import copied
from readers import plain
from sharing_home import again, app, begin_anew, restart, said, settle, share, shown

from data.access.actor import LOCAL, act_as
from data.sharing.opening import read_view
from data.sharing.registry import list_links
from data.sharing.shared_view import from_text
from data.sharing.snapshots import thaw
from data.store import Store
from models.disclosure.case_families import FAMILY_OF
from models.disclosure.people_counts import PartsLeft, PeopleCounts
from models.engine.engine import Engine
from models.engine.selection import Selection
from models.engine.variant_engine import AssumedEngine
from models.scenarios.kept_scenario import as_kept
from models.scenarios.levers import lever
from models.scenarios.link_levers import PRICES
from pages.parts.runtime import services

DEARER, LONGER = "Dearer hours", "Longer effect"
ASSUMED = {"hourly_cost": "50", "discount_rate": "0.05"}
OTHERS = {
    "hourly_cost": "50",
    "horizon_months": "20",
    "discount_rate": "0.2",
    "loss_basis": "lower_of",
    "told_per": "3",
    "already_customers": "0.1",
    "influenced": "0.2",
    "would_have_bought": "0.9",
    "silent_share": "0.1",
    "silent_risk_ratio": "1.5",
    "gross_margin": "0.4",
    "fitted_tail": "yes",
    "include_assumed": "no",
    "interval_level": "0.8",
    "keep_spend": "10",
    "keep_share": "0.8",
    "keep_ceiling": "0.95",
    "win_spend": "30",
    "win_share": "0.02",
    "win_ceiling": "0.1",
}
# told in links, and who they are about
COUNTED = {
    "sector_overview": ("sector", "complaints"),
    "customer_value": ("segment", "customers"),
    "retention_curve": ("segment", "month", "at_risk", "left_count"),
    "avoidable_churn": ("segment", "tenure_band", "complained", "complained_left"),
    "cohort_retention": ("cohort", "month", "customers", "kept"),
    "acquisition_cost": ("channel", "new_customers"),
}


@pytest.fixture(scope="module")
def linked(templates, tmp_path_factory):
    """The token of a link in a scenario that was saved anew since, on a server that was started again since."""
    with act_as(LOCAL), pytest.MonkeyPatch.context() as monkeypatch:
        begin_anew(monkeypatch, templates.priced(), tmp_path_factory.mktemp("linked"))
        store = services.services().store
        store.save_scenario(DEARER, as_kept([lever("leavers_kept", percent=10)], ASSUMED), is_new=True)
        store.save_scenario(LONGER, as_kept([], {"effect_months": "12"}), is_new=True)
        token = share(in_scenario=DEARER)
        store.save_scenario(DEARER, as_kept([], {"hourly_cost": "1"}))
        restart()
        yield token
        settle()
        services.services().store.close()


def kept():
    """The view of the latest link as it is kept."""
    store = services.services().store
    return from_text(read_view(store, list_links(store)[0]["share_id"]))


def test_a_link_keeps_the_assumptions_and_what_is_calculated_with_them(linked):
    held, engine = kept(), services.services().engine
    assert held.assumptions == (
        ("scenario", DEARER),
        ("lever", "leavers_kept"),
        ("percent", "10"),
        ("assumption", "discount_rate"),
        ("value", "0.05"),
        ("assumption", "hourly_cost"),
        ("value", "50"),
    )
    (seen,) = [thaw(frame) for key, frame in held.frames if '"overview_total"' in key]
    period = tuple(held.parameter(name)[0] for name in ("from", "to"))
    columns, (row,) = engine.rows("overview_total", held.version, Selection(period, overrides=ASSUMED))
    assumed = dict(zip(columns, row))
    # a tenth of those who would leave is kept: a tenth less of what is calculated with the assumptions alone
    less = seen["dissatisfaction_cost"].iloc[0] - float(assumed["dissatisfaction_cost"] - assumed["loyalty_lost"] / 10)
    assert less == pytest.approx(0, abs=0.01)


def test_a_visitor_reads_the_assumptions_and_sees_what_was_seen(linked):
    session = app(t=linked)
    words = plain(said(session))
    assert not session.exception and not session.error
    assert f"Scenario “{DEARER}”. Levers: Leavers kept 10 %." in words
    assert "Calculated with these assumptions of its own: Discount rate: 5 % and Cost of an hour of work: 50." in words
    assert "37.77" not in words  # what holds is no matter of the link's
    narrower = app(t=linked, segments=["Homes"])
    assert not narrower.exception and shown(narrower) != shown(session)


def test_assumptions_by_which_others_are_counted_are_refused(linked):
    links = list_links(services.services().store)
    session = app(language="en", in_scenario=LONGER)
    settle()
    again(session).button(key="share").click()
    again(session).button(key="share_make").click()
    session.session_state["sharing"] = True
    (error,) = again(session).error
    assert "With the assumption How long a complaint can cost a customer other customers or cases" in error.value
    assert list_links(services.services().store) == links


def test_the_command_makes_such_links_and_refuses_the_same(templates, tmp_path):
    home = copied(templates.priced(), tmp_path)
    store = Store(home)
    with act_as(LOCAL):
        store.save_scenario(DEARER, as_kept([], ASSUMED), is_new=True)
        store.save_scenario(LONGER, as_kept([], {"effect_months": "12"}), is_new=True)
    store.close()
    code, out, _ = run(home, "share", "create", "overview", "--scenario", DEARER)
    assert code == 0 and "?t=" in out
    code, _, said_why = run(home, "share", "create", "overview", "--scenario", LONGER)
    assert code == 2 and "effect_months changes who is counted" in said_why


def test_no_price_changes_who_is_counted(templates, tmp_path):
    store = Store(copied(templates.priced(), tmp_path))
    engine, at = Engine(store.connection), store.version
    assert OTHERS.keys() == {*PRICES}
    with AssumedEngine(engine, OTHERS) as assumed:
        for name, columns in COUNTED.items():
            before, after = (one.read(name, at)[[*columns]] for one in (engine, assumed))
            assert len(before) and before.equals(after), name
        for name in FAMILY_OF:
            assert engine.rows(name, at) == assumed.rows(name, at) or name.startswith("conversion"), name
    store.close()


def test_what_an_assumption_changes_is_counted_apart_from_what_it_leaves():
    """Hours are dearer by half; of nine who left, the loss of three is valued as before."""
    cursor = duckdb.connect()
    columns = (
        "complaint_id varchar, customer_id varchar, month date, segment varchar, category varchar, component varchar, "
        "evidence varchar, incurred_by varchar, caused_by varchar, projected boolean, amount decimal(38, 6)"
    )
    lines = [
        ("handling", "estimated", "Shop", range(6), 10, 15),
        ("compensation", "booked", "Shop", range(6), 7, 7),
        ("avoidable_churn", "estimated", "(company)", range(3), 10, 10),
        ("avoidable_churn", "estimated", "(company)", range(3, 9), 10, 8),
    ]
    cursor.execute("create schema held")
    for place, amount in (("main.ledger", 5), ("held.ledger", 4)):
        cursor.execute(f"create table {place} ({columns})")
        for line in lines:
            of = [
                f"('k{n}', 'c{n}', '2025-03-01', 'Homes', 'Late', '{line[0]}', '{line[1]}', '{line[2]}', 'Kitchen', "
                f"false, {line[amount]})"
                for n in line[3]
            ]
            cursor.execute(f"insert into {place} values {', '.join(of)}")
    cursor.execute("create table counted_complaint as select * from ledger limit 0")
    cursor.execute("create table causing_share as select complaint_id, caused_by from ledger limit 0")
    everyone = {"sector": None, "segment": None}
    counts = PeopleCounts(cursor, ["2025-03"], 5, everyone, PartsLeft(as_it_is="held"))
    counts.cut([("2025-03", "2025-03")], {"sector": (), "segment": ()})
    assert counts.cells("sector", ("class",)) == {
        ("booked", "1"): {"Kitchen": 6},
        ("estimated", "1 1.5"): {"Kitchen": 6},
        ("churn", "1"): {"Kitchen": frozenset({"c0", "c1", "c2"})},
        ("churn", "1 changed"): {"Kitchen": 6},
    }
