"""A file is read once: its text cells are kept in the stage from one try to the next, until it is stored."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from data.import_options import Options
from data.reading.read_file import read_text, reading_key
from data.reading.text_table import ReadFailure, TextTable
from data.storage import originals

MOST_BYTES = 2 << 30
KEPT_SECONDS = 86_400


@dataclass(frozen=True)
class KeptTable:
    """One table of cells, the file it was read from, its size and since when it is kept."""

    cells: TextTable
    file: Path
    size: int
    since: float


class KeptCells:
    """The tables of cells of files that were tried, known by what is in the file and by how it was read.

    One import at a time has a table. None outlives the file it was read from (an upload that was let go of or erased),
    a day, or MOST_BYTES together; an erasure and a new start of the process remove them with the rest of the stage.
    """

    def __init__(self, stage: Path):
        self._stage = stage
        self._kept: dict[tuple, KeptTable] = {}
        self._turn = threading.Lock()

    @contextmanager
    def read(self, path: Path, file_name: str, options: Options) -> Iterator[tuple[TextTable | ReadFailure, str]]:
        """The text cells of a file, or why there are none, and its SHA-256; read anew where they are not kept.

        Cells that were not moved elsewhere are kept for the next try, unless something failed.
        """
        cells, digest = self._read(path, file_name, options)
        if isinstance(cells, ReadFailure):
            yield cells, digest
            return
        try:
            yield cells, digest
            if Path(cells.path).exists():
                self._keep((digest, reading_key(options)), path, cells)
        except BaseException:
            Path(cells.path).unlink(missing_ok=True)
            raise

    def _read(self, path: Path, file_name: str, options: Options) -> tuple[TextTable | ReadFailure, str]:
        with ThreadPoolExecutor(1) as beside:
            digest = beside.submit(originals.digest_of, path)
            kept = self._take((digest.result(), reading_key(options))) if self._kept else None
            cells = replace(kept, file_name=file_name) if kept else read_text(path, file_name, options, self._stage)
            return cells, digest.result()

    def _take(self, key: tuple) -> TextTable | None:
        self.sweep()
        with self._turn:
            found = self._kept.pop(key, None)
        return found.cells if found else None

    def _keep(self, key: tuple, file: Path, cells: TextTable) -> None:
        found = KeptTable(cells, file, Path(cells.path).stat().st_size, time.monotonic())
        with self._turn:
            before = self._kept.pop(key, None)
            self._kept[key] = found
        if before:
            _remove(before)
        self.sweep()

    def sweep(self) -> None:
        """Lets go of what nobody will ask for, and of the oldest where there is too much."""
        with self._turn:
            gone = [key for key, held in self._kept.items() if _is_over(held)]
            room = MOST_BYTES
            for key, held in reversed(self._kept.items()):
                room -= 0 if key in gone else held.size
                gone += [key] if room < 0 and key not in gone else []
            removed = [self._kept.pop(key) for key in gone]
        for one in removed:
            _remove(one)

    def clear(self) -> None:
        """Lets go of everything."""
        with self._turn:
            removed = list(self._kept.values())
            self._kept.clear()
        for one in removed:
            _remove(one)


def _is_over(held: KeptTable) -> bool:
    is_gone = not (held.file.exists() and Path(held.cells.path).exists())
    return is_gone or held.since < time.monotonic() - KEPT_SECONDS


def _remove(held: KeptTable) -> None:
    Path(held.cells.path).unlink(missing_ok=True)
