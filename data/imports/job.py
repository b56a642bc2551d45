"""What is known of one import on its way (`ImportJob`), and the rollback of a dry run."""

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


class DryRun(Exception):
    """Ends the transaction of an import that was only tried."""


@dataclass
class ImportJob:
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
    staged: ParseResult = field(default_factory=ParseResult)
    new_sectors: dict = field(default_factory=dict)
    sectors_aside: dict = field(default_factory=dict)

    def begins(self, step: str) -> None:
        """Tells whoever waits which step begins: reading, typing, matching or storing."""
        if self.progress:
            self.progress(step)
