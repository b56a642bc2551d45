"""The limited process: reads one file named on standard input, answers in JSON."""

import errno
import gc
import json
import sys
from dataclasses import asdict
from pathlib import Path

from data.reading.archive import ungzip, unzip
from data.reading.file_type import detect_file_type
from data.reading.limits import limit_process
from data.reading.parquet_writer import traits_of
from data.reading.text_table import ReadError

DEPTH = 3
FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)


class WithoutPandas:
    """Keeps arrow from loading pandas, only to ask of a list whether it is a Series:
    that takes longer than a small file."""

    @staticmethod
    def find_spec(name: str, *_):
        """Nothing; pandas is as if it were not installed."""
        if name == "pandas":
            raise ModuleNotFoundError(name)


def main() -> None:
    """Reads a request, writes the parquet file it names, prints facts or a refusal."""
    request = json.load(sys.stdin)
    limit_process()
    sys.meta_path.insert(0, WithoutPandas)
    gc.disable()  # millions of short-lived lists of text: collecting costs as much as reading
    try:
        answer = _look(request) if request.get("looks") else _read_whole(request)
    except (ReadError, OSError) as refused:
        if is_full(refused):
            answer = {"refusal": {"code": "NO_ROOM", "fields": {}}}
        elif isinstance(refused, ReadError):
            answer = {"refusal": asdict(refused.refusal)}
        else:
            raise
    except MemoryError:
        answer = {"refusal": {"code": "TOO_LARGE", "fields": {}}}
    json.dump(answer, sys.stdout)


def is_full(failure: BaseException | None) -> bool:
    """Whether a failure, or what it came from, is a disk without room."""
    while failure is not None:
        if isinstance(failure, OSError) and failure.errno in FULL:
            return True
        failure = failure.__cause__ or failure.__context__
    return False


def read(path: Path, request: dict, out: Path, depth: int = 0) -> dict:
    """Sheet, width, rows and facts of the one table in the file; its cells go to `out`."""
    kind = detect_file_type(path)
    if kind in ("gz", "zip"):
        return _read_inside(path, kind, request, out, depth)
    if kind in ("xlsx", "xlsb", "ods", "xls"):
        from data.reading.workbooks.dispatch import read_book

        return {"is_book": True} | read_book(kind, path, request, out)
    from data.reading.delimited.reader import read_separated

    return {"is_book": False, "sheet": None} | read_separated(path, request["settings"], out)


def _read_whole(request: dict) -> dict:
    answer = read(Path(request["path"]), request, Path(request["out"]))
    answer["facts"]["traits"] = traits_of(request["out"])
    return answer


def _look(request: dict) -> dict:
    from data.reading.file_preview import preview_tables as glance

    return {"tables": glance(Path(request["path"]), request["settings"], Path(request["out"]))}


def _read_inside(path, kind, request, out, depth):
    if depth == DEPTH:
        raise ReadError("UNSAFE_FILE")
    target = out.with_suffix(f".{depth}")
    try:
        name = ungzip(path, target) if kind == "gz" else unzip(path, target, request["sheet"])
        answer = read(target, request, out, depth + 1)
    finally:
        target.unlink(missing_ok=True)
    return answer | {"sheet": answer["sheet"] or name}


if __name__ == "__main__":
    main()
