"""The file a visitor has brought and not yet accepted: where it is kept, and what was said about it."""

import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from data.import_options import Options
from pages.parts.runtime.services import services

FORGOTTEN_AFTER_SECONDS = 86_400


@dataclass
class PendingUpload:
    """One file on its way in. dataset and sheet are None until recognised or chosen.

    currency: the answer to the question asked once, what the reports are in.
    """

    path: Path
    name: str
    dataset: str | None = None
    sheet: str | None = None
    mapping: dict[str, str] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    is_chosen: bool = False
    is_accepted: bool = False
    currency: str | None = None

    def options(self, dry_run: bool) -> Options:
        """How to read it, as far as anybody said."""
        return Options(self.sheet, dict(self.mapping), dict(self.settings), dry_run)

    def key(self, version: int, dry_run: bool) -> tuple:
        """What the outcome of reading it depends on."""
        said = (tuple(sorted(self.mapping.items())), tuple(sorted(self.settings.items())))
        return self.path.name, self.dataset, self.sheet, *said, version if dry_run else "accepted"

    def answered(self, setting: str, choice: str) -> None:
        """Keep the answer to a question for the next try."""
        said = self.options(False).answered(setting, choice)
        self.sheet, self.mapping, self.settings = said.sheet, said.mapping, said.settings

    def choose(self, dataset: str, sheet: str | None, heading_row: int | None) -> None:
        """Read it as another list, from another sheet or below other headings; matches made before no longer hold."""
        self.dataset, self.sheet, self.mapping, self.settings, self.is_chosen = dataset, sheet, {}, {}, True
        if heading_row is not None:
            self.settings["header-row"] = str(heading_row)


def pending_upload() -> PendingUpload | None:
    """Return the file on its way in this session, if there is one."""
    return st.session_state.get("brought")


def receive_file(name: str, content: bytes | memoryview, dataset: str | None = None) -> PendingUpload:
    """Keep a file, never under the name it came with, and make it the one on its way."""
    st.session_state.pop("receipt", None)
    st.session_state["brought"] = PendingUpload(store_in_stage(content), name, dataset)
    return st.session_state["brought"]


def store_in_stage(content: bytes | memoryview) -> Path:
    """Return where an upload is kept: in the home's stage, under a name of its own."""
    stage = services().home / "stage"
    stage.mkdir(parents=True, exist_ok=True)
    _sweep(stage)
    path = stage / f"upload-{uuid.uuid4().hex}"
    path.write_bytes(content)
    return path


def next_sheet(held: PendingUpload, sheet: str) -> None:
    """Make another sheet of a file that was brought before the one on its way."""
    st.session_state.pop("receipt", None)
    st.session_state["brought"] = PendingUpload(held.path, held.name, sheet=sheet)


def discard() -> None:
    """Forget the file on its way; nothing of it was stored. One that was accepted goes on without this session."""
    held = st.session_state.pop("brought", None)
    if held and not held.is_accepted:
        remove(held)


def remove(held: PendingUpload) -> None:
    """Remove the file of an upload and what was read from it."""
    held.path.unlink(missing_ok=True)
    services().store.kept_cells.sweep()


def _sweep(stage: Path) -> None:
    """Remove files that somebody brought and left."""
    for path in stage.glob("upload-*"):
        if path.stat().st_mtime < time.time() - FORGOTTEN_AFTER_SECONDS:
            path.unlink(missing_ok=True)
    services().store.kept_cells.sweep()
