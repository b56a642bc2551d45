"""Engines of saved scenarios, kept for all visitors: the few that were asked for last, each worked out once."""

import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from data.problems import Problem
from models.scenarios.kept_scenario import has_assumptions, levers_of
from models.scenarios.levers import ScenarioProblem
from models.scenarios.scenario_base import scenario_base
from models.scenarios.scenario_engine import ANSWERED, ScenarioEngine
from pages.parts.runtime import process
from pages.parts.runtime.services import services

KEPT = 4
Key = tuple[str, int, str]


class Engines:
    """Scenario engines by name, version and models; one that somebody reads is not dropped."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.held: OrderedDict[Key, ScenarioEngine] = OrderedDict()
        self.read = Counter[Key]()

    def drop_older(self) -> None:
        """Drop what was asked for longest ago and nobody reads."""
        spare = [key for key in self.held if not self.read[key]][: max(len(self.held) - KEPT, 0)]
        for key in spare:
            self.held.pop(key).close()


@process.once
def _engines() -> Engines:
    ScenarioEngine.drop_left_behind(services().engine)
    return Engines()


def _key(name: str, version: int) -> Key:
    return name, version, services().engine.models_hash()


def is_ready(name: str, version: int) -> bool:
    """Whether reading in this scenario needs no work any more."""
    return _key(name, version) in _engines().held


def make(name: str, version: int, tell: Callable[[int, int, str], None] = lambda *_: None) -> ScenarioProblem | None:
    """Work out what a scenario changes; return why it cannot be, where its levers act on what is not there any more."""
    key, engines = _key(name, version), _engines()
    try:
        kept = services().store.scenario(name)
        if has_assumptions(kept):  # the pages would have to be worked out anew, each of them
            return ScenarioProblem("assumed", "This scenario has assumptions of its own.", name=name)
        made = ScenarioEngine(services().engine, scenario_base(services().engine, version).outcome(levers_of(kept)))
    except ScenarioProblem as refused:
        return refused
    except Problem as gone:
        return ScenarioProblem("unknown", str(gone), name=name)
    made.build(version, progress=tell, names=[*ANSWERED])
    with engines.lock:
        engines.held.setdefault(key, made)
        engines.drop_older()
    return None


@contextmanager
def reading(name: str, version: int) -> Iterator[ScenarioEngine]:
    """Give the engine of a scenario, worked out first when needed; it stays while it is read.

    Raises ScenarioProblem where its levers act on what is not there any more.
    """
    key, engines = _key(name, version), _engines()
    if not is_ready(name, version) and (refused := make(name, version)):
        raise refused
    with engines.lock:
        engines.held.move_to_end(key)
        engines.read[key] += 1
        found = engines.held[key]
    try:
        yield found
    finally:
        with engines.lock:
            engines.read[key] -= 1
