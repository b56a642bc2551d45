"""Tells what a file is from its content; its name is never asked."""

import re
import zipfile
from pathlib import Path

from data.reading.text_table import ReadError

HEAD_BYTES = 1 << 16
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MARKUP = re.compile(rb"\s*<(!doctype|!--|html|head|body|table|\?xml|script|svg|div|style)", re.IGNORECASE)
JSON = re.compile(rb"\s*(\{\s*[\"}]|\[\s*[\[{\]])")
DATA_FILES = (b"PAR1", b"ARROW1", b"ORC", b"Obj\x01", b"SQLite format 3", b"\x89HDF")
CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def detect_file_type(path: Path) -> str:
    """One of gz, zip, xlsx, xlsb, ods, xls or text; refuses everything else."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head.strip():
        raise ReadError("EMPTY_FILE")
    if head.startswith(DATA_FILES):
        raise ReadError("WRONG_TYPE")
    if head.startswith(b"\x1f\x8b"):
        return "gz"
    if head.startswith(b"PK"):
        return _zip_kind(path)
    if head.startswith(OLE):
        return _ole_kind(path)
    return _text(head)


def _text(head: bytes) -> str:
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if MARKUP.match(plain) or JSON.match(plain) or plain.startswith((b"%PDF", b"{\\rtf")):
        raise ReadError("NOT_A_SPREADSHEET")
    is_utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff")) or max(head[0:200:2].count(0), head[1:200:2].count(0)) > 20
    if not is_utf16 and len(CONTROL.findall(head)) > 2 + len(head) // 1000:
        raise ReadError("NOT_A_SPREADSHEET")
    if head.startswith((b"MZ", b"\x7fELF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"7z\xbc\xaf", b"Rar!")):
        raise ReadError("NOT_A_SPREADSHEET")
    return "text"


def _zip_kind(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            mime = archive.read("mimetype")[:80] if "mimetype" in names else b""
            secret = (
                b"encryption-data" in archive.read("META-INF/manifest.xml")
                if (mime and "META-INF/manifest.xml" in names)
                else False
            )
    except RuntimeError as error:
        raise ReadError("PASSWORD_PROTECTED") from error
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadError("DAMAGED_FILE") from error
    if secret:
        raise ReadError("PASSWORD_PROTECTED")
    if b"opendocument.spreadsheet" in mime:
        return "ods"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "[Content_Types].xml" in names:
        if any(name.startswith(("word/", "ppt/", "visio/")) for name in names):
            raise ReadError("NOT_A_SPREADSHEET")
        return "xlsx"
    if mime:
        raise ReadError("NOT_A_SPREADSHEET")
    return "zip"


def _ole_kind(path: Path) -> str:
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise ReadError("PASSWORD_PROTECTED")
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return "xls"
    raise ReadError("NOT_A_SPREADSHEET")
