"""One repair on its way: what it corrects, and what is known of it so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from data.import_options import Options
from data.parsing.result import ParseResult
from data.repairs.reject_file import RejectedImport

if TYPE_CHECKING:
    from data.store import Store


@dataclass
class RepairJob:
    """One repair on its way: the corrected cells by row, the rows that are no data, and where they came from."""

    store: Store
    cursor: duckdb.DuckDBPyConnection
    held: RejectedImport
    options: Options
    answer: dict
    rows: dict
    kinds: dict = field(default_factory=dict)
    dismissed: list = field(default_factory=list)
    file: str = ""
    digest: str | None = None
    watch: Callable | None = None
    noted: dict = field(default_factory=dict)
    doubles: list = field(default_factory=list)
    staged: ParseResult = field(default_factory=ParseResult)
    names: dict = field(default_factory=dict)
    names_aside: dict = field(default_factory=dict)
    text: Path | None = None
