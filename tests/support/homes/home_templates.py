"""Homes made once for all tests that begin with the same one, whichever process runs them."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import priced_organisation
import small_organisation

from data.samples.generate import fill
from data.store import Store
from models.engine.engine import Engine


class Templates:
    """Homes that nobody has open, in a folder of the whole run; a test copies the one it needs."""

    def __init__(self, folder: Path):
        self.folder = folder

    def empty(self) -> Path:
        """A home without any row: opening a copy takes a third of making one."""
        return self._kept("empty", lambda home: Store(home).close())

    def sample(self, customers: int = 600, seed: int = 1) -> Path:
        """A home that holds the made-up organisation, its figures worked out."""

        def make(home: Path) -> None:
            store = Store(home)
            fill(store, customers, seed)
            Engine(store.connection).build(store.version)
            store.close()

        return self._kept(f"sample_{customers}_{seed}", make)

    def shared(self) -> Path:
        """A home with the small organisation of the tests of shared links, its figures worked out."""
        return self._kept("shared", lambda home: small_organisation.fill(home, home.parent))

    def priced(self) -> Path:
        """A home whose ledger follows every assumption a formula of a workbook can."""
        return self._kept("priced", priced_organisation.fill)

    def _kept(self, name: str, make: Callable[[Path], None]) -> Path:
        home = self.folder / name / "home"
        if not home.exists():
            beside = self.folder / f"{name}_{os.getpid()}"
            beside.mkdir()
            make(beside / "home")
            with suppress(OSError):  # another process was first
                beside.rename(self.folder / name)
        return home


def copied(template: Path, folder: Path) -> Path:
    """A copy of a template, for what changes it."""
    return Path(shutil.copytree(template, folder / "home"))
