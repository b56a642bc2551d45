"""People: put in, changed and removed; who somebody is by their claims; on whose behalf something is done."""

import threading

import pytest
from two_sectors import SECTORS, bring

from data.access import directory
from data.access.actor import GUEST, LOCAL, NOBODY, Actor, act_as
from data.access.identity import Claims, SignInState, identify
from data.backups import replay
from data.problems import Problem
from data.sectors import changes
from data.store import Store
from pages.parts.access import visitor


@pytest.fixture
def acting():
    """Who acts on the store of a test; a test puts somebody else in."""
    return [LOCAL]


@pytest.fixture
def store(tmp_path, acting):
    opened = Store(tmp_path / "home", who=lambda: acting[0])
    bring(opened, tmp_path, "sectors", SECTORS)
    yield opened
    opened.close()


def test_a_change_names_who_made_it_also_when_it_is_made_again(store, tmp_path, acting):
    acting[0] = Actor("fin@example.com", "finance")
    store.assume({"horizon_months": {"value": "24"}})
    assert [change["by"] for change in store.changes()] == ["", "fin@example.com"]
    with store.cursor() as cursor:  # as if the database had lost it
        cursor.execute("delete from version_log where version = 2")
    replay.replay(store)
    assert [change["by"] for change in store.changes()] == ["", "fin@example.com"]


def test_a_background_thread_acts_for_nobody_unless_it_says_for_whom(store):
    seen = []

    def work(actor=None):
        with act_as(actor or store.actor):
            seen.append(store.actor)

    for person in (Actor("fin", "finance"), None):
        thread = threading.Thread(target=work, args=(person,))
        thread.start()
        thread.join()
    assert seen == [Actor("fin", "finance"), LOCAL]
    assert visitor.actor() == NOBODY  # this thread is no page's


# People


def test_people_are_put_in_changed_and_removed(store):
    directory.set_role(store, " Ana@Example.com ", "admin")
    directory.set_role(store, "bo@example.com", "facilitator", ["kitchen"])
    directory.set_role(store, "bo@example.com", "viewer", ["Delivery", "kitchen"])
    with store.cursor() as cursor:
        listed = directory.list_people(cursor)
    assert [(one["name"], one["role"], one["sectors"]) for one in listed] == [
        ("ana@example.com", "admin", None),
        ("bo@example.com", "viewer", ("Delivery", "Kitchen")),
    ]
    directory.remove_person(store, "BO@example.com")
    with store.cursor() as cursor:
        assert directory.find_person(cursor, "bo@example.com") is None


@pytest.mark.parametrize(
    "last",
    [
        lambda s: directory.remove_person(s, "ana@example.com"),
        lambda s: directory.set_role(s, "ana@example.com", "viewer"),
    ],
)
def test_the_last_administrator_stays(store, last):
    directory.set_role(store, "ana@example.com", "admin")
    with pytest.raises(Problem) as refused:
        last(store)
    assert refused.value.code == "LAST_ADMIN"
    directory.set_role(store, "bo@example.com", "admin")
    last(store)


@pytest.mark.parametrize(
    "entry, code",
    [
        (("ana", "boss"), "UNKNOWN_ROLE"),
        (("", "viewer"), "NO_PERSON_NAME"),
        (("a\nb", "viewer"), "NO_PERSON_NAME"),
        (("ana", "finance", ["Kitchen"]), "SECTORS_NEED_LESS"),
        (("ana", "viewer", ["Nowhere"]), "SECTOR_NOT_KNOWN"),
    ],
)
def test_an_entry_that_cannot_be_is_refused(store, entry, code):
    with pytest.raises(Problem) as refused:
        directory.set_role(store, *entry)
    assert refused.value.code == code


RIGHT = {"email": "Ana@Example.com", "roles": ["finance"], "exp": 2000}


@pytest.mark.parametrize(
    "claims, names, expected",
    [
        (RIGHT, Claims(), (SignInState.IN, Actor("ana@example.com", "finance"))),
        (
            RIGHT | {"roles": "staff viewer,facilitator"},
            Claims(),
            (SignInState.IN, Actor("ana@example.com", "facilitator")),
        ),
        (RIGHT | {"roles": "Admin"}, Claims(), (SignInState.NO_ROLE, Actor("ana@example.com", "", ()))),
        (RIGHT | {"roles": {"admin": 1}}, Claims(), (SignInState.NO_ROLE, Actor("ana@example.com", "", ()))),
        (RIGHT | {"roles": None}, Claims(), (SignInState.NO_ROLE, Actor("ana@example.com", "", ()))),
        (RIGHT | {"roles": GUEST}, Claims(), (SignInState.NO_ROLE, Actor("ana@example.com", "", ()))),
        (RIGHT | {"email": None}, Claims(), (SignInState.NO_ROLE, NOBODY)),
        (RIGHT | {"email_verified": False}, Claims(), (SignInState.NO_ROLE, NOBODY)),
        (RIGHT | {"exp": 1000}, Claims(), (SignInState.EXPIRED, NOBODY)),
        ({name: RIGHT[name] for name in ("email", "roles")}, Claims(), (SignInState.EXPIRED, NOBODY)),
        (RIGHT | {"exp": True}, Claims(), (SignInState.EXPIRED, NOBODY)),
        (
            {"sub": "Ab", "realm": {"roles": ["viewer"]}},
            Claims("sub", "realm.roles", False),
            (SignInState.IN, Actor("Ab", "viewer")),
        ),
    ],
)
def test_who_somebody_is_follows_from_the_claims(store, claims, names, expected):
    with store.cursor() as cursor:
        assert identify(cursor, claims, names, now=1000) == expected


def test_the_list_wins_over_the_claim_and_gives_the_sectors(store):
    directory.set_role(store, "ana@example.com", "viewer", ["Kitchen"])
    with store.cursor() as cursor:
        assert identify(cursor, RIGHT, Claims(), 1000) == (
            SignInState.IN,
            Actor("ana@example.com", "viewer", ("Kitchen",)),
        )


@pytest.mark.parametrize(
    "change, seen",
    [
        (("renamed", ["Kitchen"], ["Cooking"]), ("Cooking",)),
        (("renamed", ["Kitchen"], ["KITCHEN"]), ("KITCHEN",)),
        (("renamed", ["Kitchen", "Delivery"], ["Both"]), ("Kitchen",)),  # the new name holds what was never theirs
        (("same", ["Kitchen"], ["Delivery"]), ("Kitchen",)),
    ],
)
def test_who_is_limited_to_a_sector_sees_it_under_its_new_name_and_nothing_else(store, change, seen):
    directory.set_role(store, "ana@example.com", "viewer", ["Kitchen"])
    changes.change_sectors(store, *change)
    with store.cursor() as cursor:
        assert identify(cursor, RIGHT, Claims(), 1000)[1].sectors == seen
    changes.undo_sector_change(store, "s1")
    with store.cursor() as cursor:
        assert identify(cursor, RIGHT, Claims(), 1000)[1].sectors == ("Kitchen",)


def test_who_has_all_that_became_one_sees_the_one(store):
    directory.set_role(store, "ana@example.com", "viewer", ["Kitchen", "Delivery"])
    changes.change_sectors(store, "renamed", ["Kitchen", "Delivery"], ["Both"])
    with store.cursor() as cursor:
        assert identify(cursor, RIGHT, Claims(), 1000)[1].sectors == ("Both",)
