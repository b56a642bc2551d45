"""The engine ends in the middle of a build: it is said so, what came home stays, another engine goes on from there."""

import time

import pytest
from pysail.spark import SparkConnectServer
from two_engines import SAIL, adversarial, listening

from models.engine.backends.failures import EngineUnreachable
from models.engine.backends.spark import Spark
from models.engine.engine import Engine

FIGURE, BEFORE = "monthly_cost", 5


def test_an_engine_that_ends_is_told_and_another_goes_on(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # where Sail puts its tables
    house, server = adversarial(), SparkConnectServer("127.0.0.1", 0)
    first = Engine(house, backend=Spark(listening(server), 60, SAIL))

    def end_it(done: int, total: int, name: str) -> None:
        if done == BEFORE:
            server.stop()

    began = time.monotonic()  # left alone, the client asks a server that is gone for more than ten minutes
    with pytest.raises(EngineUnreachable):
        first.build(1, progress=end_it, names=[FIGURE])
    assert time.monotonic() - began < 300 and not first.is_built(1, names=[FIGURE])

    told: list[int] = []
    other = SparkConnectServer("127.0.0.1", 0)
    second = Engine(house, backend=Spark(listening(other), 60, SAIL))
    second.build(1, progress=lambda done, total, name: told.append(total), names=[FIGURE])
    other.stop()
    # what stood before is not worked out again, and the rest reads it: the same rows as here
    assert told[0] == len(second.catalogue.materialized([FIGURE])) - BEFORE
    assert second.rows(FIGURE, 1) == Engine(house).rows(FIGURE, 1)
