"""Houses with month ends to work out."""

import shutil
from pathlib import Path

import pytest
from month_houses import opened


@pytest.fixture(scope="module")
def filled(templates) -> Path:
    """A home with the made-up organisation, its figures worked out, that nobody has open."""
    return templates.sample()


@pytest.fixture
def house(filled, tmp_path):
    """A house of its own for one test."""
    with opened(Path(shutil.copytree(filled, tmp_path / "home"))) as found:
        yield found
