"""What each role may do: every role against every function of data/ that takes the store."""

import ast
from datetime import date

import pytest
from paths import ROOT

from data import chain_links, disputes, scenario_files, scenarios, status
from data.access import directory
from data.access.actor import GUEST, LOCAL, NOBODY, PERMISSIONS, ROLES, Actor, is_allowed
from data.backups import backup, restore, schedule
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

ANYBODY = [Actor(role, role) for role in ROLES] + [
    Actor("scoped", "admin", ("Kitchen",)),
    Actor("", GUEST, None),
    Actor("boss", "boss"),
    NOBODY,
]
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
    "sharing.notes.put": ("note", lambda s, t: notes.put(s, "page", "overview", "./", "")),
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
    *(f"storage.shutdown.{name}" for name in ("opened", "closed", "put_on_disk")),
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
