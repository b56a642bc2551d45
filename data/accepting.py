"""From matched rows to stored ones: compared with what is there, kept in one transaction, acknowledged once on disk."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from data import (
    answering,
    changed,
    closing,
    confirmed,
    decided,
    keeping,
    moments,
    originals,
    quarantine,
    remembered,
    repeated_spend,
    staging,
    verbatim,
)
from data.contracts import Contract
from data.options import Options
from data.reading.table import TextTable
from data.releasing import release
from data.sector_matching import names_to_store, of_stored_rows, store_names
from data.typing import Staged
from data.typing.readable import keep_readable
from data.versions import change

if TYPE_CHECKING:
    from data.store import Store


class DryRun(Exception):
    """Ends the transaction of an import that was only tried."""


@dataclass
class Import:
    """One import on its way: what it reads from, and what is known of it so far."""

    store: Store
    cursor: duckdb.DuckDBPyConnection
    contract: Contract
    path: Path
    file: str
    options: Options
    answer: dict
    watch: Callable | None = None
    progress: Callable | None = None
    text: TextTable = field(init=False)
    digest: str = ""
    staged: Staged = field(default_factory=Staged)
    new_sectors: dict = field(default_factory=dict)
    sectors_aside: dict = field(default_factory=dict)

    def begins(self, step: str) -> None:
        """Tells whoever waits which step begins: reading, typing, matching or storing."""
        if self.progress:
            self.progress(step)


def keep(job: Import) -> dict:
    """Stores what was matched, or only tries to, and completes the answer."""
    settings = job.options.settings
    keep_readable(job.cursor, "stage_row")
    answering.count(job.cursor, job.contract, job.staged, job.answer)
    job.new_sectors, job.sectors_aside = of_stored_rows(job.cursor, job.contract, job.new_sectors)
    job.answer["new_sectors"] = list(job.new_sectors.values())
    keeping.plan(
        job.cursor, job.contract, job.staged.columns, settings.get("blanks") == "clear", settings.get("overlap")
    )
    job.answer["changed"] = changed.counts(job.cursor, job.contract)
    job.answer["changes"] = changed.cells(job.cursor, job.contract)
    if _is_unchanged(job):
        return job.answer | {"status": "unchanged"}
    _note_replaced(job)
    job.begins("storing")
    try:
        return _store(job)
    except DryRun:
        return job.answer | {"status": "stored", "dry_run": True}


def _is_unchanged(job: Import) -> bool:
    counts = job.answer["changed"]
    ended = job.cursor.execute("select count(*) from stage_end").fetchall()[0][0]
    return (
        not (counts["new"] or counts["changed"] or ended)
        and quarantine.is_known(job.cursor, job.contract.dataset)
        and not names_to_store(job.cursor, job.contract, job.new_sectors)
    )


def _note_replaced(job: Import) -> None:
    counts = job.answer["changed"]
    if replaced := counts["changed"] if job.contract.keeping == "row" else counts["replaced_entries"]:
        code = "ENTRIES_REPLACED" if job.contract.keeping == "lines" else "ROWS_CORRECTED"
        answering.add_note(job.answer, code, {"count": replaced})


def _store(job: Import) -> dict:
    if not job.options.dry_run:
        originals.keep(job.store.home, job.path, job.digest)
    import_id = f"i{job.cursor.execute('select count(*) + 1 from import_log').fetchall()[0][0]}"
    facts = {"import_id": import_id, "dataset": job.contract.dataset, "file": job.file}
    detail = facts | {"changed": job.answer["changed"], "new_sectors": job.answer["new_sectors"]}
    detail |= {"sectors_aside": job.sectors_aside} if job.sectors_aside else {}
    with change(job.cursor, "import", detail, job.store) as version:
        detail["released"] = _write(job, import_id, version)
        _tell(job, detail, version)
        if job.options.dry_run:
            raise DryRun
        entry = originals.promise(
            job.cursor,
            facts
            | {
                "kind": "import",
                "version": version,
                "by": job.store.actor.name,
                "sha256": job.digest,
                "sheet": job.staged.sheet,
                "mapping": job.options.mapping,
                "settings": job.options.settings,
            },
        )
    verbatim.keep(job.store.home, import_id, job.text.path)
    originals.note(job.store.home, entry)
    return job.answer | {"status": "stored", "import_id": import_id, "version": version}


def _tell(job: Import, detail: dict, version: int) -> None:
    """Says what the written rows do to closed months and, to whoever watches, to the figures."""
    if months := closing.touched(job.cursor, version):
        answering.add_note(job.answer, "RESTATEMENT", {"months": ", ".join(months)})
    if job.watch:
        job.answer["effect"] = job.watch(job.cursor, version)
        detail["effect"] = (job.answer["effect"] or {}).get("change")


def _write(job: Import, import_id: str, version: int) -> int:
    """Writes the rows and what goes with them; returns how many rows set aside before it released."""
    cursor, contract, rows = job.cursor, job.contract, job.answer["rows"]
    names = names_to_store(cursor, contract, job.new_sectors)
    cursor.execute(
        "insert into import_log values (?, ?, ?, ?, ?, ?, ?, 'stored', null, ?, ?, ?, ?, ?, ?)",
        [
            import_id,
            contract.dataset,
            job.file,
            job.digest,
            job.staged.sheet,
            version,
            moments.now(),
            json.dumps(job.staged.mapping, ensure_ascii=False),
            json.dumps(job.options.settings, ensure_ascii=False),
            None,
            rows["read"],
            rows["stored"],
            rows["quarantined"],
        ],
    )
    verbatim.note(cursor, import_id, job.staged.headings, job.staged.emptied)
    store_names(cursor, names, import_id, version)
    cursor.execute(
        "insert into unmapped_total select ?, ?, heading, month, amount from stage_unmapped where amount is not null",
        [import_id, contract.dataset],
    )
    if contract.keeping == "row":
        keeping.note_kept(cursor, contract, import_id)
    if job.answer["changed"]["same"]:
        confirmed.note(cursor, contract, import_id, import_id)
    keeping.store(cursor, contract, import_id, import_id, version)
    _write_totals(job, import_id, version)
    quarantine.put(cursor, import_id, contract.dataset, version)
    remembered.remember(cursor, contract.dataset, job.options.mapping)
    remembered.remember_sectors(cursor, job.options.settings, import_id, version)
    decided.note(cursor, import_id, job.staged, job.options)
    repeated_spend.remember(cursor, job.options.settings, version)
    if released := release(cursor, contract.dataset, import_id, version):
        answering.add_note(job.answer, "ROWS_RELEASED", {"count": released})
    return released


def _write_totals(job: Import, import_id: str, version: int) -> None:
    rows = f"(select * from raw_{job.contract.dataset} where import_id = '{import_id}' and from_version = {version})"
    for name, sums in answering.sums_of(job.cursor, staging.money_columns(job.contract), rows).items():
        for currency, amount in sums.items():
            job.cursor.execute(
                "insert into control_total values (?, ?, ?, ?, ?)",
                [import_id, job.contract.dataset, name, currency, amount],
            )
