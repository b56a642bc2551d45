"""Homes that commands run on."""

import shutil
from functools import partial
from pathlib import Path

import pytest
from command import run
from four_files import FILES, bring


@pytest.fixture(scope="session")
def filled(tmp_path_factory) -> Path:
    """A home with the four files, made once."""
    folder = tmp_path_factory.mktemp("filled")
    for dataset, text in FILES.items():
        assert bring(partial(run, folder / "home"), folder, dataset, text).code == 0
    return folder / "home"


@pytest.fixture
def command(filled, tmp_path):
    """Runs commands on a copy of the filled home."""
    shutil.copytree(filled, tmp_path / "home")
    return partial(run, tmp_path / "home")


@pytest.fixture
def fresh(tmp_path):
    """Runs commands on an empty home."""
    return partial(run, tmp_path / "home")
