"""What is known of an import or a repair on its way (`Job`), and of the import of a file (`ImportJob`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from data.contracts.definitions import Contract
from data.import_options import Options
from data.parsing.result import ParseResult
from data.reading.text_table import TextTable

if TYPE_CHECKING:
    from data.store import Store


@dataclass(kw_only=True)
class Job:
    """Rows on their way into one data set: where they come from, what was said about them, what is known so far."""

    kind = ""

    store: Store
    cursor: duckdb.DuckDBPyConnection
    contract: Contract
    options: Options
    answer: dict
    file: str
    path: Path | None = None
    digest: str | None = None
    watch: Callable | None = None
    progress: Callable | None = None
    staged: ParseResult = field(default_factory=ParseResult)
    new_sectors: dict = field(default_factory=dict)
    sectors_aside: dict = field(default_factory=dict)

    def begins(self, step: str) -> None:
        """Tells whoever waits which step begins: reading, typing, matching or storing."""
        if self.progress:
            self.progress(step)

    @property
    def sheet(self) -> str | None:
        """The sheet, or file in a zip, the rows came from."""
        return self.staged.sheet

    def source_id(self, import_id: str) -> str:
        """The import whose file the rows stand in, given the id of what stores them now."""
        return import_id


@dataclass(kw_only=True)
class ImportJob(Job):
    """One file on its way; `text` is the table of its cells once it is read."""

    kind = "import"

    path: Path
    text: TextTable = field(init=False)
