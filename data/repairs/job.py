"""One repair on its way: what it corrects, and what is known of it so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from data.imports.job import Job
from data.repairs.reject_file import RejectedImport


@dataclass(kw_only=True)
class RepairJob(Job):
    """One repair on its way: the corrected cells by row, the rows that are no data, and where they came from."""

    kind = "repair"

    held: RejectedImport
    rows: dict
    kinds: dict = field(default_factory=dict)
    dismissed: list = field(default_factory=list)
    doubles: list = field(default_factory=list)
    noted: dict = field(default_factory=dict)
    text: Path | None = None

    @property
    def sheet(self) -> str | None:
        """The sheet of the file that brought the corrections."""
        return self.options.sheet

    def source_id(self, import_id: str) -> str:
        """The import whose rows are repaired."""
        return self.held.import_id
