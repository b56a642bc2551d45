"""Engines over organisations that several tests of figures read."""

import pytest
from loyal_organisation import engine_of, organisation

from models.engine.engine import Engine


@pytest.fixture(scope="session")
def engine() -> Engine:
    return engine_of(organisation(1))
