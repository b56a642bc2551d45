"""The state of the installation: version, what is loaded, identities, room on the disk, the last backup."""

from data.contracts.definitions import contract
from data.status import MEGABYTE, state
from pages.parts.admin import last_backup
from pages.parts.explain.cures import judged
from pages.parts.i18n import model_texts
from pages.parts.runtime.services import services
from pages.parts.ui import html, tables


def admin_state(view) -> None:
    """Draw what holds now, one line each, and the lists that are loaded."""
    held = state(services().store)
    html.page_header(view.words("state.eyebrow"), _answer(view), view.words("state.why"))
    facts = [tables.row(tables.name(name), tables.cell(html.escape(text), "", "")) for name, text in _facts(view, held)]
    heads = [tables.head(view.words("state.what")), tables.head(view.words("state.now"))]
    tables.table(view.words("state.title"), view.words("state.subtitle"), heads, facts)
    if held["rows"]:
        _loaded(view, held["rows"])


def _answer(view) -> str:
    if not view.version or not services().engine.is_built(view.version):
        return view.words("state.not_worked_out")
    identities = view.read_whole("reconciliation")
    identities, failing = judged(identities)
    if failing.empty:
        return view.words("state.holds", count=view.formats.number(len(identities)))
    return view.words(
        "state.fails",
        names=view.formats.listing([model_texts.identity(view.language, name) for name in failing["identity"]]),
    )


def _facts(view, held: dict):
    words, formats = view.words, view.formats
    yield words("state.version"), formats.number(held["version"])
    yield words("state.models"), services().engine.models_hash()[:12]
    for part, megabytes in held["megabytes"].items():
        yield words(f"state.size_{part}"), words("state.megabytes", size=formats.number(megabytes, 1))
    yield words("state.disk_free"), words("state.megabytes", size=formats.number(held["disk_free"] / MEGABYTE, 0))
    yield words("state.last_backup"), last_backup.said(view, held["last_backup"])
    yield words("state.backup_schedule"), last_backup.schedule(view)
    yield words("state.erased"), formats.number(held["erased"])
    yield words("state.log"), words("state.log_holds" if held["log_holds"] else "state.log_broken")


def _loaded(view, rows: dict[str, int]) -> None:
    lines = [
        tables.row(
            tables.name(contract(name).title[view.language]),
            tables.number(view.formats.number(count), view.words("state.rows")),
        )
        for name, count in rows.items()
    ]
    heads = [tables.head(view.words("state.list")), tables.head(view.words("state.rows"), "num")]
    tables.table(view.words("state.loaded_title"), view.words("state.loaded_subtitle"), heads, lines)
