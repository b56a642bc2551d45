"""Links: opened by their token, ended, withdrawn, guessed at, and made by whoever may."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from data import moments
from data.access import audit
from data.access.actor import Actor, act_as
from data.problems import Problem
from data.sharing import opening, opening_count, registry, tokens
from data.sharing.opening import count_opening, find_by_token, read_view, record_first_view, still_open, unlock
from data.sharing.shared_view import SharedView, from_text
from data.sharing.snapshots import Snapshot
from data.store import Store


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    opened = Store(tmp_path_factory.mktemp("links"))
    yield opened
    opened.connection.close()


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    """Counts the waits after wrong guesses instead of waiting."""
    waits = []
    monkeypatch.setattr(opening, "GUESSES", tokens.Throttle(sleep=waits.append))
    return waits


def test_a_token_opens_its_link_and_is_kept_nowhere(store):
    share_id, token = registry.create(store, SharedView("overview", version=3), 30, "three blind mice")
    assert find_by_token(store, token).share_id == share_id
    assert from_text(read_view(store, share_id)) == SharedView("overview", version=3)
    with store.cursor() as cursor:
        held = str(cursor.execute("select * from share").fetchall()) + str(
            cursor.execute("select * from audit_log").fetchall()
        )
    assert token not in held and "three blind mice" not in held and tokens.digest(token) in held


def test_altered_tokens_open_nothing_and_wait_longer_each_time(store, no_waiting):
    share_id, token = registry.create(store, SharedView("overview"), 30)
    swapped = token[:-1] + ("A" if token[-1] != "A" else "B")
    for altered in (
        swapped,
        token[:-1],
        token + "A",
        token + " ",
        token.swapcase(),
        "",
        share_id,
        tokens.digest(token),
        "\ud800",
    ):
        with pytest.raises(Problem) as refused:
            find_by_token(store, altered, "somewhere")
        assert refused.value.code == "LINK_CLOSED"
    assert no_waiting == [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 4.0, 4.0, 4.0]
    assert find_by_token(store, token, "somewhere").share_id == share_id and len(no_waiting) == 9


def test_a_link_ends_with_its_day(store, monkeypatch):
    _, token = registry.create(store, SharedView("overview"), 1)
    later = datetime.now(UTC) + timedelta(days=1, seconds=1)
    monkeypatch.setattr(moments, "now", lambda: later)
    with pytest.raises(Problem) as refused:
        find_by_token(store, token)
    assert refused.value.code == "LINK_EXPIRED"
    with pytest.raises(Problem) as refused:
        find_by_token(store, token + "x")
    assert refused.value.code == "LINK_CLOSED"  # an altered token does not tell that there is such a link


def test_a_withdrawn_link_is_like_an_unknown_one_also_where_it_is_open(store):
    share_id, token = registry.create(store, SharedView("overview"), 1)
    link = find_by_token(store, token)
    registry.revoke_link(store, share_id)
    with pytest.raises(Problem) as open_before:
        still_open(store, link.share_id)
    with pytest.raises(Problem) as opened_now:
        find_by_token(store, token)
    assert opened_now.value.code == open_before.value.code == "LINK_CLOSED"
    with pytest.raises(Problem):
        registry.revoke_link(store, share_id)


def test_only_the_password_unlocks(store):
    _, token = registry.create(store, SharedView("overview"), 1, "päss wörd")
    link = find_by_token(store, token)
    assert link.has_password and not unlock(store, link, "") and not unlock(store, link, "pass word")
    assert unlock(store, link, "päss wörd")


@pytest.mark.parametrize(
    "days, password, code",
    [(0, "", "LINK_DAYS"), (3651, "", "LINK_DAYS"), (-1, "", "LINK_DAYS"), (1, "short", "LINK_PASSWORD_SHORT")],
)
def test_a_link_without_an_end_or_with_a_weak_password_is_not_made(store, days, password, code):
    with pytest.raises(Problem) as refused:
        registry.create(store, SharedView("overview"), days, password)
    assert refused.value.code == code


def test_who_may_make_see_and_withdraw_links(store):
    ann, bo, reader = Actor("ann", "facilitator"), Actor("bo", "facilitator"), Actor("cy", "viewer")
    with act_as(ann):
        of_ann, _ = registry.create(store, SharedView("overview"), 1)
    with act_as(bo):
        of_bo, _ = registry.create(store, SharedView("loyalty"), 1)
        assert [row["share_id"] for row in registry.list_links(store)] == [of_bo]
        with pytest.raises(Problem):
            registry.revoke_link(store, of_ann)
    with act_as(reader):
        for forbidden in (
            lambda: registry.create(store, SharedView("overview"), 1),
            lambda: registry.list_links(store),
            lambda: registry.revoke_link(store, of_bo),
        ):
            with pytest.raises(Problem) as refused:
                forbidden()
            assert refused.value.code == "NOT_ALLOWED"
    registry.revoke_link(store, of_ann)  # an admin may withdraw any
    assert {row["share_id"]: row["state"] for row in registry.list_links(store)}[of_ann] == "revoked"


def test_nobody_shares_more_sectors_than_they_see(store):
    with act_as(Actor("dee", "facilitator", ("Billing", "Delivery"))):
        for sectors in (None, ("Billing", "Sales")):
            with pytest.raises(Problem) as refused:
                registry.create(store, SharedView("overview", sectors=sectors), 1)
            assert refused.value.code == "LINK_SCOPE"
        registry.create(store, SharedView("overview", sectors=("Billing",)), 1)


def test_openings_are_counted_and_all_of_it_is_in_the_log(store):
    share_id, token = registry.create(store, SharedView("overview"), 1)
    link = find_by_token(store, token)
    for _ in range(3):
        count_opening(store, link, "overview")
    registry.revoke_link(store, share_id)
    row = next(row for row in registry.list_links(store) if row["share_id"] == share_id)
    assert row["opened"] == 3 and row["last_opened_at"] is not None and row["state"] == "revoked"
    with store.cursor() as cursor:
        noted = [event["action"] for event in audit.events(cursor) if event["on"] == share_id]
        assert audit.is_intact(cursor)
    assert noted == ["share-create", "share-open", "share-open", "share-open", "share-revoke"]


def test_openings_of_one_moment_are_each_counted_and_one_that_cannot_be_noted_spoils_no_other(store):
    share_id, token = registry.create(store, SharedView("overview"), 1)
    link, failed = find_by_token(store, token), []

    def opened(page: object) -> None:
        try:
            count_opening(store, link, page)
        except TypeError:  # a page that is no JSON cannot be noted
            failed.append(page)

    pages = ["overview"] * 10 + [object()] + ["loyalty"] * 9
    with audit.write_lock():  # nobody can write until all wait
        threads = [threading.Thread(target=opened, args=(page,)) for page in pages]
        for thread in threads:
            thread.start()
        while len(opening_count._waiting) < len(pages):
            threading.Event().wait(0.01)
    for thread in threads:
        thread.join()
    assert len(failed) == 1 and not opening_count._waiting
    assert next(row for row in registry.list_links(store) if row["share_id"] == share_id)["opened"] == 19
    with store.cursor() as cursor:
        noted = [event["detail"]["page"] for event in audit.events(cursor) if event["on"] == share_id][1:]
        assert audit.is_intact(cursor)
    assert sorted(noted) == ["loyalty"] * 9 + ["overview"] * 10


def test_what_was_recorded_first_stays(store):
    share_id, _ = registry.create(store, SharedView("overview"), 1)
    one, two = Snapshot((("a", "int64", (1,)),)), Snapshot((("a", "int64", (2,)),))
    record_first_view(store, share_id, (("from", ("2026-01",)),), (("k", one),), ())
    record_first_view(store, share_id, (("from", ("2026-02",)),), (("k", two), ("l", two)), ())
    view = from_text(read_view(store, share_id))
    assert dict(view.frames) == {"k": one, "l": two} and view.parameter("from") == ("2026-01",)
    assert view == replace(view, recorded_on=date.today().isoformat())


def test_guesses_from_all_addresses_of_one_network_are_counted_together():
    assert tokens.place_of("2001:db8:1:2::1") == tokens.place_of("2001:db8:1:2:ffff::9%eth0") == "2001:db8:1:2::/64"
    assert tokens.place_of("2001:db8:1:3::1") != tokens.place_of("2001:db8:1:2::1")
    assert [tokens.place_of(one) for one in ("192.0.2.7", None, "somewhere")] == ["192.0.2.7", "", ""]
