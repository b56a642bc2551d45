"""What a room agreed becomes an import that can be undone; its actions become actions and a scenario with ranges."""

from datetime import date

import pytest

from data import listing
from data.access.actor import Actor, act_as
from data.problems import Problem
from data.workshop import acceptance, moderation, results, rooms

TIMES = """case_id,stage,started_at,finished_at,sector,assigned_hours
K-1,Picking,2026-01-05T08:00+01:00,2026-01-05T14:00+01:00,Warehouse,12
K-2,Picking,2026-02-03T08:00+01:00,2026-02-03T20:00+01:00,Warehouse,12
K-2,Transport,2026-02-03T21:00+01:00,,Delivery,24
K-3,Picking,2026-02-04T08:00:30+00:00,2026-02-04T09:30+00:00,Warehouse,12
"""
COMPLAINTS = """complaint_id,opened_on,category,sector
C1,2026-02-05,Delivered late,Delivery
C2,2026-02-06,Delivered late,Delivery
C3,2026-02-07,Wrong item,Warehouse
"""
SHARES = "complaint_id,sector,share\nC1,Billing,0.4\nC1,Delivery,0.6\n"
FEBRUARY = date(2026, 2, 1)


def assigned(store) -> dict[tuple, float]:
    with store.cursor() as cursor:
        rows = listing.rows(cursor, "stage_times", store.version, store.home).to_dict("records")
    return {(row["case_id"], row["stage"]): float(row["assigned_hours"]) for row in rows}


def shares(store) -> dict[tuple, float]:
    with store.cursor() as cursor:
        rows = listing.rows(cursor, "complaint_shares", store.version, store.home).to_dict("records")
    return {(row["complaint_id"], row["sector"]): float(row["share"]) for row in rows}


def test_agreed_hours_are_followed_into_the_data_and_back_by_undo(store, put):
    assert put("stage_times", TIMES, {"finished_at": "finished_at"})["status"] == "stored"
    before = assigned(store)
    room = rooms.open_room(store, "stage", "Picking")
    agreed = {"Picking": {"agreed": 10, "low": 8, "high": 12}}
    moderation.agree(store, room.room_id, "hours", agreed)
    answer = acceptance.accept_agreement(store, room.room_id, "hours", FEBRUARY)
    # the stages that began in February, with their own key; January and the transport stay
    assert answer["status"] == "stored" and answer["rows"]["stored"] == 2 and answer["rows"]["quarantined"] == 0
    assert assigned(store) == before | {("K-2", "Picking"): 10.0, ("K-3", "Picking"): 10.0}
    (one,) = results.results(store, room.room_id, 5).agreements
    assert one["import_id"] == answer["import_id"] and (one["low"], one["high"]) == ("8.00", "12.00")
    assert acceptance.accept_agreement(store, room.room_id, "hours", FEBRUARY)["status"] == "unchanged"
    store.undo(answer["import_id"])
    assert assigned(store) == before


def test_agreed_shares_take_the_place_of_all_shares_of_the_category(store, put):
    put("complaints", COMPLAINTS)
    put("complaint_shares", SHARES)
    room = rooms.open_room(store, "category", "Delivered late")
    agreed = {"Delivery": {"agreed": 0.7, "low": 0.5, "high": 0.8}, "Warehouse": {"agreed": 0.3}}
    moderation.agree(store, room.room_id, "share", agreed)
    with pytest.raises(Problem):
        acceptance.accept_agreement(store, room.room_id, "hours", FEBRUARY)
    answer = acceptance.accept_agreement(store, room.room_id, "share", FEBRUARY)
    assert answer["status"] == "stored" and answer["rows"]["quarantined"] == 0
    ours = {("C1", "Delivery"): 0.7, ("C1", "Warehouse"): 0.3, ("C2", "Delivery"): 0.7, ("C2", "Warehouse"): 0.3}
    assert {key: share for key, share in shares(store).items() if share} == ours
    store.undo(answer["import_id"])
    assert shares(store) == {("C1", "Billing"): 0.4, ("C1", "Delivery"): 0.6}


def test_only_finance_accepts(store, put):
    put("stage_times", TIMES)
    with act_as(Actor("ann@example.org", "facilitator")):
        room = rooms.open_room(store, "stage", "Picking")
        moderation.agree(store, room.room_id, "hours", {"Picking": {"agreed": 10}})
        with pytest.raises(Problem) as refused:
            acceptance.accept_agreement(store, room.room_id, "hours", FEBRUARY)
    assert refused.value.code == "NOT_ALLOWED"


def test_actions_with_a_lever_are_taken_on_with_their_range(store):
    room = rooms.open_room(store, "category", "Delivered late")
    lever = {"lever": "fewer_complaints", "sector": "Delivery", "percent": "10", "low": "5", "high": "15"}
    expected = {"amount": "684", "low": "342", "high": "1026"}
    moderation.put_action(store, room.room_id, "plan earlier", "Planning", "2026-09-30", lever, expected)
    moderation.put_action(store, room.room_id, "tell the next stage", "Warehouse", "2026-09-30")
    assert acceptance.accept_actions(store, room.room_id, "Room Delivered late") == 1
    (action,) = store.actions.held()
    assert action["owner"] == "Planning" and action["expected"] == expected
    assert store.scenario("Room Delivered late")["levers"] == [lever]
    assert [one["number"] for one in results.results(store, room.room_id, 5).actions].count(1) == 1
    with pytest.raises(Problem) as refused:
        acceptance.accept_actions(store, room.room_id, "Room Delivered late")
    assert refused.value.code == "ROOM_NO_ACTIONS"
