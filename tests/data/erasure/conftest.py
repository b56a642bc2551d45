"""A home that names a customer wherever a home can name one."""

import shutil

import pytest
from named_everywhere import fill

from data.store import Store
from models.engine.engine import Engine


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """A home with the customer in it, worked out, that nobody has open."""
    home, folder = tmp_path_factory.mktemp("filled") / "home", tmp_path_factory.mktemp("files")
    opened = Store(home)
    fill(opened, folder)
    Engine(opened.connection).build(opened.version)  # figures worked out name customers too
    opened.close()
    return home


@pytest.fixture
def store(filled, tmp_path):
    (tmp_path / "files").mkdir()
    opened = Store(shutil.copytree(filled, tmp_path / "home"))
    yield opened
    opened.connection.close()
