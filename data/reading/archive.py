"""Takes the one table out of a gzip or zip archive, within limits and inside its folder."""

import gzip
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from data.reading.limits import check_unpacked
from data.reading.text_table import ReadError

TABLES = (".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".gz", "")


def ungzip(path: Path, target: Path) -> None:
    """Writes the unpacked content to target; refuses bombs and broken archives."""
    with gzip.open(path) as packed:
        _copy(packed, target, path.stat().st_size)


def unzip(path: Path, target: Path, chosen: str | None) -> str:
    """Writes the archive's one table to target and gives its name; asks when there are several."""
    try:
        with zipfile.ZipFile(path) as archive:
            check_members(archive)
            member = _one_table(archive, chosen)
            with archive.open(member) as packed:
                _copy(packed, target, max(member.compress_size, 1))
            return member.filename
    except zipfile.BadZipFile as error:
        raise ReadError("DAMAGED_FILE") from error


def table_names(path: Path) -> list:
    """The names of the members of an archive that may be tables, text files left out where there is anything else."""
    try:
        with zipfile.ZipFile(path) as archive:
            check_members(archive)
            return [member.filename for member in _tables(archive)]
    except zipfile.BadZipFile as error:
        raise ReadError("DAMAGED_FILE") from error


def check_members(archive: zipfile.ZipFile) -> None:
    """Refuses names that leave the folder, links, passwords and bombs, before unpacking."""
    for member in archive.infolist():
        parts = PurePosixPath(member.filename.replace("\\", "/")).parts
        is_link = stat.S_ISLNK(member.external_attr >> 16)
        if ".." in parts or member.filename.startswith(("/", "\\")) or is_link:
            raise ReadError("UNSAFE_FILE")
        if parts and parts[0].endswith(":"):
            raise ReadError("UNSAFE_FILE")
        if member.flag_bits & 1:
            raise ReadError("PASSWORD_PROTECTED")
        check_unpacked(member.file_size, max(member.compress_size, 1))


def _one_table(archive: zipfile.ZipFile, chosen: str | None) -> zipfile.ZipInfo:
    everything = [m for m in archive.infolist() if _may_be_table(m)]
    named = [m for m in everything if chosen in (m.filename, PurePosixPath(m.filename).name)]
    if len(named) == 1:
        return named[0]
    files = _tables(archive)
    if len(files) > 1:
        names = tuple(m.filename for m in files)
        raise ReadError("SEVERAL_FILES", names, "sheet", names=", ".join(names))
    return files[0]


def _tables(archive: zipfile.ZipFile) -> list:
    files = [m for m in archive.infolist() if _may_be_table(m)]
    if not files:
        raise ReadError("NOT_A_SPREADSHEET")
    return [m for m in files if not m.filename.lower().endswith(".txt")] or files


def _may_be_table(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename)
    is_hidden = path.name.startswith(".") or "__MACOSX" in path.parts
    return not member.is_dir() and member.file_size > 0 and not is_hidden and path.suffix.lower() in TABLES


def _copy(packed, target: Path, packed_bytes: int) -> None:
    unpacked = 0
    try:
        with target.open("wb") as out:
            while block := packed.read(1 << 20):
                unpacked += len(block)
                check_unpacked(unpacked, packed_bytes)
                out.write(block)
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise ReadError("DAMAGED_FILE") from error
