"""Erasing a customer: rows of every version, originals, rows set aside, texts; the files are written anew."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import shutil
from pathlib import Path

from data.erasure import rewrite_database
from data.erasure.data_subject import DataSubject, find_traces
from data.erasure.redaction import redact_entry
from data.erasure.rewrite_files import obsolete_files, renew
from data.problems import Problem
from data.storage import atomic_replace, audit_journal, change_journal, originals
from data.storage.versions import checkpoint

KEY, BASELINE = "erasing.key", originals.BASELINE
KEY_BYTES = 32


def erase_customer(store, customer_id: str) -> dict:
    """Erases a customer and everything only they brought, while the app may go on running; returns what was erased.

    {version, rows: data set → number, set_aside, files, hash}. After a kill the home is as before or without the
    customer. Raises Problem NO_SUCH_CUSTOMER, or BUSY while a file is being brought in.
    """
    store.demand("administer")
    customer = DataSubject(customer_id.strip())
    with atomic_replace.file_lock(store.home), store.writing() as cursor:
        folder = atomic_replace.stage(store.home)
        try:
            return _erase(store, cursor, customer, folder)
        finally:
            if not (folder / atomic_replace.READY).exists():
                shutil.rmtree(folder, ignore_errors=True)


def preview(store, customer_id: str) -> dict:
    """What erasing would take, without taking it: {rows: data set → number, set_aside, lines, backups, erased_at}."""
    store.demand("administer")
    with store.cursor() as cursor:
        find_traces(cursor, store.home, DataSubject(customer_id.strip()))
        lines = cursor.execute(
            "select count(*) from (select distinct import_id, source_row from named_line)"
        ).fetchone()[0]
        return _found(cursor) | {
            "lines": lines,
            "backups": len(list((store.home / "backups").glob("*.zip"))),
            "erased_at": erased_at(store, customer_id),
        }


def _erase(store, cursor, customer: DataSubject, folder: Path) -> dict:
    find_traces(cursor, store.home, customer)
    if not cursor.execute("select 1 from named_line union all select 1 from named_row limit 1").fetchall():
        raise Problem("NO_SUCH_CUSTOMER", {"customer": customer.id})
    digests = renew(cursor, store.home, folder, customer)
    found = _found(cursor)
    event = _event(store, customer, found)
    with store.connection.alone():
        checkpoint(cursor)
        rewrite_database.write_anew(cursor, folder / atomic_replace.DATABASE, customer, digests, event)
        _write_list(store.home, folder, customer, digests, rewrite_database.lines_gone(cursor), event["entry"])
        shutil.copyfile(folder / atomic_replace.DATABASE, folder / BASELINE)
        dropped = [*obsolete_files(cursor, store.home, digests, customer), audit_journal.OTHER]
        store.connection.exchange(lambda: atomic_replace.commit(store.home, dropped))
    return found | {"version": event["version"], "files": len(set(digests.values())), "hash": event["hash"]}


def _found(cursor) -> dict:
    rows = dict(
        cursor.execute(
            "select dataset, count(distinct row_id) from named_row group by dataset order by dataset"
        ).fetchall()
    )
    aside = cursor.execute(
        "select count(*) from (select distinct q.import_id, q.source_row from quarantine as q join named_line as n "
        "on n.import_id = q.import_id and n.source_row = q.source_row)"
    ).fetchone()[0]
    return {"rows": rows, "set_aside": aside}


def _event(store, customer: DataSubject, found: dict) -> dict:
    version, by, digest = store.version + 1, store.actor.name, keyed_hash(store.home, customer.id)
    entry = {"kind": "erase", "version": version, "by": by, "hash": digest}
    return found | {"version": version, "by": by, "hash": digest, "models_hash": store.models_hash, "entry": entry}


def _write_list(home: Path, folder: Path, customer: DataSubject, digests: dict, lines: dict, entry: dict) -> None:
    told = [redact_entry(earlier, customer, digests, lines) for earlier in change_journal.entries(home)]
    for one in (*told, entry):
        change_journal.append(folder, one)


def keyed_hash(home: Path, customer_id: str) -> str:
    """A hash of the id that only this home can make, for the log of erasures."""
    path = Path(home) / KEY
    if not path.exists():
        part = path.with_suffix(".part")
        part.touch(mode=0o600)
        part.write_bytes(secrets.token_bytes(KEY_BYTES))
        os.replace(part, path)
    return hash_with(path.read_bytes(), customer_id)


def hash_with(key: bytes, customer_id: str) -> str:
    """The hash of an id with a key."""
    return hmac.new(key, customer_id.strip().encode(), hashlib.sha256).hexdigest()


def erased_at(store, customer_id: str) -> list:
    """When a customer of this id was erased (UTC), oldest first; empty: never."""
    digest = keyed_hash(store.home, customer_id)
    with store.cursor() as cursor:
        found = cursor.execute("select happened_at from erasure where keyed_hash = ? order by 1", [digest]).fetchall()
    return [at for (at,) in found]
