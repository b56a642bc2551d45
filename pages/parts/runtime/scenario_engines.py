"""Engines of scenarios, kept for all visitors: the few that were asked for last, each worked out once.

A scenario is named, and is what is saved under that name now; or it is what a link keeps of it.
"""

import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from data.problems import Problem
from data.sharing.shared_scenario import scenario_levers
from data.sharing.shared_view import Pairs
from models.engine.definitions.dependents import dependents
from models.engine.engine import Engine
from models.scenarios.kept_scenario import assumptions_of, levers_of
from models.scenarios.levers import Lever, ScenarioProblem
from models.scenarios.scenario_engine import ANSWERED, ScenarioEngine, scenario_engine
from pages.parts.runtime import derived_cache, process
from pages.parts.runtime.services import services

KEPT = 4
Key = tuple[str, int, str]
Scenario = str | Pairs


class Engines:
    """Scenario engines by levers, data and models; one that somebody reads is not dropped."""

    def __init__(self) -> None:
        self._turn = threading.RLock()
        self._held: OrderedDict[Key, ScenarioEngine] = OrderedDict()
        self._read = Counter[Key]()
        self._is_tidy = False

    def tidy(self) -> None:
        """Drop what a process that was killed left behind, before the first engine is made."""
        with self._turn:
            if not self._is_tidy:
                ScenarioEngine.drop_left_behind(services().engine)
            self._is_tidy = True

    def holds(self, key: Key) -> bool:
        """Whether an engine is there."""
        return key in self._held

    def put(self, key: Key, made: ScenarioEngine) -> None:
        """Keep an engine, unless somebody else was first; drop what was asked for longest ago and nobody reads."""
        with self._turn:
            if self._held.setdefault(key, made) is not made:
                made.close()
            spare = [one for one in self._held if not self._read[one]][: max(len(self._held) - KEPT, 0)]
            for one in spare:
                self._held.pop(one).close()

    def take(self, key: Key) -> ScenarioEngine | None:
        """Return an engine to read from until it is given back."""
        with self._turn:
            if key not in self._held:
                return None
            self._held.move_to_end(key)
            self._read[key] += 1
            return self._held[key]

    def give_back(self, key: Key) -> None:
        """Say that one reader is done."""
        with self._turn:
            self._read[key] -= 1

    def forget(self) -> None:
        """Forget all of them, where the data were exchanged and their tables with them."""
        with self._turn:
            self._held.clear()


@process.once
def _engines() -> Engines:
    return Engines()


derived_cache.also(lambda: _engines().forget())


@dataclass(frozen=True)
class Moves:
    """What a scenario moves: its levers, the assumptions of its own by name, and the figures that are others then."""

    levers: tuple[Lever, ...] = ()
    assumed: dict[str, str] = field(default_factory=dict)
    figures: frozenset[str] = frozenset()


@derived_cache.derived(max_entries=50)
def moves(scenario: Scenario, version: int) -> Moves:
    """Return what a scenario moves, as it is at a version; nothing where it is not there or cannot be any more."""
    kept = _kept(scenario) if scenario else None
    try:
        levers, assumed = (levers_of(kept), assumptions_of(kept)) if kept else ([], {})
    except ScenarioProblem:
        return Moves()
    standing = dependents(services().engine.catalogue, *assumed) if assumed else ()
    return Moves(tuple(levers), assumed, frozenset((*ANSWERED, *standing) if kept else ()))


def _kept(scenario: Scenario) -> dict | None:
    """The scenario as it is saved; None where there is none of that name."""
    if not isinstance(scenario, str):
        return {"levers": scenario_levers(scenario)}
    try:
        return services().store.scenario(scenario)
    except Problem:
        return None


def _key(scenario: Scenario, version: int) -> Key | None:
    """What an engine depends on: a scenario or an action saved since changes none; None where there is no such
    scenario."""
    kept, engine = _kept(scenario), services().engine
    return kept and (
        repr([sorted(one.items()) for one in kept["levers"]]),
        engine.data_version(version),
        engine.models_hash(),
    )


def is_ready(scenario: Scenario, version: int) -> bool:
    """Whether reading in this scenario needs no work any more."""
    key = _key(scenario, version)
    return key is not None and _engines().holds(key)


def make(
    scenario: Scenario, version: int, tell: Callable[[int, int, str], None] = lambda *_: None
) -> ScenarioProblem | None:
    """Work out what a scenario changes; return why it cannot be, where its levers act on what is not there any more."""
    key, kept, engine, name = _key(scenario, version), _kept(scenario), services().engine, str(scenario)
    if key is None or kept is None:
        return ScenarioProblem("unknown", f'There is no scenario named "{name}" any more.', name=name)
    _engines().tidy()
    try:
        made = scenario_engine(engine, version, levers_of(kept), assumptions_of(kept))
    except ScenarioProblem as refused:
        return refused
    made.build(version, progress=tell, names=[*ANSWERED])
    _engines().put(key, made)
    return None


@contextmanager
def reading(scenario: Scenario, version: int) -> Iterator[Engine]:
    """Give the engine of a scenario, worked out first when needed; it stays while it is read. Without a scenario that
    of things as they are.

    Raises ScenarioProblem where there is no such scenario, or its levers act on what is not there any more.
    """
    if not scenario:
        yield services().engine
        return
    key, engines = _key(scenario, version), _engines()
    while key is None or (found := engines.take(key)) is None:
        if refused := make(scenario, version):
            raise refused
    try:
        yield found
    finally:
        engines.give_back(key)
