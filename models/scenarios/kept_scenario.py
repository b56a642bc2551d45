"""A scenario as it is kept: its levers, and the assumptions it is calculated with in place of those that hold."""

from dataclasses import replace

from models import assumptions
from models.engine.selection import Selection
from models.scenarios.levers import Lever, ScenarioProblem, as_texts, from_texts

NAME, VALUE = "assumption", "value"
OF_PEOPLE = ("small_group",)  # protects those who answered, so no scenario makes it another


def levers_of(kept: dict) -> list[Lever]:
    """Return the levers of a kept scenario; raises ScenarioProblem."""
    return [from_texts(one) for one in kept["levers"] if NAME not in one]


def assumptions_of(kept: dict) -> dict[str, str]:
    """Return the assumptions of a kept scenario by name; raises ScenarioProblem for what is none any more."""
    found = {one[NAME]: one.get(VALUE, "") for one in kept["levers"] if NAME in one}
    for name, text in found.items():
        check_assumption(name, text)
    return found


def check_assumption(name: str, text: str) -> None:
    """Raise ScenarioProblem for a value an assumption cannot have in a scenario."""
    try:
        assumptions.check(name, text)
        if name in OF_PEOPLE:
            raise ValueError(f"{name} protects people and is the same in every scenario.")
    except ValueError as refused:
        raise ScenarioProblem("assumption", str(refused), name=name, read=text) from refused


def as_kept(levers: list[Lever], assumed: dict[str, str]) -> list[dict[str, str]]:
    """Return levers and assumptions as they are kept together."""
    return [*map(as_texts, levers), *({NAME: name, VALUE: text} for name, text in sorted(assumed.items()))]


def with_assumptions(selection: Selection, assumed: dict[str, str]) -> Selection:
    """Return the same choice, calculated with these assumptions."""
    return replace(selection, overrides={**selection.overrides, **assumed})
