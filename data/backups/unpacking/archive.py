"""The files of a backup, taken out of their archive: only names a home has, only as much as real data unpack to."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
import zlib
from pathlib import Path

from data.reading.archive import check_members
from data.reading.limits import FREE_BYTES, RATIO
from data.reading.text_table import ReadError
from data.storage import change_journal, originals
from data.storage.home_folder import COMPANY_TABLES

DATABASE, NOTE, KEY = "ledger.duckdb", "backup.json", "erasing.key"
FILES = (change_journal.LIST, originals.BASELINE, KEY, COMPANY_TABLES)
BLOCK = 1 << 20
MEMBERS = 200_000
READ_WHOLE = (NOTE, KEY, COMPANY_TABLES)
SMALL_BYTES = 64 << 20  # of what is read whole


def extract(path: Path, folder: Path) -> None:
    """Writes the files into the folder; Refused for a name no home has, a file that is not its fingerprint, a bomb."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check(archive, path.stat().st_size, folder)
            for member in archive.infolist():
                _write(archive, member, folder / member.filename)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as failure:
        raise ReadError("DAMAGED_FILE") from failure


def _check(archive: zipfile.ZipFile, packed: int, folder: Path) -> None:
    names = [member.filename for member in archive.infolist()]
    if not {DATABASE, NOTE} <= set(names) or len(set(names)) < len(names) or not all(map(_belongs, names)):
        raise ReadError("DAMAGED_FILE")
    check_members(archive)
    unpacked = sum(member.file_size for member in archive.infolist())
    small = max(member.file_size for member in archive.infolist() if member.filename in READ_WHOLE)
    is_bomb = unpacked > max(FREE_BYTES, RATIO * packed) or small > SMALL_BYTES or len(names) > MEMBERS
    if is_bomb or unpacked > shutil.disk_usage(folder).free:
        raise ReadError("TOO_LARGE", megabytes=unpacked >> 20)


def _belongs(name: str) -> bool:
    if name in (DATABASE, NOTE, *FILES):
        return True
    folder, _, rest = name.partition("/")
    if folder == "texts":
        return rest.endswith(".parquet") and originals.is_import_id(rest.removesuffix(".parquet"))
    return folder == "originals" and originals.is_fingerprint(rest)


def _write(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
    """What is longer than the archive says is an error of zipfile; what says so was looked at before."""
    target.parent.mkdir(exist_ok=True)
    seen = hashlib.sha256()
    with archive.open(member) as packed, target.open("wb") as out:
        while block := packed.read(BLOCK):
            seen.update(block)
            out.write(block)
    if target.parent.name == "originals" and seen.hexdigest() != target.name:
        raise ReadError("BACKUP_DIFFERS", tables="originals")
