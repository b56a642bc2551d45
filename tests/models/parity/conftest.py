"""Figures on another engine need its packages, which stand apart: run by `make sail` and `make parity`."""

import os
from importlib.util import find_spec

import pytest
from two_engines import address

from models.engine.backends.spark import Spark

IS_SPARK = "PARITY_URL" in os.environ
collect_ignore_glob = ["test_lost_connection.py"] if IS_SPARK else ["test_spark_itself.py"]
if not find_spec("pyspark") or not (IS_SPARK or find_spec("pysail")):
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="session")
def spark():
    """The engine at the other end of the wire."""
    with address() as (url, settings):
        yield Spark(url, 300, settings)
