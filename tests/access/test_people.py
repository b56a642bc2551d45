"""Who may do what: every role against every action, through the functions of data/ and through the pages."""

import ast
import re
import signal
import subprocess
import sys
import threading
from datetime import date

import pytest
import streamlit
from paths import ROOT
from servers import PATIENCE_SECONDS
from streamlit.testing.v1 import AppTest

from data import chain_links, disputes, scenario_files, scenarios, status
from data.access import audit, directory
from data.access.actor import GUEST, LOCAL, NOBODY, PERMISSIONS, ROLES, Actor, act_as, is_allowed
from data.access.identity import Claims, SignInState, identify
from data.access.network import is_local_host, is_loopback, require_sign_in_unless_local
from data.backups import backup, replay, restore, schedule
from data.company_tables.reading import look
from data.erasure import erase
from data.import_options import Options
from data.imports.column_texts import column_texts
from data.imports.pipeline import import_file, import_rows
from data.problems import Problem
from data.repairs import reject_file, repair
from data.samples.generate import fill
from data.samples.removal import remove
from data.sectors import changes
from data.sharing import notes, registry
from data.store import Store
from data.undo import import_undo
from data.workshop import acceptance, export, moderation, rooms, trial
from data.workshop.change import leading
from pages.parts.access import auth_config, visitor
from pages.parts.access import auth_config as setup
from pages.parts.access.visitor import Visitor, guarded_download
from pages.parts.runtime import services
from pages.parts.runtime.work import upload_work

ANYBODY = [Actor(role, role) for role in ROLES] + [
    Actor("scoped", "admin", ("Kitchen",)),
    Actor("", GUEST, None),
    Actor("boss", "boss"),
    NOBODY,
]
SECTORS = "sector,hourly_cost\nKitchen,30\nDelivery,20\n"
COMPLAINTS = "complaint_id,opened_on,sector,compensation\nk1,2024-03-14,Kitchen,5\nk2,2024-03-15,Kitchen,5\n"


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


def bring(store, folder, dataset: str, text: str) -> dict:
    """Import a text as a file."""
    (folder / f"{dataset}.csv").write_text(text, encoding="utf-8")
    return import_file(store, dataset, folder / f"{dataset}.csv", Options())


# What each function of data/ needs; most are asked for something that is not there, which is told only to whoever may.
NEEDS = {
    "imports.pipeline.import_file": ("change", lambda s, t: import_file(s, "sectors", t / "none.csv", Options())),
    "imports.pipeline.import_rows": ("change", lambda s, t: import_rows(s, "sectors", t / "none.csv", Options())),
    "company_tables.reading.look": ("change", lambda s, t: look(s, {}, None)),
    "imports.column_texts.column_texts": (
        "change",
        lambda s, t: column_texts(s, t / "none.csv", "none.csv", Options(), 0, 1),
    ),
    "samples.generate.fill": ("change", lambda s, t: fill(s, 0)),
    "samples.removal.remove": ("change", lambda s, t: remove(s)),
    "Store.undo": ("change", lambda s, t: s.undo("i9")),
    "undo.import_undo.preview_undo": ("change", lambda s, t: import_undo.preview_undo(s, "i9")),
    "repairs.repair.repair_rows": ("change", lambda s, t: repair.repair_rows(s, "i9", [])),
    "repairs.repair.dismiss_rows": ("change", lambda s, t: repair.dismiss_rows(s, "i9", [1])),
    "repairs.repair.repair_file": ("change", lambda s, t: repair.repair_file(s, "i9", t / "none.csv")),
    "Store.assume": ("change", lambda s, t: s.assume({"horizon_months": {"value": "24"}})),
    "Store.control": ("change", lambda s, t: s.control("complaints", "2024-03", "none", "1")),
    "Store.close_month": ("change", lambda s, t: s.close_month("2024-03", [], read_at=0)),
    "Store.reopen_month": ("change", lambda s, t: s.reopen_month("2024-03")),
    "sectors.changes.change_sectors": (
        "change",
        lambda s, t: changes.change_sectors(s, "renamed", ["Nobody"], ["None"]),
    ),
    "sectors.changes.undo_sector_change": ("change", lambda s, t: changes.undo_sector_change(s, "s9")),
    "chain_links.change_links": (
        "change",
        lambda s, t: chain_links.change_links(s, [{"supplier": "none", "receiver": "customer"}], []),
    ),
    "Store.save_scenario": ("change", lambda s, t: s.save_scenario("a", [])),
    "Store.delete_scenario": ("change", lambda s, t: s.delete_scenario("none")),
    "scenarios.save_scenario": ("change", lambda s, t: scenarios.save_scenario(s, "a", [])),
    "scenarios.delete_scenario": ("change", lambda s, t: scenarios.delete_scenario(s, "none")),
    "disputes.open_dispute": ("change", lambda s, t: disputes.open_dispute(s, "a", "b", "why")),
    "disputes.answer_dispute": ("change", lambda s, t: disputes.answer_dispute(s, "a", "b", True, "why")),
    "scenario_files.scenario_sheets": (
        "change",
        lambda s, t: scenario_files.scenario_sheets(s, t / "none.xlsx", ["Levers"]),
    ),
    "Actions.create": ("change", lambda s, t: s.actions.create({"lever": "resolved"}, "Kitchen", "", {})),
    "Actions.done": ("change", lambda s, t: s.actions.done(99, "2026-01-01")),
    "Actions.delete": ("change", lambda s, t: s.actions.delete(99)),
    "Actions.again": ("change", lambda s, t: s.actions.again({"step": "deleted", "number": 99})),
    "Store.undo_change": ("change", lambda s, t: s.undo_change(99)),
    "undo.import_undo.would_undo": ("change", lambda s, t: import_undo.would_undo(s, 99)),
    "Store.undo_sector_change": ("change", lambda s, t: s.undo_sector_change("s9")),
    "Store.rows": ("rows", lambda s, t: s.rows("sectors")),
    "Store.quarantine": ("rows", lambda s, t: s.quarantine()),
    "repairs.reject_file.reject_rows": ("rows", lambda s, t: reject_file.reject_rows(s, "i9")),
    "repairs.reject_file.rows_with_same_value": (
        "rows",
        lambda s, t: reject_file.rows_with_same_value(s, "i9", "sector", "x"),
    ),
    "access.directory.set_role": ("administer", lambda s, t: directory.set_role(s, "", "viewer")),
    "access.directory.remove_person": ("administer", lambda s, t: directory.remove_person(s, "nobody")),
    "backups.backup.backup": ("administer", lambda s, t: backup.backup(s, t / "no-folder" / "out.zip")),
    "backups.schedule.make": ("administer", lambda s, t: schedule.make(s, t / "no-folder", 1)),
    "backups.restore.new_backup": ("administer", lambda s, t: restore.new_backup(s, "../x")),
    "backups.restore.backups": ("administer", lambda s, t: restore.backups(s)),
    "backups.restore.remove_backup": ("administer", lambda s, t: restore.remove_backup(s, "none")),
    "backups.restore.restore_over": ("administer", lambda s, t: restore.restore_over(s, t / "none.zip")),
    "erasure.erase.erase_customer": ("administer", lambda s, t: erase.erase_customer(s, "nobody")),
    "erasure.erase.preview": ("administer", lambda s, t: erase.preview(s, "nobody")),
    "status.state": ("administer", lambda s, t: status.state(s)),
    "sharing.notes.put": ("note", lambda s, t: notes.put(s, "page", "overview", "")),
    "sharing.notes.remove": ("note", lambda s, t: notes.remove(s, "none")),
    "sharing.registry.create": ("share", lambda s, t: registry.create(s, None, 0)),
    "sharing.registry.list_links": ("share", lambda s, t: registry.list_links(s)),
    "sharing.registry.revoke_link": ("share", lambda s, t: registry.revoke_link(s, "none")),
    "workshop.rooms.open_room": ("share", lambda s, t: rooms.open_room(s, "none", "Kitchen")),
    "workshop.rooms.list_rooms": ("share", lambda s, t: rooms.list_rooms(s)),
    "workshop.rooms.led_room": ("share", lambda s, t: rooms.led_room(s, "none")),
    "workshop.rooms.go_to": ("share", lambda s, t: rooms.go_to(s, "none", "chain")),
    "workshop.rooms.reveal": ("share", lambda s, t: rooms.reveal(s, "none", True)),
    "workshop.rooms.set_timer": ("share", lambda s, t: rooms.set_timer(s, "none", 1)),
    "workshop.rooms.hand_on": ("share", lambda s, t: rooms.hand_on(s, "none", "nobody")),
    "workshop.rooms.close_room": ("share", lambda s, t: rooms.close_room(s, "none")),
    "workshop.rooms.open_again": ("share", lambda s, t: rooms.open_again(s, "none")),
    "workshop.rooms.delete_room": ("share", lambda s, t: rooms.delete_room(s, "none")),
    "workshop.change.leading": ("share", lambda s, t: leading(s, "none").__enter__()),
    "workshop.moderation.group_idea": ("share", lambda s, t: moderation.group_idea(s, "none", "none", "Kitchen")),
    "workshop.moderation.hide_idea": ("share", lambda s, t: moderation.hide_idea(s, "none", "none")),
    "workshop.moderation.put_action": (
        "share",
        lambda s, t: moderation.put_action(s, "none", "cook", "Kitchen", "2026-01-01"),
    ),
    "workshop.moderation.remove_action": ("share", lambda s, t: moderation.remove_action(s, "none", "none")),
    "workshop.moderation.agree": ("share", lambda s, t: moderation.agree(s, "none", "hours", {})),
    "workshop.trial.fill_trial": ("share", lambda s, t: trial.fill_trial(s, "none", [], [])),
    "workshop.export.exported": ("share", lambda s, t: export.exported(s, "none", 5)),
    "workshop.acceptance.accept_agreement": (
        "change",
        lambda s, t: acceptance.accept_agreement(s, "none", "hours", date(2026, 1, 1)),
    ),
    "workshop.acceptance.accept_actions": ("change", lambda s, t: acceptance.accept_actions(s, "none", "a")),
}
FREE = {  # the means themselves; what tells of no row and writes nothing; a link is opened by whoever holds its token
    *(f"Store.{name}" for name in ("actor", "demand", "note", "cursor", "writing", "step", "close")),
    "backups.replay.replay",
    "backups.reopen.heal",
    "backups.schedule.folder_of",
    *("storage.shutdown.opened", "storage.shutdown.closed"),
    *(f"Store.{name}" for name in ("version", "imports", "controls", "closed_months", "counts", "changes")),
    *(f"Store.{name}" for name in ("scenarios", "scenario", "actions")),
    "Actions.held",
    *(f"scenarios.{name}" for name in ("scenarios", "find_scenario")),
    "disputes.listed",
    "company_tables.listing.readings",
    *(f"imports.whole_list.{name}" for name in ("refuse_table", "refuse_import_of_table")),
    "erasure.erase.erased_at",
    "samples.removal.sample_imports",
    *(
        f"sharing.opening.{name}"
        for name in ("find_by_token", "still_open", "unlock", "count_opening", "read_view", "record_first_view")
    ),
    "sharing.opening_count.count",
    # a room is joined and answered by whoever holds its link, while it is open
    *(f"workshop.entry.{name}" for name in ("token_of", "room_of_token", "room_of_code", "join")),
    *(f"workshop.answers.{name}" for name in ("send_estimate", "send_start", "send_votes", "send_idea")),
    *(f"workshop.rooms.{name}" for name in ("find_room", "keep_facts")),
    *(f"workshop.change.{name}" for name in ("changing", "revisions", "note_revisions")),
    "workshop.results.results",
}


def outcome(store, folder, action: str) -> str:
    """Do one action and return "refused" when the role was the reason."""
    try:
        NEEDS[action][1](store, folder)
    except Problem as problem:
        return "refused" if problem.code == "NOT_ALLOWED" else "allowed"
    except Exception:
        return "allowed"  # it got as far as the thing that is not there
    return "allowed"


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """A store for the table, and who acts on it."""
    acting = [LOCAL]
    opened = Store(tmp_path_factory.mktemp("asked") / "home", who=lambda: acting[0])
    yield opened, acting
    opened.close()


@pytest.mark.parametrize("action", NEEDS)
def test_each_role_may_do_what_it_may_and_nothing_else(asked, tmp_path, action):
    store, acting = asked
    for acting[0] in ANYBODY:
        before = store.version
        expected = "allowed" if is_allowed(acting[0], NEEDS[action][0]) else "refused"
        assert outcome(store, tmp_path, action) == expected, (acting[0], action)
        assert expected == "allowed" or store.version == before


def test_every_function_that_takes_the_store_is_in_that_table():
    found = set()
    for path in (ROOT / "data").rglob("*.py"):
        room = ".".join(path.relative_to(ROOT / "data").with_suffix("").parts)
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.args.args[:1] and node.args.args[0].arg == "store":
                found.add((room, node.name))
            elif isinstance(node, ast.ClassDef) and node.name in ("Store", "Actions"):
                found |= {(node.name, one.name) for one in node.body if isinstance(one, ast.FunctionDef)}
    unknown = {f"{room}.{name}" for room, name in found if not name.startswith("_")} - set(NEEDS) - FREE
    assert not unknown, "say in NEEDS which right they need, or in FREE that they need none"


def test_a_role_may_do_all_the_roles_before_it_may():
    assert [[right for right in PERMISSIONS if is_allowed(Actor("x", role), right)] for role in ROLES] == [
        ["see", "note"],
        ["see", "note", "share"],
        ["see", "note", "share", "change", "rows"],
        ["see", "note", "share", "change", "rows", "administer"],
    ]
    assert [right for right in PERMISSIONS if is_allowed(Actor("x", "admin", ("Kitchen",)), right)] == [
        "see",
        "note",
        "share",
    ]
    assert [right for right in PERMISSIONS if is_allowed(Actor("", GUEST), right)] == ["see"]
    assert not [right for right in PERMISSIONS if is_allowed(NOBODY, right)]


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


# Who can reach the server


@pytest.mark.parametrize(
    "address, is_here",
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        ("127.9.9.9", True),
        ("0.0.0.0", False),
        ("", False),
        (None, False),
        ("::", False),
        ("192.168.1.4", False),
        ("example.com", False),
        ("localhost.example.com", False),
        ("127.0.0.1.example.com", False),
    ],
)
def test_a_server_others_reach_needs_signing_in(address, is_here):
    assert is_loopback(address) == is_here
    require_sign_in_unless_local(address, has_sign_in=True)
    if is_here:
        require_sign_in_unless_local(address, has_sign_in=False)
    else:
        with pytest.raises(Problem, match="docs/signing-in.md"):
            require_sign_in_unless_local(address, has_sign_in=False)


def test_a_refused_server_ends_by_the_word_of_the_entry_alone():
    asked = "from pages.parts.access.auth_config import stop_server_soon; stop_server_soon(0.01)"
    ends = f"{asked}; import time; time.sleep(60)"
    assert subprocess.run([sys.executable, "-c", ends], cwd=ROOT, capture_output=True).returncode == -signal.SIGTERM
    askers = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "app.py", *(ROOT / "pages").rglob("*.py"))
        if re.search(r"os\.kill|signal\.SIG|stop_server_soon\b", path.read_text(encoding="utf-8"))
    }
    assert askers == {"app.py", "pages/parts/access/auth_config.py"}


@pytest.mark.parametrize(
    "host, is_here",
    [
        ("127.0.0.1:8501", True),
        ("localhost:8501", True),
        ("[::1]:8501", True),
        ("ledger.example.com", False),
        (None, False),
        ("", False),
        ("localhost@evil.example", False),
        ("[::1", False),
    ],
)
def test_another_host_name_is_not_this_machine(host, is_here):
    assert is_local_host(host) == is_here


@pytest.mark.parametrize(
    "options, auth, code",
    [
        ({"server.address": "0.0.0.0"}, {}, "OPEN_WITHOUT_SIGN_IN"),
        ({"server.address": ""}, {}, "OPEN_WITHOUT_SIGN_IN"),
        (
            {"server.address": "127.0.0.1", "server.trustedUserHeaders": {"X-User": "email"}},
            {"client_id": "x"},
            "SIGN_IN_TWICE",
        ),
        ({"server.address": "0.0.0.0", "server.trustedUserHeaders": {"X-User": "email"}}, {}, "HEADERS_FROM_ANYWHERE"),
        ({"server.address": "127.0.0.1"}, {"client_id": "x"}, "SIGN_IN_INCOMPLETE"),
        ({"server.address": "0.0.0.0"}, {"client_id": "x"}, "HOSTS_UNNAMED"),
    ],
)
def test_a_set_up_that_lets_anybody_in_is_refused_at_the_start(monkeypatch, options, auth, code):
    monkeypatch.setattr(auth_config.st, "get_option", options.get)
    monkeypatch.setattr(setup, "_section", lambda name: auth if name == "auth" else {})
    with pytest.raises(Problem) as refused:
        auth_config.check()
    assert refused.value.code == code


def test_a_proxy_that_may_be_anybody_is_refused_at_the_start(monkeypatch):
    monkeypatch.setattr(auth_config.st, "get_option", {"server.address": "127.0.0.1"}.get)
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "127.0.0.1,*")
    with pytest.raises(Problem, match="docs/deploying.md"):
        auth_config.check()


# The pages


@pytest.fixture(scope="module")
def small_home(tmp_path_factory):
    """A home with two complaints."""
    folder = tmp_path_factory.mktemp("small")
    store = Store(folder / "home")
    for dataset, text in (("sectors", SECTORS), ("complaints", COMPLAINTS + "k3,2024-03-15,Kitchen,5O\n")):
        assert bring(store, folder, dataset, text)["status"] == "stored"
    store.close()
    yield folder / "home"


@pytest.fixture(scope="module")
def house_of(small_home):
    """The pages' house over that home, let go of at the end."""
    patch = pytest.MonkeyPatch()
    patch.setenv("LEDGER_HOME", str(small_home))
    patch.chdir(ROOT)
    streamlit.cache_resource.clear()
    streamlit.cache_data.clear()
    services.services().engine.build(services.services().store.version)
    yield services.services()
    services.services().store.close()
    streamlit.cache_resource.clear()
    patch.undo()


@pytest.fixture
def opened(house_of, monkeypatch):
    """A function that opens a page as somebody who signed in with a role (None: as nobody)."""

    def open_page(page: str, role: str | None, **parameters) -> AppTest:
        who = (
            visitor.Visitor(Actor(f"{role}@example.com", role), signed_in=True, name=f"{role}@example.com")
            if role
            else visitor.Visitor(NOBODY, state=SignInState.OUT)
        )
        monkeypatch.setattr(setup, "mode", lambda: auth_config.SIGN_IN)
        monkeypatch.setattr(visitor, "_signed_in", lambda *_: who)
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE_SECONDS)
        for name, value in {"language": "en", **parameters}.items():
            app.query_params[name] = value
        return app.switch_page(f"pages/{page}.py").run()

    return open_page


def drawn(app: AppTest) -> str:
    """All that a page says and offers."""
    buttons = [button.label for button in app.button] + [button.proto.label for button in app.get("download_button")]
    return " ".join([*(block.proto.body for block in app.get("html")), *buttons, *(error.value for error in app.error)])


# page, its parameters, what only it says -> the lowest role that is shown it
SHOWN = [
    ("overview", {}, " complaints in ", "viewer"),
    ("assumptions", {}, "Set by you: ", "viewer"),
    ("assumptions", {"assumption": "discount_rate"}, " Change", "finance"),
    ("figures", {}, "figures answer your questions", "viewer"),
    ("figures", {"figure": "ledger"}, "Download these rows (CSV)", "finance"),
    ("data", {"part": "history"}, " Undo", "finance"),
    ("data", {"part": "history"}, " Original", "finance"),
    ("data", {"part": "aside"}, "Download these rows (CSV)", "finance"),
    ("admin", {}, "People and roles", "admin"),
    ("admin", {"part": "log"}, "Actions, newest first", "admin"),
    ("admin", {"part": "log"}, "Export as CSV", "admin"),
    ("account", {}, "You are signed in as", "viewer"),
]


@pytest.mark.sampled(4)
@pytest.mark.parametrize("page, parameters, words, lowest", SHOWN)
def test_a_page_shows_each_role_what_it_may_see_and_use(opened, page, parameters, words, lowest):
    for role in (None, *ROLES):
        said = drawn(opened(page, role, **parameters))
        is_shown = role is not None and ROLES.index(role) >= ROLES.index(lowest)
        assert (words in said) == is_shown, (role, page, words, said[-300:])
        assert ("Please sign in" in said) == (role is None)


@pytest.mark.parametrize("role, are_shown", [("facilitator", False), ("finance", True)])
@pytest.mark.parametrize("figure", ["ledger", "leaving_reason"])
def test_rows_that_name_customers_are_for_those_who_may_read_stored_rows(opened, figure, role, are_shown):
    assert ("These rows name customers" not in drawn(opened("figures", role, figure=figure))) == are_shown


def test_a_download_asks_again_on_the_click(house_of, monkeypatch):
    people = [Actor("fin", "finance")]
    monkeypatch.setattr(setup, "mode", lambda: auth_config.SIGN_IN)
    monkeypatch.setattr(visitor, "_signed_in", lambda *_: Visitor(people[0]))
    give = guarded_download("rows", "file.csv", lambda: house_of.store.actor.name)
    assert give() == "fin"  # it is made on behalf of whoever clicked, in a thread that is no page's
    people[0] = Actor("fin", "viewer")
    with pytest.raises(Problem) as refused:
        give()
    assert refused.value.code == "NOT_ALLOWED"
    with house_of.store.cursor() as cursor:
        assert [(e["action"], e["on"]) for e in audit.events(cursor)][-2:] == [
            ("export", "file.csv"),
            ("refused", "rows"),
        ]


def test_an_upload_in_the_background_acts_for_whoever_brought_it(house_of, monkeypatch):
    here, fin = threading.current_thread(), Actor("fin", "finance")
    monkeypatch.setattr(house_of.store, "_who", lambda: fin if threading.current_thread() is here else NOBODY)
    upload = upload_work.work_on("a key", "file.csv", True, lambda tell: {"by": house_of.store.actor.name})
    assert upload.result == {"by": "fin"}
